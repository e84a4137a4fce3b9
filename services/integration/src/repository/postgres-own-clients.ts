import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import type { OwnClient, OwnClients } from '../usecase/ports.ts';
import { requireRevision } from './require-revision.ts';

interface ClientRow {
  provider: string;
  client_id: string;
  data_key_id: string;
  client_secret: Buffer;
  scopes: string[];
}

const toClient = (row: ClientRow): OwnClient => ({
  clientId: row.client_id,
  sealed: { dataKeyId: row.data_key_id, ciphertext: row.client_secret },
  scopes: row.scopes,
});

/** createPostgresOwnClients stores workspaces' OAuth clients in PostgreSQL. */
export function createPostgresOwnClients(pool: Pool): OwnClients {
  return {
    async current(workspaceId, provider) {
      const { rows } = await pool.query<ClientRow>(
        'SELECT * FROM oauth_clients WHERE workspace_id = $1 AND provider = $2 AND current',
        [workspaceId, provider],
      );
      return rows.map(toClient)[0];
    },

    async find(workspaceId, provider, clientId) {
      const { rows } = await pool.query<ClientRow>(
        'SELECT * FROM oauth_clients WHERE workspace_id = $1 AND provider = $2 AND client_id = $3',
        [workspaceId, provider, clientId],
      );
      return rows.map(toClient)[0];
    },

    async list(workspaceId) {
      const { rows } = await pool.query<ClientRow>(
        'SELECT * FROM oauth_clients WHERE workspace_id = $1 AND current',
        [workspaceId],
      );
      return new Map(rows.map(row => [row.provider, toClient(row)]));
    },

    async set(workspaceId, provider, { clientId, sealed, scopes }, revision) {
      await withTransaction(pool, async client => {
        if (revision !== undefined) await requireRevision(client, { workspaceId, provider }, revision);
        // Two at once take turns: the later one is current.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `oauth-client ${workspaceId} ${provider}`,
        ]);
        await client.query(
          'UPDATE oauth_clients SET current = false, updated_at = now() WHERE workspace_id = $1 AND provider = $2 AND current',
          [workspaceId, provider],
        );
        await client.query(
          `INSERT INTO oauth_clients (workspace_id, provider, client_id, data_key_id, client_secret, scopes, current)
           VALUES ($1, $2, $3, $4, $5, $6, true)
           ON CONFLICT (workspace_id, provider, client_id) DO UPDATE SET data_key_id = excluded.data_key_id,
             client_secret = excluded.client_secret, scopes = excluded.scopes, current = true, updated_at = now()`,
          [workspaceId, provider, clientId, sealed.dataKeyId, sealed.ciphertext, scopes],
        );
      });
    },

    delete: (workspaceId, provider) => forgetClients(pool, workspaceId, provider),
  };
}

/** forgetClients deletes a workspace's clients of a provider. */
export async function forgetClients(
  database: Queryable,
  workspaceId: string,
  provider: string,
): Promise<void> {
  await database.query('DELETE FROM oauth_clients WHERE workspace_id = $1 AND provider = $2', [
    workspaceId,
    provider,
  ]);
}

/** forgetUnusedClients deletes clients that were replaced and that no connection was made with, a day later. */
export async function forgetUnusedClients(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM oauth_clients o WHERE NOT o.current AND o.updated_at < now() - interval '1 day' AND NOT EXISTS (
       SELECT FROM connections c WHERE c.workspace_id = o.workspace_id AND c.provider = o.provider
         AND c.own_client = o.client_id AND c.status <> 'revoked')`,
  );
  return rowCount ?? 0;
}
