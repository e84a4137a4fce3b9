import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresDueConnections } from '../src/repository/postgres-due-connections.ts';
import type { ConnectionVerdict } from '../src/usecase/verify-connection.ts';
import { callIn, cipherOn, connect, createTestApp, newWorkspace, newWrappingKeys } from './harness.ts';
import { eventTypesIn, migratedPool } from './postgres.ts';

let pool: Pool;
let sandbox: Sandbox;
let replicas: Awaited<ReturnType<typeof createTestApp>>[];
const verdicts: ConnectionVerdict[] = [];

/** Three replicas of the service on one database, with the real provider. */
beforeAll(async () => {
  [pool, sandbox] = [await migratedPool(), await startSandbox()];
  const secret = newWrappingKeys();
  const replica = () =>
    createTestApp(sandbox, {
      connections: createPostgresConnections(pool),
      cipher: cipherOn(createPostgresDataKeys(pool), secret),
      watch: {
        due: createPostgresDueConnections(pool),
        told: (_provider, verdict) => void verdicts.push(verdict),
        settings: { everySeconds: 45, perMinute: 1_000, limit: 7, concurrency: 3, timeoutMs: 10_000 },
        log: silentLog,
      },
    });
  replicas = [await replica(), await replica(), await replica()];
});
afterAll(async () => {
  await Promise.all(replicas.map(({ close }) => close()));
  await Promise.all([sandbox.stop(), pool.end()]);
});

test('three replicas ask about each connection once, and each that was revoked is told of once', async () => {
  const workspaceId = newWorkspace();
  const call = callIn(workspaceId);
  const { app } = replicas[0]!;
  const made = [];
  for (let index = 0; index < 24; index++)
    made.push(await connect(app, call, { endUserId: `user-${index}` }));
  await Promise.all(replicas.map(each => each.app.watchConnections()));
  expect(verdicts).toEqual([]);

  const gone = made.filter((_, index) => index % 3 === 0);
  for (const { endUserId } of gone)
    await fetch(`${sandbox.url}/accounts/${endUserId}/connections`, { method: 'DELETE' });
  await pool.query("UPDATE connections SET checked_at = now() - interval '46 seconds'");
  const sweep = async (each: (typeof replicas)[0]): Promise<number> => {
    const claimed = await each.app.watchConnections();
    return claimed === 0 ? 0 : claimed + (await sweep(each));
  };
  const claimed = await Promise.all(replicas.map(sweep));
  // Of those whose rows another replica held, the next sweep has the rest.
  const rest = await sweep(replicas[0]!);
  expect(claimed.reduce((sum, each) => sum + each, rest)).toBe(24);
  expect(verdicts.filter(verdict => verdict === 'needsReauth')).toHaveLength(gone.length);
  expect(verdicts.filter(verdict => verdict === 'active')).toHaveLength(24 - gone.length);

  const { connections } = await app.listConnections(
    { endUserId: '', provider: '', status: 'needsReauth', pageSize: 100, pageToken: '' },
    call,
  );
  expect(new Set(connections.map(({ id }) => id))).toEqual(new Set(gone.map(({ id }) => id)));
  const types = await eventTypesIn(pool, workspaceId);
  expect(types.filter(type => type === 'connection.needs_reauth')).toHaveLength(gone.length);
  const someone = { endUserId: gone[0]!.endUserId, provider: 'sandbox' };
  await expect(app.resolveConnection(someone, call)).rejects.toMatchObject({
    code: 'CONNECTION.NEEDS_REAUTH',
    metadata: { connectionId: gone[0]!.id },
  });
});
