import { randomBytes } from 'node:crypto';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createBrowser } from './browser.ts';
import { expectAnswer, expectThat } from './expect.ts';
import type { Listener, Message } from './listener.ts';
import type { Answer, As, Rest } from './rest.ts';

/** World is what the steps of one journey share. */
export interface World {
  rest: Rest;
  listener: Listener;
  email: string;
  endUserId: string;
  token?: string;
  workspaceId?: string;
  apiKey?: string;
  connectionId?: string;
  consentId?: string;
  workflowId?: string;
}

/** Step is one thing that a customer does; it fails unless the platform answers as it must. */
export interface Step {
  title: string;
  /** The request, as a person would write it. */
  request: string;
  /** Gives what to show of the answer. */
  run(world: World): Promise<Answer>;
}

/** newWorld makes a customer and an end user that nobody had before. */
export function newWorld(rest: Rest, listener: Listener): World {
  const unique = randomBytes(5).toString('hex');
  return { rest, listener, email: `ada-${unique}@example.com`, endUserId: `customer-${unique}` };
}

const known = (value: string | undefined): string => {
  if (value === undefined) throw new Error('An earlier step of the journey did not run');
  return value;
};
const asUser = ({ token, workspaceId }: World): As => ({
  token: known(token),
  ...(workspaceId === undefined ? {} : { workspaceId }),
});
const asKey = ({ apiKey }: World): As => ({ apiKey: known(apiKey) });

const text = (value: unknown, path: string): string => {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
  expectThat(typeof found === 'string' && found !== '', `a text at ${path}`, value);
  return found as string;
};

/** The workflow of the journey: three tasks, one of them the action. */
export const workflowDocument = (name: string) => ({
  document: { dsl: '1.0.3', namespace: 'demo', name, version: '1.0.0' },
  do: [
    {
      note: {
        call: 'sandbox.create-note:1.0.0@default',
        with: { title: '${ .title }', body: 'Written by a workflow' },
      },
    },
    { pause: { wait: { seconds: 1 } } },
    { done: { set: { noteId: '${ .id }', greeting: '${ "Wrote " + .title }' } } },
  ],
});

async function ended(world: World, id: string): Promise<Answer> {
  const final = new Set(['completed', 'faulted', 'cancelled']);
  return eventually(
    async () => {
      const answer = await world.rest.call('GET', `/executions/${id}`, { as: asKey(world) });
      expectAnswer(answer, 200);
      return final.has(text(answer.body, 'status')) && answer;
    },
    { timeoutMs: 40_000, intervalMs: 200, what: `the end of ${id}` },
  );
}

async function execute(world: World): Promise<string> {
  const started = await world.rest.call('POST', `/workflows/${known(world.workflowId)}/executions`, {
    as: asKey(world),
    body: { input: { title: 'Hello from a workflow' }, endUserId: world.endUserId },
  });
  expectAnswer(started, 202);
  return text(started.body, 'id');
}

const about = (type: string, executionId: string) => (message: Message) =>
  message.type === type && message.data['executionId'] === executionId;

/** journey is the product's main job, in order; each step builds on those before. */
export const journey: readonly Step[] = [
  {
    title: 'Register',
    request: 'POST /auth/register',
    async run(world) {
      const password = randomBytes(12).toString('base64url');
      const body = { email: world.email, password, firstName: 'Ada', company: 'Example' };
      const answer = await world.rest.call('POST', '/auth/register', { body });
      expectAnswer(answer, 201, { user: { email: world.email }, tokenType: 'Bearer' });
      world.token = text(answer.body, 'accessToken');
      return answer;
    },
  },
  {
    title: 'Open a workspace',
    request: 'POST /workspaces',
    async run(world) {
      const answer = await world.rest.call('POST', '/workspaces', {
        as: asUser(world),
        body: { name: 'Example' },
      });
      expectAnswer(answer, 201, { name: 'Example' });
      world.workspaceId = text(answer.body, 'id');
      return answer;
    },
  },
  {
    title: 'Make an API key for the back end',
    request: 'POST /workspaces/{id}/api-keys',
    async run(world) {
      const path = `/workspaces/${known(world.workspaceId)}/api-keys`;
      const answer = await world.rest.call('POST', path, { as: asUser(world), body: { name: 'back end' } });
      expectAnswer(answer, 201, { name: 'back end' });
      world.apiKey = text(answer.body, 'key');
      return answer;
    },
  },
  {
    title: 'List the providers',
    request: 'GET /providers',
    async run(world) {
      const answer = await world.rest.call('GET', '/providers?limit=100', { as: asKey(world) });
      expectAnswer(answer, 200);
      const { items } = answer.body as { items: { id: string; name: string; actions: { id: string }[] }[] };
      const ids = items.map(({ id }) => id);
      expectThat(
        ['github', 'sandbox', 'slack'].every(id => ids.includes(id)),
        'github, sandbox and slack',
        ids,
      );
      const body = items.map(({ id, name, actions }) => ({
        id,
        name,
        actions: actions.map(action => action.id),
      }));
      return { ...answer, body };
    },
  },
  {
    title: 'Record the consent of an end user',
    request: 'POST /consents',
    async run(world) {
      const answer = await world.rest.call('POST', '/consents', {
        as: asKey(world),
        body: {
          endUserId: world.endUserId,
          provider: 'sandbox',
          purposes: ['automation'],
          scopes: ['notes:read', 'notes:write'],
          notice: { version: '1', url: 'https://example.com/notice', language: 'en' },
        },
      });
      expectAnswer(answer, 201, { consent: { endUserId: world.endUserId, status: 'active' } });
      world.consentId = text(answer.body, 'consent.id');
      return answer;
    },
  },
  {
    title: "Connect the end user's account: OAuth 2.0 code flow with PKCE, in their browser",
    request: 'POST /connections/authorize, then the browser',
    async run(world) {
      const body = { provider: 'sandbox', endUserId: world.endUserId };
      const begun = await world.rest.call('POST', '/connections/authorize', { as: asKey(world), body });
      expectAnswer(begun, 200);
      const page = await createBrowser().visit(text(begun.body, 'url'));
      expectAnswer(page, 200, {
        connection: { provider: 'sandbox', endUserId: world.endUserId, status: 'active' },
      });
      const atProvider = page.hops.find(hop => hop.includes('code_challenge='));
      expectThat(
        atProvider?.includes('code_challenge_method=S256') === true,
        'PKCE on the way to the provider',
        page.hops,
      );
      world.connectionId = text(page.body, 'connection.id');
      return page;
    },
  },
  {
    title: 'Run an action on the connection',
    request: 'POST /connections/{id}/actions/create-note',
    async run(world) {
      const answer = await createNote(world);
      expectAnswer(answer, 200, { output: { title: 'Hello', body: 'From the demo' }, attempts: 1 });
      return answer;
    },
  },
  {
    title: 'Create a workflow: the action, a wait, a set',
    request: 'POST /workflows',
    async run(world) {
      const body = workflowDocument(`write-a-note-${randomBytes(4).toString('hex')}`);
      const answer = await world.rest.call('POST', '/workflows', { as: asKey(world), body });
      expectAnswer(answer, 201, { namespace: 'demo', version: '1.0.0' });
      world.workflowId = text(answer.body, 'id');
      return answer;
    },
  },
  {
    title: 'Execute it and see it complete',
    request: 'POST /workflows/{id}/executions, then GET /executions/{id}',
    async run(world) {
      const answer = await ended(world, await execute(world));
      expectAnswer(answer, 200, { status: 'completed', output: { greeting: 'Wrote Hello from a workflow' } });
      return answer;
    },
  },
  {
    title: 'Look at its tasks',
    request: 'GET /executions/{id}/tasks',
    async run(world) {
      const list = await world.rest.call('GET', `/executions?workflowId=${known(world.workflowId)}`, {
        as: asKey(world),
      });
      expectAnswer(list, 200);
      const id = text((list.body as { items: unknown[] }).items[0], 'id');
      const answer = await world.rest.call('GET', `/executions/${id}/tasks`, { as: asKey(world) });
      expectAnswer(answer, 200);
      const { items } = answer.body as { items: { reference: string; status: string }[] };
      const seen = items.map(({ reference, status }) => `${reference} ${status}`);
      const wanted = ['/do/0/note completed', '/do/1/pause completed', '/do/2/done completed'];
      expectThat(JSON.stringify(seen) === JSON.stringify(wanted), wanted.join(', '), seen);
      return { ...answer, body: items.map(({ reference, status }) => ({ reference, status })) };
    },
  },
  {
    title: 'Register a webhook on this machine',
    request: 'POST /webhooks',
    async run(world) {
      const answer = await world.rest.call('POST', '/webhooks', {
        as: asKey(world),
        body: {
          url: world.listener.url,
          eventTypes: ['workflow.execution.completed', 'workflow.execution.faulted', 'consent.revoked'],
        },
      });
      expectAnswer(answer, 201, { status: 'active' });
      world.listener.trust(text(answer.body, 'secret'));
      return answer;
    },
  },
  {
    title: 'Execute again: the webhook arrives, its Standard Webhooks signature verified',
    request: 'POST /workflows/{id}/executions',
    async run(world) {
      const id = await execute(world);
      const message = await world.listener.received(
        about('workflow.execution.completed', id),
        `the end of ${id}`,
      );
      const answer = await ended(world, id);
      expectAnswer(answer, 200, { status: 'completed' });
      return { ...answer, body: message };
    },
  },
  {
    title: 'Withdraw the consent',
    request: 'DELETE /consents/{id}',
    async run(world) {
      const path = `/consents/${known(world.consentId)}`;
      const answer = await world.rest.call('DELETE', path, {
        as: asKey(world),
        body: { reason: 'changed my mind' },
      });
      expectThat([200, 204].includes(answer.status), 'status 200 or 204', answer);
      const after = await world.rest.call('GET', path, { as: asKey(world) });
      expectAnswer(after, 200, { status: 'revoked' });
      await world.listener.received(message => message.type === 'consent.revoked', 'consent.revoked');
      return after;
    },
  },
  {
    title: 'The same action is now refused',
    request: 'POST /connections/{id}/actions/create-note',
    async run(world) {
      const answer = await createNote(world);
      expectAnswer(answer, 403, { code: 'CONSENT.REQUIRED', status: 403 });
      expectThat(
        answer.headers.get('content-type')?.startsWith('application/problem+json') === true,
        'a problem',
        answer,
      );
      return answer;
    },
  },
  {
    title: 'The same workflow now faults',
    request: 'POST /workflows/{id}/executions, then GET /executions/{id}',
    async run(world) {
      const id = await execute(world);
      const answer = await ended(world, id);
      const type = 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization';
      expectAnswer(answer, 200, {
        status: 'faulted',
        error: { type, status: 403, detail: 'CONSENT.REQUIRED' },
      });
      await world.listener.received(about('workflow.execution.faulted', id), `the fault of ${id}`);
      return answer;
    },
  },
];

function createNote(world: World): Promise<Answer> {
  return world.rest.call('POST', `/connections/${known(world.connectionId)}/actions/create-note`, {
    as: asKey(world),
    body: { input: { title: 'Hello', body: 'From the demo' } },
  });
}
