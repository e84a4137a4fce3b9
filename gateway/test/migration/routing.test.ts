import {
  asKey,
  asUser,
  type Harness,
  type HarnessOptions,
  id,
  startHarness,
  userId,
  workspaceId,
} from '../harness.ts';
import { type LegacyServer, sends, startLegacy } from './legacy-server.ts';
import { type Migrating, migratingFrom } from './migrating.ts';

const none = { consents: [], nextPageToken: '' };
const services = {
  consent: { ListConsents: async () => none, ListPurposes: async () => ({ purposes: [] }) },
  workflow: { ListWorkflows: async () => ({ workflows: [], nextPageToken: '' }) },
  auth: {
    Login: async () => {
      throw new Error('the platform was asked');
    },
  },
};

describe('while a monolith answers a part of the API', () => {
  let legacy: LegacyServer;
  let migrating: Migrating;
  let gateway: Harness;

  async function start(options: HarnessOptions = {}): Promise<void> {
    legacy = await startLegacy();
    migrating = migratingFrom(legacy.url);
    gateway = await startHarness({ services, everywhere: true, migration: migrating.migration, ...options });
  }
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([migrating.close(), legacy.close()]);
  });

  const list = (headers: Record<string, string> = asUser, path = '/api/v1/consents') =>
    gateway.send('GET', path, { headers });
  const served = async (headers?: Record<string, string>, path?: string) =>
    (await list(headers, path)).headers.get('X-Served-By');

  it('the flags of a service say who answers, from one request to the next', async () => {
    await start();
    expect(await served()).toBe('platform');
    migrating.set({ services: { consent: { legacy: 1 } } });
    const reply = await list();
    expect([reply.status, reply.json, reply.headers.get('X-Served-By')]).toEqual([
      200,
      { from: 'legacy' },
      'legacy',
    ]);
    expect(await served(asUser, '/api/v1/workflows')).toBe('platform');
    migrating.set({});
    expect((await list()).json).toEqual({ items: [] });
    expect(await gateway.registry.metrics()).toMatch(
      /migration_requests_total\{service="consent",side="legacy"\} 1\n/,
    );
  });

  it('a route belongs to the service that has its data, and may have flags of its own', async () => {
    await start();
    migrating.set({ services: { consent: { legacy: 1 } } });
    const purposes = `/api/v1/workspaces/${workspaceId}/purposes`;
    expect(await served(asUser, purposes)).toBe('legacy');
    migrating.set({ services: { consent: { legacy: 1 } }, routes: { listPurposes: { legacy: 0 } } });
    expect([await served(asUser, purposes), await served()]).toEqual(['platform', 'legacy']);
  });

  it('what begins or ends in a browser, probes and documents are never given away', async () => {
    await start();
    const all = { legacy: 1 };
    migrating.set({
      services: { auth: all, integration: all, workflow: all, consent: all, notification: all },
      routes: { live: all, getJwks: all, startConnection: all },
    });
    for (const path of ['/health/live', '/.well-known/jwks.json', '/openapi.json', '/api/v1/nowhere']) {
      expect((await list({}, path)).headers.get('X-Served-By')).toBeNull();
    }
    await list({}, '/connect/some-token');
    await list({}, '/api/v1/connections/callback?state=x');
    expect(legacy.heard).toEqual([]);
  });

  it('a share of the workspaces goes there, always the same ones, by key and by user', async () => {
    await start();
    migrating.set({ services: { consent: { legacy: 0.25 } } });
    const ids = Array.from({ length: 100 }, (_, n) => id('wsp', n));
    const sides = () => Promise.all(ids.map(one => served({ ...asUser, 'X-Workspace-Id': one })));
    const first = await sides();
    expect(first.filter(side => side === 'legacy').length).toBeGreaterThan(5);
    expect(first.filter(side => side === 'legacy').length).toBeLessThan(50);
    expect(await sides()).toEqual(first);
    expect(await served(asKey)).toBe(first[0]);
    migrating.set({ services: { consent: { legacy: 0.5 } } });
    const more = await sides();
    expect(first.every((side, n) => side === 'platform' || more[n] === 'legacy')).toBe(true);
  });

  it('listed workspaces stay where the list says', async () => {
    await start();
    migrating.set({ services: { consent: { legacy: 1, platformWorkspaces: [workspaceId] } } });
    expect(await served()).toBe('platform');
    migrating.set({ services: { consent: { legacy: 0, legacyWorkspaces: workspaceId } } });
    expect(await served()).toBe('legacy');
  });

  describe('and the gateway authenticates', () => {
    it('the monolith gets an assertion of the gateway, never the credentials of the caller', async () => {
      await start();
      migrating.set({ services: { consent: { legacy: 1 } } });
      await list({ ...asUser, Cookie: 'session=1' });
      await list(asKey);
      for (const { headers } of legacy.heard) {
        expect(headers['authorization']).toMatch(/^Bearer asserted:/);
        expect([headers['x-api-key'], headers['cookie']]).toEqual([undefined, undefined]);
      }
      const [user] = legacy.heard;
      const token = user!.headers['authorization']!.replace('Bearer asserted:', '');
      expect(JSON.parse(token)).toMatchObject({ kind: 'user', subject: userId, workspaceId });
      expect(JSON.stringify(gateway.logs)).not.toMatch(/asserted:|good/);
    });

    it('nobody gets there without credentials, permission and a place in the workspace', async () => {
      await start({ permissions: [], everywhere: false });
      migrating.set({ services: { consent: { legacy: 1 } } });
      expect((await list({})).status).toBe(401);
      expect((await list({ ...asUser, Authorization: 'Bearer bad' })).status).toBe(401);
      expect((await list({ ...asUser, 'X-Workspace-Id': id('wsp', 9) })).status).toBe(404);
      expect((await list()).status).toBe(403);
      expect(legacy.heard).toEqual([]);
    });

    it('limits count there too', async () => {
      await start({ settings: { limits: limits({ user: { capacity: 3, windowSeconds: 3600 } }) } });
      migrating.set({ services: { consent: { legacy: 1 } } });
      const replies = [];
      for (let i = 0; i < 5; i++) replies.push((await list()).status);
      expect(replies).toEqual([200, 200, 200, 429, 429]);
      expect(legacy.heard).toHaveLength(3);
    });

    it('an Idempotency-Key has one effect, whoever answers the repeat', async () => {
      await start();
      migrating.set({ services: { consent: { legacy: 1 } } });
      legacy.answer = sends({ consent: { id: 'legacy-1' } }, 201, {
        Location: `${legacy.url}/api/v1/consents/1`,
      });
      const grant = () =>
        gateway.send('POST', '/api/v1/consents', {
          headers: { ...asUser, 'Idempotency-Key': 'once' },
          body: { endUserId: 'u-1', provider: 'slack', purposes: ['automation'], scopes: ['read'] },
        });
      const first = await grant();
      migrating.set({});
      const again = await grant();
      expect([first.status, first.json, first.headers.get('Location')]).toEqual([
        201,
        { consent: { id: 'legacy-1' } },
        '/api/v1/consents/1',
      ]);
      expect([again.status, again.text, again.headers.get('Location')]).toEqual([
        201,
        first.text,
        '/api/v1/consents/1',
      ]);
      expect(again.headers.get('Idempotency-Replayed')).toBe('true');
      expect(again.headers.get('X-Served-By')).toBe('legacy');
      expect(legacy.heard.map(({ headers }) => headers['idempotency-key'])).toEqual(['once']);
    });
  });

  describe('and checks its own credentials', () => {
    const own = { legacy: { authenticate: 'legacy' as const } };

    it('they reach it as they came, unseen by the gateway', async () => {
      await start();
      migrating.set({ ...own, services: { consent: { legacy: 1 } } });
      const headers = { Authorization: 'Basic b2xkOnNjaG9vbA==', Cookie: 'session=1' };
      expect((await list(headers)).status).toBe(200);
      expect(legacy.heard[0]!.headers).toMatchObject({
        authorization: 'Basic b2xkOnNjaG9vbA==',
        cookie: 'session=1',
      });
    });

    it('workspaces on our side need ours', async () => {
      await start();
      migrating.set({ ...own, services: { consent: { legacy: 1, platformWorkspaces: [workspaceId] } } });
      const pilot = { 'X-Workspace-Id': workspaceId };
      expect((await list({ ...pilot, Authorization: 'Bearer good' })).headers.get('X-Served-By')).toBe(
        'platform',
      );
      expect((await list({ ...pilot, Authorization: 'Bearer of-the-monolith' })).status).toBe(401);
      expect(await served(asKey)).toBe('platform');
      expect(await served({ 'X-API-Key': 'nh_unknown' })).toBe('legacy');
      expect(await served({ 'X-API-Key': 'old-key' })).toBe('legacy');
    });

    it('sign-in goes there by address, with no workspace to ask for', async () => {
      await start();
      migrating.set({ ...own, services: { auth: { legacy: 1 } } });
      legacy.answer = sends({ accessToken: 'old' }, 200, { 'Set-Cookie': 'session=2; HttpOnly' });
      const reply = await gateway.send('POST', '/api/v1/auth/login', { body: { user: 'a', pass: 'b' } });
      expect([reply.status, reply.json, reply.headers.get('Set-Cookie')]).toEqual([
        200,
        { accessToken: 'old' },
        'session=2; HttpOnly',
      ]);
      expect(legacy.heard[0]!.body).toBe('{"user":"a","pass":"b"}');
    });

    it('requests count per credential, and refused ones per address', async () => {
      const few = { capacity: 4, windowSeconds: 3600 };
      await start({
        settings: { limits: limits({ workspace: few, address: { capacity: 6, windowSeconds: 3600 } }) },
      });
      migrating.set({ ...own, services: { consent: { legacy: 1 } } });
      const statuses = async (times: number, headers: (n: number) => Record<string, string>) => {
        const seen = [];
        for (let n = 0; n < times; n++) seen.push((await list(headers(n))).status);
        return seen;
      };
      expect(await statuses(6, () => ({ Authorization: 'Bearer one' }))).toEqual([
        200, 200, 200, 200, 429, 429,
      ]);
      legacy.answer = sends({ error: 'who?' }, 401);
      const guesses = await statuses(12, n => ({ Authorization: `Bearer guess-${n}` }));
      expect(guesses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
      expect(guesses.at(-1)).toBe(429);
    });
  });
});

const roomy = { capacity: 100_000, windowSeconds: 60 };
function limits(
  few: Partial<Record<'user' | 'workspace' | 'address', { capacity: number; windowSeconds: number }>>,
) {
  return { address: roomy, user: roomy, workspace: roomy, executions: roomy, apiKeyBurst: 1, ...few };
}
