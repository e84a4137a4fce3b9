import type { Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresOwnClients, forgetUnusedClients } from '../src/repository/postgres-own-clients.ts';
import { createPostgresRuns, forgetRuns } from '../src/repository/postgres-runs.ts';
import { connectionsContract } from './contracts/connections-contract.ts';
import { ownClientsContract } from './contracts/own-clients-contract.ts';
import { runsContract } from './contracts/runs-contract.ts';
import { cipherOn, newWrappingKeys } from './harness.ts';
import { dataKeyIn, eventTypesIn, migratedPool } from './postgres.ts';

let pool: Pool;

beforeAll(async () => {
  pool = await migratedPool();
});
afterAll(() => pool.end());

describe('connections in PostgreSQL', () => {
  connectionsContract(() => ({
    connections: createPostgresConnections(pool),
    dataKey: workspaceId => dataKeyIn(pool, workspaceId),
    eventTypes: workspaceId => eventTypesIn(pool, workspaceId),
  }));
});

describe('own OAuth clients in PostgreSQL', () => {
  ownClientsContract(() => ({
    ownClients: createPostgresOwnClients(pool),
    dataKey: workspaceId => dataKeyIn(pool, workspaceId),
  }));

  test('are forgotten a day after they were replaced, but for those that a connection needs', async () => {
    const [ownClients, workspaceId] = [createPostgresOwnClients(pool), newId('wsp')];
    const sealed = { dataKeyId: await dataKeyIn(pool, workspaceId), ciphertext: Buffer.from('sealed') };
    for (const clientId of ['unused', 'used', 'current'])
      await ownClients.set(workspaceId, 'p', { clientId, sealed, scopes: [] });
    const id = newId('con');
    await pool.query(
      `INSERT INTO connections (id, workspace_id, provider, end_user_id, status, scopes, account_id, own_client, connected_at)
       VALUES ($1, $2, 'p', 'ann', 'active', '{}', 'ann', 'used', now())`,
      [id, workspaceId],
    );
    expect(await forgetUnusedClients(pool)).toBe(0);
    await pool.query(
      "UPDATE oauth_clients SET updated_at = now() - interval '25 hours' WHERE workspace_id = $1",
      [workspaceId],
    );
    expect(await forgetUnusedClients(pool)).toBe(1);
    expect(await ownClients.find(workspaceId, 'p', 'unused')).toBeUndefined();
    await pool.query("UPDATE connections SET status = 'revoked' WHERE id = $1", [id]);
    expect(await forgetUnusedClients(pool)).toBe(1);
    expect(await ownClients.current(workspaceId, 'p')).toMatchObject({ clientId: 'current' });
  });
});

describe('runs in PostgreSQL', () => {
  runsContract(() => ({
    runs: createPostgresRuns(pool),
    dataKey: workspaceId => dataKeyIn(pool, workspaceId),
  }));

  test('are forgotten when their day is over', async () => {
    const run = { workspaceId: newId('wsp'), key: 'k' };
    const runs = createPostgresRuns(pool);
    await runs.claim({ ...run, requestHash: 'hash', leaseSeconds: 60 });
    await pool.query(
      "UPDATE action_runs SET expires_at = now() - interval '1 second' WHERE workspace_id = $1",
      [run.workspaceId],
    );
    expect(await forgetRuns(pool)).toBeGreaterThanOrEqual(1);
    expect(await runs.claim({ ...run, requestHash: 'hash', leaseSeconds: 60 })).toEqual({ state: 'claimed' });
  });
});

describe('data keys in PostgreSQL', () => {
  test('are one per workspace, however many replicas make one at the same time', async () => {
    const secret = newWrappingKeys();
    const workspaceId = newId('wsp');
    const ciphers = [1, 2, 3, 4].map(() => cipherOn(createPostgresDataKeys(pool), secret));
    const sealed = await Promise.all(ciphers.map(cipher => cipher.seal(workspaceId, 'con_1', 'text')));
    expect(new Set(sealed.map(({ dataKeyId }) => dataKeyId)).size).toBe(1);
    for (const one of sealed) expect(await ciphers[0]!.open(workspaceId, 'con_1', one)).toBe('text');
    const { rows } = await pool.query('SELECT 1 FROM data_keys WHERE workspace_id = $1', [workspaceId]);
    expect(rows).toHaveLength(1);
  });

  test('do not open for another workspace', async () => {
    const keys = createPostgresDataKeys(pool);
    const cipher = cipherOn(keys);
    const workspaceId = newId('wsp');
    const { dataKeyId } = await cipher.seal(workspaceId, 'con_1', 'text');
    expect(await keys.find(newId('wsp'), dataKeyId)).toBeUndefined();
    expect((await keys.find(workspaceId, dataKeyId))?.id).toBe(dataKeyId);
  });
});
