import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createEnvelopeCipher } from '../src/infrastructure/envelope-cipher.ts';
import { rotateDataKeys } from '../src/infrastructure/rotate-data-keys.ts';
import { createWrapping } from '../src/infrastructure/wrapping.ts';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresOwnClients } from '../src/repository/postgres-own-clients.ts';
import { createPostgresRotatedKeys, forgetDataKeys } from '../src/repository/postgres-rotated-keys.ts';
import { createPostgresRuns } from '../src/repository/postgres-runs.ts';
import { act, callIn, createTestApp, newWorkspace, newWrappingKeys } from './harness.ts';
import { migratedPool } from './postgres.ts';
import { connectAt, rotatingDeps } from './rotating-harness.ts';
import { type RotatingProvider, startRotatingProvider } from './rotating-provider.ts';

let pool: Pool;
let sandbox: Sandbox;
let provider: RotatingProvider;
let test_: Awaited<ReturnType<typeof createTestApp>>;
const wrapping = { current: createWrapping(newWrappingKeys()), refresh: () => Promise.resolve() };

beforeEach(async () => {
  [pool, sandbox, provider] = [await migratedPool(), await startSandbox(), await startRotatingProvider()];
  test_ = await createTestApp(sandbox, {
    ...rotatingDeps(provider),
    connections: createPostgresConnections(pool),
    ownClients: createPostgresOwnClients(pool),
    runs: createPostgresRuns(pool),
    cipher: createEnvelopeCipher(createPostgresDataKeys(pool), wrapping),
  });
});
afterEach(() => Promise.all([test_.close(), provider.stop(), sandbox.stop(), pool.end()]));

const rotate = (olderThanMs = 0) =>
  rotateDataKeys({ keys: createPostgresRotatedKeys(pool, wrapping), wrapping, log: silentLog }, olderThanMs);
/** Finds what a call sealed under the key of a moment before. */
const resealOnly = () => rotate(3_600_000);
const counted = async (sql: string) => Number((await pool.query<{ n: string }>(sql)).rows[0]?.n);
const underRetired = () =>
  counted(
    'SELECT count(*) AS n FROM tokens t JOIN data_keys k ON k.id = t.data_key_id WHERE k.retired_at IS NOT NULL',
  );

test('data keys are exchanged while calls and renewals go on, and none of them fails', async () => {
  const calls = Array.from({ length: 20 }, () => callIn(newWorkspace()));
  const made = await Promise.all(
    calls.flatMap(call =>
      ['ann', 'bob', 'cem'].map(async name => {
        const account = `${name} ${call.identity.workspaceId}`;
        return { call, account, id: (await connectAt(test_.app, call, account)).id };
      }),
    ),
  );
  const versions = 'SELECT connection_id, version, updated_at FROM tokens ORDER BY connection_id';
  const before = (await pool.query(versions)).rows;
  expect(await rotate()).toEqual({ keys: 20, resealed: 60, failed: 0 });
  expect((await pool.query(versions)).rows).toEqual(before);

  let going = true;
  let acted = 0;
  const traffic = Promise.all(
    made.map(async ({ call, account, id }, index) => {
      while (going) {
        // Every third finds its token refused, and renews it in the middle of the exchange.
        if (index % 3 === 0) provider.expire(account);
        await test_.app.executeAction(act(id, 'act', {}, { idempotencyKey: `${index} ${acted}` }), call);
        acted += 1;
      }
    }),
  );
  const exchanged = [await rotate(), await rotate(), await rotate()];
  going = false;
  await traffic;
  expect(exchanged.map(({ keys, failed }) => ({ keys, failed }))).toEqual(
    Array(3).fill({ keys: 20, failed: 0 }),
  );
  expect(acted).toBeGreaterThan(0);
  expect(provider.counts.reuses).toBe(0);
  await resealOnly();
  expect(await underRetired()).toBe(0);
});

test('two at the same work share it, and both can be asked again', async () => {
  const call = callIn(newWorkspace());
  for (const name of ['a', 'b', 'c', 'd']) await connectAt(test_.app, call, name);
  const [one, other] = await Promise.all([rotate(), rotate()]);
  expect(one.failed + other.failed).toBe(0);
  await resealOnly();
  expect(await underRetired()).toBe(0);
});

test('a workspace’s own OAuth client is sealed anew; the old key is forgotten when nothing needs it', async () => {
  provider.behaviour.clients = { own: 'o' };
  const call = callIn(newWorkspace());
  await test_.app.setClient({ provider: 'rotating', clientId: 'own', clientSecret: 'o', scopes: [] }, call);
  const { id } = await connectAt(test_.app, call, 'ann');
  await test_.app.executeAction(act(id, 'act', {}, { idempotencyKey: 'once' }), call);
  expect(await rotate()).toEqual({ keys: 1, resealed: 2, failed: 0 });
  await pool.query("UPDATE data_keys SET retired_at = retired_at - interval '2 hours'");
  // The remembered answer of a run is under it for a day.
  expect(await forgetDataKeys(pool)).toBe(0);
  await pool.query('DELETE FROM action_runs');
  expect(await forgetDataKeys(pool)).toBe(1);
  provider.expire();
  await test_.app.executeAction(act(id, 'act'), call);
  expect(provider.counts.refreshes).toBe(1);
});

test('what was damaged stays as it is and is counted; the others are sealed anew', async () => {
  const call = callIn(newWorkspace());
  const [{ id }] = [await connectAt(test_.app, call, 'ann'), await connectAt(test_.app, call, 'bob')];
  await pool.query("UPDATE tokens SET ciphertext = ciphertext || 'x'::bytea WHERE connection_id = $1", [id]);
  expect(await rotate()).toEqual({ keys: 1, resealed: 1, failed: 1 });
  expect(await underRetired()).toBe(1);
});
