import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createBrowser } from '../journey/browser.ts';
import { expectAnswer } from '../journey/expect.ts';
import { journey, newWorld, type World } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import type { As } from '../journey/rest.ts';
import { platform } from './platform.ts';

// An end user withdraws the access at the provider, and gives it again: what runs, statuses and webhooks say.

const rest = platform();
type Body = Record<string, unknown>;
const patient = { timeoutMs: 60_000 };
let listener: Listener;
let world: World;
let as: As;

beforeAll(async () => {
  listener = await startListener();
  world = newWorld(rest, listener);
  for (const step of journey) {
    if (step.title.startsWith('Connect')) break;
    await step.run(world);
  }
  as = { token: world.token!, workspaceId: world.workspaceId! };
  const eventTypes = ['connection.needs_reauth', 'connection.updated'];
  const webhook = await ask('POST', '/webhooks', 201, { url: listener.url, eventTypes });
  listener.trust(String(webhook['secret']));
});
afterAll(() => listener.close());

async function ask(method: string, path: string, status: number, body?: unknown): Promise<Body> {
  const answer = await rest.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  expectAnswer(answer, status);
  return answer.body as Body;
}

/** Goes the end user's way; gives the connection, and where the provider is. */
async function connect() {
  const body = { provider: 'sandbox', endUserId: world.endUserId };
  const begun = await ask('POST', '/connections/authorize', 200, body);
  const page = await createBrowser().visit(String(begun['url']));
  expectAnswer(page, 200, { connection: { status: 'active' } });
  const provider = new URL(page.hops.find(hop => hop.includes('code_challenge='))!).origin;
  const { connection } = page.body as { connection: { id: string } };
  return { id: connection.id, provider };
}

test('a run whose connection was revoked at the provider waits, and goes on when it is authorised again', async () => {
  const { id, provider } = await connect();
  const document = { dsl: '1.0.3', namespace: 'e2e', name: 'reconnected', version: '1.0.0' };
  const note = { call: 'sandbox.create-note:1.0.0@default', with: { title: 'once', body: '' } };
  const list = { call: 'sandbox.list-notes:1.0.0@default', with: {} };
  const workflow = await ask('POST', '/workflows', 201, { document, do: [{ note }, { list }] });

  const account = `${provider}/accounts/${world.endUserId}/connections`;
  expect((await fetch(account, { method: 'DELETE' })).status).toBe(204);
  const started = await ask('POST', `/workflows/${String(workflow['id'])}/executions`, 202, {
    input: {},
    endUserId: world.endUserId,
  });
  const execution = `/executions/${String(started['id'])}`;
  const until = (status: string) =>
    eventually(
      async () => {
        const run = await ask('GET', execution, 200);
        if (run['status'] === 'faulted') throw new Error(JSON.stringify(run));
        return run['status'] === status && run;
      },
      { ...patient, what: status },
    );
  await until('waiting');
  const { items } = await ask('GET', `${execution}/tasks`, 200);
  expect(items).toMatchObject([
    {
      reference: '/do/0/note',
      status: 'waiting',
      error: { status: 401, detail: expect.stringContaining('CONNECTION.NEEDS_REAUTH') as string },
    },
  ]);
  expect(await ask('GET', `/connections/${id}`, 200)).toMatchObject({
    status: 'needsReauth',
    statusReason: expect.stringMatching(/invalid_grant|refused/) as string,
  });
  await listener.received(
    ({ type, data }) => type === 'connection.needs_reauth' && data['connectionId'] === id,
    'connection.needs_reauth',
  );
  const refused = await ask('POST', `/connections/${id}/actions/list-notes`, 409, { input: {} });
  expect(refused).toMatchObject({ code: 'CONNECTION.NEEDS_REAUTH' });

  expect((await connect()).id).toBe(id);
  const run = await until('completed');
  expect(run['output']).toMatchObject({ notes: [{ title: 'once' }] });
  expect((run['output'] as { notes: Body[] }).notes).toHaveLength(1);
  expect(await ask('GET', `/connections/${id}`, 200)).toMatchObject({ status: 'active' });
});
