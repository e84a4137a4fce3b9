import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Pool } from '@neighbourhood/shared/database/pool';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresRuns } from '../src/repository/postgres-runs.ts';
import { act, callIn, cipherOn, connect, createTestApp, newWorkspace, newWrappingKeys } from './harness.ts';
import { eventTypesIn, migratedPool } from './postgres.ts';

let pool: Pool;
let sandbox: Sandbox;
let replicas: Awaited<ReturnType<typeof createTestApp>>[];
let ahead = 0;

/** Three replicas of the service on one database, with the real provider. */
beforeAll(async () => {
  [pool, sandbox] = [await migratedPool(), await startSandbox()];
  const secret = newWrappingKeys();
  const replica = () =>
    createTestApp(sandbox, {
      connections: createPostgresConnections(pool),
      cipher: cipherOn(createPostgresDataKeys(pool), secret),
      runs: createPostgresRuns(pool),
      now: () => new Date(Date.now() + ahead * 1_000),
    });
  replicas = [await replica(), await replica(), await replica()];
});
afterAll(async () => {
  await Promise.all(replicas.map(({ close }) => close()));
  await Promise.all([sandbox.stop(), pool.end()]);
});
beforeEach(() => {
  ahead = 0;
});

const note = { title: 'a', body: 'b' };

test('of many callers on three replicas one refreshes a rotating token, and all succeed', async () => {
  const call = callIn(newWorkspace());
  const { id } = await connect(replicas[0]!.app, call);
  for (let round = 1; round <= 3; round++) {
    ahead = round * 61;
    const work = Array.from({ length: 60 }, (_, index) =>
      replicas[index % 3]!.app.executeAction(act(id, 'create-note', note), call),
    );
    expect(await Promise.all(work)).toHaveLength(60);
    expect(sandbox.stats().token['refresh_token']).toEqual({ succeeded: round, failed: 0 });
  }
  expect((await replicas[1]!.app.getConnection({ connectionId: id }, call)).status).toBe('active');
});

test('one idempotency key has its effect once on three replicas', async () => {
  const call = callIn(newWorkspace());
  const { id } = await connect(replicas[0]!.app, call);
  const before = sandbox.stats().api['POST /api/notes'] ?? 0;
  const keyed = act(id, 'create-note', note, { idempotencyKey: 'once' });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => replicas[index % 3]!.app.executeAction(keyed, call)),
  );
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(sandbox.stats().api['POST /api/notes']).toBe(before + 1);
  const outputs = await Promise.all(replicas.map(({ app }) => app.executeAction(keyed, call)));
  expect(new Set(outputs.map(({ output }) => (output as { id: string }).id)).size).toBe(1);
});

test('credentials are unreadable in the database, and events wait in the outbox', async () => {
  const workspaceId = newWorkspace();
  const call = callIn(workspaceId);
  const { app } = replicas[0]!;
  const { id } = await connect(app, call);
  await app.executeAction(act(id, 'create-note', note, { idempotencyKey: 'k' }), call);
  await app.revokeIntegration({ connectionId: id }, call);
  await connect(app, call);
  expect(await eventTypesIn(pool, workspaceId)).toEqual([
    'connection.created',
    'action.executed',
    'connection.revoked',
    'connection.updated',
  ]);
  const { rows } = await pool.query<{ ciphertext: Buffer }>('SELECT ciphertext FROM tokens');
  const { rows: runs } = await pool.query<{ result: Buffer }>(
    'SELECT result FROM action_runs WHERE result IS NOT NULL',
  );
  const stored = [...rows.map(row => row.ciphertext), ...runs.map(row => row.result)];
  expect(stored.length).toBeGreaterThan(1);
  for (const bytes of stored) expect(bytes.toString('latin1')).not.toMatch(/accessToken|refreshToken|title/);
});

test('two browsers that authorise one account at the same time make one connection', async () => {
  const call = callIn(newWorkspace());
  const made = await Promise.all(replicas.map(({ app }) => connect(app, call)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
});
