import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresDueRenewals } from '../src/repository/postgres-due-renewals.ts';
import { createPostgresOwnClients } from '../src/repository/postgres-own-clients.ts';
import { act, callIn, cipherOn, createTestApp, newWorkspace, newWrappingKeys } from './harness.ts';
import { eventTypesIn, migratedPool } from './postgres.ts';
import { connectAt, rotatingDeps } from './rotating-harness.ts';
import { type RotatingProvider, startRotatingProvider } from './rotating-provider.ts';

let pool: Pool;
let sandbox: Sandbox;
let provider: RotatingProvider;
let replicas: Awaited<ReturnType<typeof createTestApp>>[];

beforeAll(async () => {
  [pool, sandbox] = [await migratedPool(), await startSandbox()];
});
afterAll(() => Promise.all([pool.end(), sandbox.stop()]));
beforeEach(async () => {
  provider = await startRotatingProvider();
  await pool.query('DELETE FROM tokens');
  const secret = newWrappingKeys();
  const replica = () =>
    createTestApp(sandbox, {
      ...rotatingDeps(provider),
      connections: createPostgresConnections(pool),
      ownClients: createPostgresOwnClients(pool),
      due: createPostgresDueRenewals(pool),
      cipher: cipherOn(createPostgresDataKeys(pool), secret),
    });
  replicas = [await replica(), await replica(), await replica()];
});
afterEach(() => Promise.all([provider.stop(), ...replicas.map(({ close }) => close())]));

const ahead = (limit = 50) => Promise.all(replicas.map(({ app }) => app.renewAhead(limit, silentLog)));
/** As if time had passed: an hour's token is due, for connections that were made long ago. */
const pass = (interval: string) =>
  pool.query(
    `WITH t AS (UPDATE tokens SET expires_at = expires_at - $1::interval, renew_at = renew_at - $1::interval,
       updated_at = updated_at - $1::interval RETURNING connection_id)
     UPDATE connections SET connected_at = connected_at - $1::interval, last_used_at = last_used_at - $1::interval
     FROM t WHERE id = t.connection_id`,
    [interval],
  );

test('what is in use is renewed before it ends, once, by whichever replica looks first', async () => {
  const call = callIn(newWorkspace());
  const names = Array.from({ length: 12 }, (_, index) => `user-${index}`);
  const made = await Promise.all(names.map(name => connectAt(replicas[0]!.app, call, name)));
  expect(await ahead()).toEqual([0, 0, 0]);
  await pass('56 minutes');
  const looked = await ahead();
  expect(looked.reduce((sum, one) => sum + one, 0)).toBe(12);
  expect(provider.counts).toMatchObject({ refreshes: 12, reuses: 0 });
  expect(await ahead()).toEqual([0, 0, 0]);
  for (const { id } of made) await replicas[1]!.app.executeAction(act(id, 'act'), call);
  expect(provider.counts).toMatchObject({ refreshes: 12, reuses: 0, acts: 12 });
});

test('never more at once than asked for', async () => {
  const call = callIn(newWorkspace());
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(name => connectAt(replicas[0]!.app, call, name)));
  await pass('56 minutes');
  expect(await replicas[0]!.app.renewAhead(2, silentLog)).toBe(2);
  expect(provider.counts.refreshes).toBe(2);
});

test('what nobody uses is left alone for days, then its refresh token is kept alive', async () => {
  const call = callIn(newWorkspace());
  await connectAt(replicas[0]!.app, call, 'ann');
  await pass('2 days');
  await ahead();
  expect(provider.counts.refreshes).toBe(0);
  await pass('4 days');
  await ahead();
  expect(provider.counts.refreshes).toBe(0);
  await pass('1 day');
  await ahead();
  expect(provider.counts).toMatchObject({ refreshes: 1, reuses: 0 });
});

test('a provider in trouble is asked again later, and takes nothing from the connection', async () => {
  const call = callIn(newWorkspace());
  const { id } = await connectAt(replicas[0]!.app, call, 'ann');
  for (const answer of [
    { status: 503, body: '' },
    { status: 200, type: 'text/html', body: '<html>maintenance</html>' },
    { status: 400, type: 'text/html', body: '<html>invalid_grant</html>' },
    { status: 500, body: '{"error":"invalid_grant"}' },
    { status: 429, body: '{"error":"invalid_grant"}' },
    { status: 400, body: '{"error":"invalid_client"}' },
  ]) {
    await pass('56 minutes');
    provider.behaviour.tokenAnswer = () => answer;
    await ahead();
    await expect(replicas[1]!.app.executeAction(act(id, 'act'), call)).resolves.toBeDefined();
    await pool.query(
      "UPDATE tokens SET expires_at = now() + interval '1 hour', renew_at = now() + interval '50 minutes'",
    );
  }
  expect(provider.counts.refreshes).toBe(6);
  expect((await replicas[0]!.app.getConnection({ connectionId: id }, call)).status).toBe('active');
  provider.behaviour.tokenAnswer = undefined;
  await pass('56 minutes');
  await ahead();
  expect(provider.counts).toMatchObject({ refreshes: 7, reuses: 0 });
});

test('a definite refusal needs the end user, told once, and is not asked for again', async () => {
  const workspaceId = newWorkspace();
  const call = callIn(workspaceId);
  const { id } = await connectAt(replicas[0]!.app, call, 'ann');
  provider.end('ann');
  await pass('56 minutes');
  await ahead();
  await pass('1 day');
  await ahead();
  expect(provider.counts.refreshes).toBe(1);
  expect(await replicas[0]!.app.getConnection({ connectionId: id }, call)).toMatchObject({
    status: 'needsReauth',
    statusReason: 'invalid_grant',
  });
  await expect(replicas[1]!.app.executeAction(act(id, 'act'), call)).rejects.toMatchObject({
    code: 'CONNECTION.NEEDS_REAUTH',
    message: expect.stringContaining('access was withdrawn') as string,
    metadata: { connectionId: id, reason: 'invalid_grant' },
  });
  expect(await eventTypesIn(pool, workspaceId)).toEqual(['connection.created', 'connection.needs_reauth']);
});
