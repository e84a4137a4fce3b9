import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { asUser, type Harness, type HarnessOptions, startHarness, workspaceId } from '../harness.ts';
import { type Handler, type LegacyServer, sends, startLegacy } from './legacy-server.ts';
import { type Migrating, migratingFrom } from './migrating.ts';

const consent = {
  id: 'cns_01jd9x8k2hf0rt5s1m3v7c6q00',
  endUserId: 'u-1',
  provider: 'slack',
  purposes: ['automation'],
  scopes: ['read'],
  status: 'CONSENT_STATUS_ACTIVE',
  grantedAt: { seconds: 1_700_000_000, nanos: 0 },
  expiresAt: { seconds: 1_800_000_000, nanos: 0 },
};

describe('copies to the side that does not answer', () => {
  let legacy: LegacyServer;
  let migrating: Migrating;
  let gateway: Harness;
  let platformCalls: Call[];
  let platform: () => Promise<unknown>;

  async function start(options: HarnessOptions = {}): Promise<void> {
    platformCalls = [];
    platform = async () => ({ consents: [consent], nextPageToken: '' });
    const ask = async (_request: never, call: Call) => {
      platformCalls.push(call);
      return platform();
    };
    legacy = await startLegacy();
    migrating = migratingFrom(legacy.url);
    gateway = await startHarness({
      services: { consent: { ListConsents: ask, GrantConsent: ask, ValidateConsent: ask } },
      migration: migrating.migration,
      ...options,
    });
  }
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([migrating.close(), legacy.close()]);
  });

  const list = (headers: Record<string, string> = asUser) =>
    gateway.send('GET', '/api/v1/consents', { headers });
  const outcomes = async (operation = 'listConsents') => {
    const metrics = await gateway.registry.metrics();
    const found = metrics.matchAll(
      new RegExp(`^migration_shadow_total\\{operation="${operation}",outcome="(\\w+)"\\} (\\d+)`, 'gm'),
    );
    return Object.fromEntries([...found].map(([, name, count]) => [name, Number(count)])) as Record<
      string,
      number
    >;
  };
  const outcome = (wanted: string, count = 1, operation?: string) =>
    eventually(async () => (await outcomes(operation))[wanted] === count, {
      what: () => `${count} ${wanted}; the log says ${JSON.stringify(gateway.logs.slice(-3))}`,
    });
  const differences = () =>
    gateway.logs.filter(({ message }) => message === 'the two sides answer differently');
  const shadowed = { consent: { shadow: 1 } };
  const reversed = { consent: { legacy: 1, shadow: 1 } };

  it('of what we answer go to the monolith, and are found to be the same', async () => {
    await start();
    migrating.set({ services: shadowed });
    const ours = (await list()).json as { items: object[] };
    // Another order of keys, another spelling of the instant.
    const theirs = ours.items.map(item => Object.fromEntries(Object.entries(item).reverse()));
    legacy.answer = sends(JSON.parse(JSON.stringify({ items: theirs }).replaceAll('.000Z', 'Z')));
    const reply = await list();
    expect([reply.json, reply.headers.get('X-Served-By')]).toEqual([ours, 'platform']);
    await outcome('same');
    const copy = legacy.heard.at(-1)!;
    expect([copy.method, copy.url, copy.headers['x-shadow-request']]).toEqual([
      'GET',
      '/api/v1/consents',
      'true',
    ]);
    expect(copy.headers['authorization']).toMatch(/^Bearer asserted:/);
  });

  it('of what the monolith answers are asked of us, past limits and answers', async () => {
    await start();
    migrating.set({ services: reversed });
    legacy.answer = sends({ items: [] });
    const reply = await list();
    expect([reply.json, reply.headers.get('X-Served-By')]).toEqual([{ items: [] }, 'legacy']);
    await outcome('different');
    expect(platformCalls[0]!.identity).toMatchObject({ kind: 'user', workspaceId });
    expect(differences()).toMatchObject([
      {
        operation: 'listConsents',
        side: 'legacy',
        statuses: { answered: 200, copied: 200 },
        paths: ['items.*'],
      },
    ]);
  });

  it('are told apart by path, never by value', async () => {
    await start();
    migrating.set({ services: shadowed });
    const ours = (await list()).json as { items: object[] };
    legacy.answer = sends({
      items: ours.items.map(item => ({ ...item, endUserId: 'jane@example.com', 'jane@example.com': 1 })),
      extra: 'a secret',
    });
    await list();
    await eventually(() => differences().length > 0);
    expect(differences().at(-1)).toMatchObject({ paths: ['extra', 'items.*.*', 'items.*.endUserId'] });
    expect(JSON.stringify(gateway.logs)).not.toMatch(/jane|a secret|u-1/);
  });

  it('are compared but for what is to be ignored', async () => {
    await start();
    const ignore = ['requestId', 'instance', 'items.*.scopes', 'total'];
    migrating.set({ services: shadowed, shadow: { ignore } });
    const ours = (await list()).json as { items: object[] };
    legacy.answer = sends({ items: ours.items.map(item => ({ ...item, scopes: ['other'] })), total: 1 });
    await list();
    await outcome('same');
  });

  it('differ in their status where one fails', async () => {
    await start();
    migrating.set({ services: shadowed });
    platform = () => Promise.reject(new AppError('notFound', 'CONSENT.NOT_FOUND', 'None.'));
    const reply = await list();
    expect(reply.status).toBe(404);
    await outcome('different');
    expect(differences()[0]).toMatchObject({ statuses: { answered: 404, copied: 200 } });
  });

  it.each<[string, Handler, string]>([
    ['does not answer', () => undefined, 'failed'],
    ['breaks off', (_q, _s, raw) => void raw.socket.destroy(), 'failed'],
    ['answers garbage', sends('{"a":', 200), 'different'],
    [
      'answers no JSON',
      (_q, response) => void response.setHeader('Content-Type', 'text/html').end('<p>'),
      'different',
    ],
    [
      'answers too much',
      (_q, response) =>
        void response.setHeader('Content-Type', 'application/json').end(Buffer.alloc(300_000, ' ')),
      'uncompared',
    ],
  ])('never reach the caller: the other side %s', async (_name, answer, expected) => {
    await start();
    migrating.set({ services: shadowed, shadow: { timeout: '300ms' } });
    legacy.answer = answer;
    const reply = await list();
    expect([reply.status, (reply.json as { items: unknown[] }).items.length]).toEqual([200, 1]);
    await outcome(expected);
  });

  it('never reach the caller: we fail, or take for ever, where the monolith answers', async () => {
    await start();
    migrating.set({ services: reversed, shadow: { timeout: '200ms' } });
    platform = () => Promise.reject(new Error('broken'));
    expect((await list()).json).toEqual({ from: 'legacy' });
    await outcome('different');
    expect(differences()[0]).toMatchObject({ statuses: { answered: 200, copied: 500 } });
    legacy.answer = (_request, response) => void response.end('x'.repeat(2_000_000));
    expect((await list()).text).toHaveLength(2_000_000);
    await outcome('different', 2);
  });

  it('are made of a few requests at a time, the others go without', async () => {
    await start();
    migrating.set({ services: shadowed, shadow: { concurrency: 2, timeout: '20s' } });
    const goOn = Promise.withResolvers<undefined>();
    legacy.answer = (_request, response) => void goOn.promise.then(() => response.end('{}'));
    const replies = await Promise.all(Array.from({ length: 10 }, () => list()));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    await outcome('skipped', 8);
    goOn.resolve(undefined);
    await outcome('different', 2);
    await list();
    await outcome('different', 3);
  });

  it('are never made of what changes something, unless that is named', async () => {
    await start();
    platform = async () => ({ consent, receipt: 'r', valid: true });
    migrating.set({ services: shadowed });
    const grant = { endUserId: 'u-1', provider: 'slack', purposes: ['automation'], scopes: ['read'] };
    const validate = { endUserId: 'u-1', provider: 'slack' };
    const post = (path: string, body: unknown) => gateway.send('POST', path, { headers: asUser, body });
    await post('/api/v1/consents', grant);
    await post('/api/v1/consents/validate', validate);
    await list();
    await eventually(() => legacy.heard.length > 0);
    expect(legacy.heard.map(({ method }) => method)).toEqual(['GET']);

    migrating.set({ services: shadowed, shadow: { operations: ['validateConsent'] } });
    await post('/api/v1/consents', grant);
    await post('/api/v1/consents/validate', validate);
    await outcome('different', 1, 'validateConsent');
    expect(legacy.heard.map(({ method, body }) => [method, body])).toEqual([
      ['GET', ''],
      ['POST', JSON.stringify(validate)],
    ]);

    migrating.set({ services: reversed, shadow: { operations: ['validateConsent'] } });
    const before = platformCalls.length;
    expect((await post('/api/v1/consents/validate', validate)).headers.get('X-Served-By')).toBe('legacy');
    await outcome('different', 2, 'validateConsent');
    expect(platformCalls).toHaveLength(before + 1);
  });

  it('need our own credentials where the monolith checks its own', async () => {
    await start();
    migrating.set({ services: reversed, legacy: { authenticate: 'legacy' } });
    await list();
    await outcome('different');
    await list({ Authorization: 'Bearer of-the-monolith', 'X-Workspace-Id': workspaceId });
    await outcome('different', 2);
    expect(differences().map(({ statuses }) => statuses)).toEqual([
      { answered: 200, copied: 200 },
      { answered: 200, copied: 401 },
    ]);
    expect(platformCalls).toHaveLength(1);
    expect(legacy.heard.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer good',
      'Bearer of-the-monolith',
    ]);
  });

  it('are not counted by the limits of the caller', async () => {
    const roomy = { capacity: 100_000, windowSeconds: 60 };
    const limits = {
      address: roomy,
      workspace: roomy,
      user: { capacity: 3, windowSeconds: 3600 },
      executions: roomy,
      apiKeyBurst: 1,
    };
    await start({ settings: { limits } });
    migrating.set({ services: reversed });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await list()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await outcome('different', 3);
  });
});
