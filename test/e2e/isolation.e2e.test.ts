import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Listener, startListener } from '../journey/listener.ts';
import type { Answer, As } from '../journey/rest.ts';
import { type Operation, operations } from './openapi.ts';
import { platform } from './platform.ts';
import { goodBodies, newTenant, pathOf, type Tenant } from './tenant.ts';

const rest = platform();
const all = await operations(rest);

/** Keyed by the customer's own word for an end user: each workspace has its own under the same word. */
const byEndUser = new Set(['getEndUserOverview', 'getPreferences', 'setPreferences']);

const guarded = all.filter(({ open, path, id }) => !open && path.includes('{') && !byEndUser.has(id));
const lists = all.filter(({ method, open, path }) => method === 'GET' && !open && !path.includes('{'));

let listeners: Listener[];
let victim: Tenant;
let thief: Tenant;
let before: Map<string, unknown>;

const ask = (
  operation: Operation,
  tenant: Tenant,
  as: As,
  path = pathOf(operation, tenant),
): Promise<Answer> => {
  const body = goodBodies[operation.id];
  return rest.call(operation.method, path, { as, ...(body === undefined ? {} : { body }) });
};

/** Everything readable of a tenant, by path. */
async function readAll(tenant: Tenant): Promise<Map<string, unknown>> {
  const seen = new Map<string, unknown>();
  for (const operation of guarded.filter(({ method }) => method === 'GET')) {
    const answer = await ask(operation, tenant, tenant.user);
    expect([operation.id, answer.status]).toEqual([operation.id, 200]);
    seen.set(operation.id, answer.body);
  }
  return seen;
}

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Ids that are nobody else's: what must never be in another's answer. */
const secretIds = ({ ids: { action: _action, path: _path, ...own } }: Tenant) => Object.values(own);

beforeAll(async () => {
  listeners = [await startListener(), await startListener()];
  victim = await newTenant(rest, listeners[0]!);
  thief = await newTenant(rest, listeners[1]!);
  before = await readAll(victim);
}, 120_000);

afterAll(() => Promise.all(listeners.map(listener => listener.close())));

test('the document names every kind of resource that a tenant has', () => {
  const collections = new Set(guarded.map(({ path }) => path.split('/')[1]));
  for (const wanted of [
    'auth',
    'workspaces',
    'connections',
    'consents',
    'workflows',
    'executions',
    'webhooks',
    'notifications',
    'providers',
  ]) {
    expect(collections).toContain(wanted);
  }
});

describe("another tenant's resource", () => {
  test.each(guarded.map(operation => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s is not there for an administrator of another workspace',
    async (_name, operation) => {
      const answer = await ask(operation, victim, thief.user);
      expect([403, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      if (!operation.path.startsWith('/workspaces/')) expect(answer.status).toBe(404);
    },
  );

  test.each(
    guarded
      .filter(({ keyed }) => keyed)
      .map(operation => [`${operation.method} ${operation.path}`, operation] as const),
  )('%s is not there for an API key of another workspace', async (_name, operation) => {
    expect([403, 404]).toContain((await ask(operation, victim, thief.apiKey)).status);
  });

  test('is told apart from one that never was by nothing', async () => {
    const made: Record<string, string> = {
      connections: newId('con'),
      consents: newId('cns'),
      workflows: newId('wfl'),
      executions: newId('exe'),
      webhooks: newId('whk'),
      notifications: newId('ntf'),
    };
    for (const [collection, id] of Object.entries(made)) {
      const own = (path: string) => rest.call('GET', `/${collection}/${path}`, { as: thief.user });
      const [foreign, missing] = [await own(victim.ids[collection]!), await own(id)];
      const plain = ({ status, body }: Answer) => {
        const { instance: _i, requestId: _r, ...rest_ } = body as Record<string, unknown>;
        return { status, ...rest_ };
      };
      expect(plain(foreign)).toEqual(plain(missing));
    }
  });
});

describe('a workspace that is not mine', () => {
  test.each(lists.filter(({ keyed }) => keyed).map(operation => [operation.path, operation] as const))(
    'GET %s cannot be entered by naming it',
    async (_path, operation) => {
      const as = { token: thief.user.token, workspaceId: victim.ids['workspaces']! };
      const answer = await rest.call('GET', operation.path, { as });
      expect([403, 404]).toContain(answer.status);
    },
  );

  test('cannot be entered by an API key either, whatever workspace the request names', async () => {
    const answer = await rest.call('GET', '/consents', {
      as: thief.apiKey,
      headers: { 'x-workspace-id': victim.ids['workspaces']! },
    });
    expect(JSON.stringify(answer.body)).not.toContain(victim.ids['consents']);
  });
});

describe('a list', () => {
  const query: Record<string, string> = {
    reportCompliance: `?from=${daysFromNow(-1)}&to=${daysFromNow(1)}`,
    exportConsents: '?endUserId=nobody',
  };
  test.each(lists.map(operation => [operation.path, operation] as const))(
    'GET %s names nothing of another tenant',
    async (_path, operation) => {
      const answer = await rest.call('GET', `${operation.path}${query[operation.id] ?? ''}`, {
        as: thief.user,
      });
      expect([operation.id, answer.status]).toEqual([operation.id, 200]);
      const text = JSON.stringify(answer.body);
      for (const id of secretIds(victim)) expect(text).not.toContain(id);
    },
  );

  test('cannot be filtered into another tenant', async () => {
    const filters = [
      `/connections?endUserId=${victim.endUserId}`,
      `/consents?endUserId=${victim.endUserId}`,
      `/executions?workflowId=${victim.ids['workflows']!}`,
      `/executions?endUserId=${victim.endUserId}`,
    ];
    for (const path of filters) {
      const answer = await rest.call('GET', path, { as: thief.user });
      expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    }
  });
});

describe('an end user of the same name in another workspace', () => {
  test('is another person: no consent, no overview, no export, no preferences', async () => {
    const { endUserId } = victim;
    await rest.call('PUT', `/notifications/preferences/${endUserId}`, {
      as: victim.user,
      body: { channels: { email: false } },
    });
    const ask_ = (method: string, path: string, body?: unknown) =>
      rest.call(method, path, { as: thief.user, ...(body === undefined ? {} : { body }) });
    const validated = await ask_('POST', '/consents/validate', { endUserId, provider: 'sandbox' });
    expect(validated).toMatchObject({ status: 200, body: { valid: false, reason: 'noConsent' } });
    for (const path of [
      `/end-users/${endUserId}/overview`,
      `/consents/export?endUserId=${endUserId}`,
      `/notifications/preferences/${endUserId}`,
    ]) {
      const { status, body } = await ask_('GET', path);
      expect(status).toBe(200);
      const text = JSON.stringify(body);
      for (const id of secretIds(victim).filter(value => value !== endUserId)) expect(text).not.toContain(id);
      expect(text).not.toContain('"email":false');
    }
  });

  test("lends nobody the victim's connection: a run that names it acts on nothing", async () => {
    const notes = () =>
      rest.call('POST', `/connections/${victim.ids['connections']!}/actions/list-notes`, {
        as: victim.user,
        body: { input: {} },
      });
    const count = async () => ((await notes()).body as { output: { notes: unknown[] } }).output.notes.length;
    const earlier = await count();
    const answer = await rest.call('POST', `/workflows/${thief.ids['workflows']!}/executions`, {
      as: thief.user,
      headers: { prefer: 'wait=20' },
      body: {
        input: { title: 'Stolen' },
        endUserId: victim.endUserId,
        connections: { sandbox: victim.ids['connections']! },
      },
    });
    expect(
      answer.status === 200 ? (answer.body as { status: string }).status : `refused ${answer.status}`,
    ).toMatch(/faulted|refused 4/);
    expect(await count()).toBe(earlier);
  });

  test("takes no notification to the victim's webhook", async () => {
    const body = { channel: 'webhook', to: victim.ids['webhooks']!, subject: 'Stolen' };
    const answer = await rest.call('POST', '/notifications', { as: thief.user, body });
    expect(answer.status).toBe(404);
  });
});

test('after all that the victim has what it had, and nothing more', async () => {
  const after = await readAll(victim);
  // Acting on one's own connection is noted in it.
  const settled = (seen: Map<string, unknown>) =>
    JSON.stringify([...seen], (key, value: unknown) =>
      /^(lastUsedAt|lastSeenAt|lastCheckedAt|current)$/.test(key) ? undefined : value,
    );
  expect(settled(after)).toEqual(settled(before));
});
