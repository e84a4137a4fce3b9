import type { Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { parse } from 'yaml';
import { readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresOwnClients } from '../src/repository/postgres-own-clients.ts';
import { createPostgresOwnProviders } from '../src/repository/postgres-own-providers.ts';
import { ownProvidersContract } from './contracts/own-providers-contract.ts';
import { newWorkspace, readDefinition } from './harness.ts';
import { dataKeyIn, migratedPool } from './postgres.ts';
import { startRotatingProvider } from './rotating-provider.ts';

let pool: Pool;
let entry: string;

beforeAll(async () => {
  pool = await migratedPool();
  const provider = await startRotatingProvider();
  ({ entry } = provider);
  await provider.stop();
});
afterAll(() => pool.end());

/** A replica of the service. */
const replica = () => createPostgresOwnProviders({ pool, read: readDefinition, log: silentLog });
const definitionOf = (id: string, name = 'Ours') => ({ ...(parse(entry) as object), id, name });

describe('own providers in PostgreSQL', () => {
  ownProvidersContract(() => ({
    ownProviders: replica(),
    ownClients: createPostgresOwnClients(pool),
    connections: createPostgresConnections(pool),
    dataKey: workspaceId => dataKeyIn(pool, workspaceId),
    definition: definitionOf,
  }));
});

test('what one replica registers and changes, another sees at once', async () => {
  const [one, other] = [replica(), replica()];
  const workspace = newWorkspace();
  expect(await one.add(workspace, 'ours', definitionOf('ours'))).toBe('added');
  const found = await other.find(workspace, 'ours');
  expect(found).toMatchObject({ name: 'Ours', own: true });
  // As long as it does not change, it is the same object: its schemas are compiled once.
  expect(await other.find(workspace, 'ours')).toBe(found);
  await one.replace(workspace, 'ours', definitionOf('ours', 'Newer'), () => false);
  expect((await other.find(workspace, 'ours'))?.name).toBe('Newer');
  expect((await other.list(workspace)).map(({ name }) => name)).toEqual(['Newer']);
  expect(await other.find(newWorkspace(), 'ours')).toBeUndefined();
  expect(await one.remove(workspace, 'ours')).toBe('removed');
  expect(await other.find(workspace, 'ours')).toBeUndefined();
});

test('of many that register one id, one succeeds', async () => {
  const workspace = newWorkspace();
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map(() => replica().add(workspace, 'ours', definitionOf('ours'))),
  );
  expect(outcomes.sort()).toEqual(['added', 'taken', 'taken', 'taken']);
});

test('the catalogue is in the table: its ids are taken; what a workspace had before stays its own', async () => {
  const providers = replica();
  const [early, late] = [newWorkspace(), newWorkspace()];
  await providers.add(early, 'rotating', definitionOf('rotating'));
  const catalogue = readProvider('rotating.yaml', entry);
  await providers.put([catalogue]);
  expect(await providers.add(late, 'rotating', definitionOf('rotating'))).toBe('taken');
  expect([providers.shadows(early, 'rotating'), providers.shadows(late, 'rotating')]).toEqual([true, false]);
  const version = async () =>
    (await pool.query("SELECT version, definition ->> 'name' AS name FROM providers WHERE workspace_id = ''"))
      .rows[0] as { version: string; name: string };
  const before = await version();
  await providers.put([catalogue]);
  expect(await version()).toEqual(before);
  await providers.put([{ ...catalogue, name: 'Newer' }]);
  expect(await version()).toMatchObject({ name: 'Newer' });
});

test('a workspace may have fifty', async () => {
  const providers = replica();
  const workspace = newWorkspace();
  await pool.query(
    "INSERT INTO providers (workspace_id, id, definition) SELECT $1, 'p' || n, '{}' FROM generate_series(1, 50) n",
    [workspace],
  );
  expect(await providers.add(workspace, 'ours', definitionOf('ours'))).toBe('full');
});

test('one with connections stays; with it go the OAuth clients that were registered for it', async () => {
  const [providers, clients] = [replica(), createPostgresOwnClients(pool)];
  const workspace = newWorkspace();
  await providers.add(workspace, 'ours', definitionOf('ours'));
  const sealed = { dataKeyId: await dataKeyIn(pool, workspace), ciphertext: Buffer.from('sealed') };
  await clients.set(workspace, 'ours', { clientId: 'own', sealed, scopes: [] });
  const id = newId('con');
  await pool.query(
    `INSERT INTO connections (id, workspace_id, provider, end_user_id, status, scopes, account_id, connected_at)
     VALUES ($1, $2, 'ours', 'ann', 'needsReauth', '{}', 'ann', now())`,
    [id, workspace],
  );
  expect(await providers.remove(workspace, 'ours')).toBe('used');
  await pool.query("UPDATE connections SET status = 'revoked' WHERE id = $1", [id]);
  expect(await providers.remove(workspace, 'ours')).toBe('removed');
  expect(await clients.current(workspace, 'ours')).toBeUndefined();
});

test('one that no longer fits the schema is not there, the others are, and its workspace can remove it', async () => {
  const providers = replica();
  const workspace = newWorkspace();
  await providers.add(workspace, 'ours', definitionOf('ours'));
  await pool.query(
    'INSERT INTO providers (workspace_id, id, definition) VALUES ($1, \'old\', \'{"id": "old"}\')',
    [workspace],
  );
  expect((await providers.list(workspace)).map(({ id }) => id)).toEqual(['ours']);
  expect(await providers.find(workspace, 'old')).toBeUndefined();
  expect(await providers.remove(newWorkspace(), 'old')).toBe('gone');
  expect(await providers.remove(workspace, 'old')).toBe('removed');
  expect(await providers.add(workspace, 'old', definitionOf('old'))).toBe('added');
});
