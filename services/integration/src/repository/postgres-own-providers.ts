import type { Log } from '@neighbourhood/shared/call/call';
import { type Pool, type PoolClient, withTransaction } from '@neighbourhood/shared/database/pool';
import type { Provider } from '../domain/provider.ts';
import type { OwnProviders, ReadDefinition } from '../usecase/ports.ts';
import { forgetClients } from './postgres-own-clients.ts';

interface ProviderRow {
  id: string;
  version: string;
  definition: unknown;
}

interface Remembered {
  version: string;
  provider: Provider | undefined;
}

interface Deps {
  pool: Pool;
  read: ReadDefinition;
  log: Log;
}

const mostPerWorkspace = 50;
const mostRemembered = 200;

/** Whoever adds ids takes turns: the catalogue's and a workspace's are not to meet. */
const turn = 'SELECT pg_advisory_xact_lock(7261944002)';

const isFree = "NOT EXISTS (SELECT FROM providers WHERE id = $2 AND workspace_id IN ($1, ''))";

/** createPostgresOwnProviders stores workspaces' providers in PostgreSQL. What was read once is read anew when it changed. */
export function createPostgresOwnProviders({ pool, read, log }: Deps): OwnProviders & PlatformProviders {
  const known = new Map<string, Remembered>();
  let shadowed = new Set<string>();

  /** What was read before comes without its definition: `before` holds it, whatever was forgotten meanwhile. */
  function readRow(
    workspaceId: string,
    row: ProviderRow,
    before: Remembered | undefined,
  ): Provider | undefined {
    const { id, version, definition } = row;
    if (before?.version === version) return before.provider;
    const result = read(definition);
    const provider = 'provider' in result ? { ...result.provider, revision: version } : undefined;
    if (!provider) log.error({ workspaceId, provider: id }, 'a stored provider no longer fits the schema');
    const key = `${workspaceId} ${id}`;
    const [oldest] = known.keys();
    if (!known.has(key) && known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
    known.set(key, { version, provider });
    return provider;
  }

  return {
    async list(workspaceId) {
      const before = new Map([...known].filter(([key]) => key.startsWith(`${workspaceId} `)));
      const { rows } = await pool.query<ProviderRow>(
        `SELECT id, version, CASE WHEN version = ANY ($2) THEN NULL ELSE definition END AS definition
         FROM providers WHERE workspace_id = $1 ORDER BY id`,
        [workspaceId, [...before.values()].map(({ version }) => version)],
      );
      return rows.flatMap(row => readRow(workspaceId, row, before.get(`${workspaceId} ${row.id}`)) ?? []);
    },

    async find(workspaceId, id) {
      const before = known.get(`${workspaceId} ${id}`);
      const { rows } = await pool.query<ProviderRow>(
        `SELECT id, version, CASE WHEN version = $3 THEN NULL ELSE definition END AS definition
         FROM providers WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id, before?.version ?? '0'],
      );
      const row = rows[0];
      return row && readRow(workspaceId, row, before);
    },

    shadows: (workspaceId, id) => shadowed.has(`${workspaceId} ${id}`),

    add(workspaceId, id, definition) {
      return withTransaction(pool, async client => {
        await client.query(turn);
        const { rows } = await client.query<{ count: string }>(
          'SELECT count(*) FROM providers WHERE workspace_id = $1',
          [workspaceId],
        );
        if (Number(rows[0]?.count) >= mostPerWorkspace) return 'full';
        const { rowCount } = await client.query(
          `INSERT INTO providers (workspace_id, id, definition) SELECT $1, $2, $3 WHERE ${isFree}`,
          [workspaceId, id, JSON.stringify(definition)],
        );
        return rowCount === 1 ? 'added' : 'taken';
      });
    },

    replace(workspaceId, id, definition, moves) {
      return withTransaction(pool, async client => {
        const row = await lockedRow(client, workspaceId, id);
        const before = row && readRow(workspaceId, row, known.get(`${workspaceId} ${id}`));
        if (!before) return 'gone';
        const moved = moves(before);
        if (moved && (await isUsed(client, workspaceId, id))) return 'used';
        await client.query(
          `UPDATE providers SET definition = $3, version = nextval('provider_versions'), updated_at = now()
           WHERE workspace_id = $1 AND id = $2`,
          [workspaceId, id, JSON.stringify(definition)],
        );
        if (moved) await forgetClients(client, workspaceId, id);
        return 'replaced';
      });
    },

    remove(workspaceId, id) {
      return withTransaction(pool, async client => {
        const row = await lockedRow(client, workspaceId, id);
        if (!row) return 'gone';
        if (await isUsed(client, workspaceId, id)) return 'used';
        await client.query('DELETE FROM providers WHERE workspace_id = $1 AND id = $2', [workspaceId, id]);
        await forgetClients(client, workspaceId, id);
        return 'removed';
      });
    },

    async put(providers) {
      shadowed = await withTransaction(pool, client => putPlatform(client, providers));
      if (shadowed.size > 0)
        log.warn({ ids: [...shadowed] }, 'workspaces had these ids before the catalogue: they keep theirs');
    },
  };
}

/** PlatformProviders are the catalogue's entries in the table. */
export interface PlatformProviders {
  /** Writes what changed. Entries that left the catalogue stay: their ids are not free, connections name them. */
  put(providers: readonly Provider[]): Promise<void>;
}

/** From here on nobody connects: `requireRevision` waits. */
async function lockedRow(
  client: PoolClient,
  workspaceId: string,
  id: string,
): Promise<ProviderRow | undefined> {
  const { rows } = await client.query<ProviderRow>(
    'SELECT id, version, definition FROM providers WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
    [workspaceId, id],
  );
  return rows[0];
}

async function isUsed(client: PoolClient, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT FROM connections WHERE workspace_id = $1 AND provider = $2 AND status <> 'revoked' LIMIT 1",
    [workspaceId, id],
  );
  return rows.length > 0;
}

async function putPlatform(client: PoolClient, providers: readonly Provider[]): Promise<Set<string>> {
  await client.query(turn);
  const [ids, definitions] = [providers.map(({ id }) => id), providers.map(each => JSON.stringify(each))];
  await client.query(
    `INSERT INTO providers AS p (workspace_id, id, definition) SELECT '', * FROM unnest($1::text[], $2::jsonb[])
     ON CONFLICT (workspace_id, id) DO UPDATE SET definition = excluded.definition,
       version = nextval('provider_versions'), updated_at = now() WHERE p.definition <> excluded.definition`,
    [ids, definitions],
  );
  const { rows } = await client.query<{ workspace_id: string; id: string }>(
    "SELECT workspace_id, id FROM providers WHERE workspace_id <> '' AND id = ANY ($1)",
    [ids],
  );
  return new Set(rows.map(({ workspace_id, id }) => `${workspace_id} ${id}`));
}
