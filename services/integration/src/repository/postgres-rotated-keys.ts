import { type Pool, type PoolClient, withTransaction } from '@neighbourhood/shared/database/pool';
import type { Sealed } from '../domain/connection.ts';
import { createEnvelopeCipher, type FollowedWrapping } from '../infrastructure/envelope-cipher.ts';
import type { RotatedKeys, SealedItem } from '../infrastructure/rotate-data-keys.ts';
import { sealedClient } from '../usecase/workspace-clients.ts';
import { dataKeysOn, rememberedKeys } from './postgres-data-keys.ts';

const keysAtOnce = 200;
const itemsAtOnce = 500;

interface TokenRow {
  connection_id: string;
  workspace_id: string;
  data_key_id: string;
  ciphertext: Buffer;
}

/** createPostgresRotatedKeys exchanges data keys in PostgreSQL; replicas at the same work share it. */
export function createPostgresRotatedKeys(pool: Pool, wrapping: FollowedWrapping): RotatedKeys {
  return {
    async now() {
      const { rows } = await pool.query<{ now: Date }>('SELECT now()');
      return rows[0]?.now ?? new Date();
    },

    rotateSome(madeBefore, make) {
      return withTransaction(pool, async client => {
        const { rows } = await client.query<{ id: string; workspace_id: string }>(
          `SELECT id, workspace_id FROM data_keys WHERE retired_at IS NULL AND created_at < $1
           ORDER BY id LIMIT ${keysAtOnce} FOR UPDATE SKIP LOCKED`,
          [madeBefore],
        );
        if (rows.length === 0) return 0;
        await client.query('UPDATE data_keys SET retired_at = now() WHERE id = ANY ($1)', [
          rows.map(({ id }) => id),
        ]);
        const made = rows.map(row => ({ workspaceId: row.workspace_id, ...make(row.workspace_id) }));
        await client.query(
          `INSERT INTO data_keys (workspace_id, wrapped, wrapping_key_id)
           SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[])`,
          [
            made.map(({ workspaceId }) => workspaceId),
            made.map(({ wrapped }) => wrapped),
            made.map(({ wrappingKeyId }) => wrappingKeyId),
          ],
        );
        return rows.length;
      });
    },

    resealSome(after, reseal) {
      return withTransaction(pool, async client => {
        const { rows } = await client.query<TokenRow>(
          `SELECT t.connection_id, t.workspace_id, t.data_key_id, t.ciphertext
           FROM tokens t JOIN data_keys k ON k.id = t.data_key_id
           WHERE k.retired_at IS NOT NULL AND t.connection_id > $1
           ORDER BY t.connection_id LIMIT ${itemsAtOnce} FOR UPDATE OF t SKIP LOCKED`,
          [after ?? ''],
        );
        const cipher = createEnvelopeCipher(rememberedKeys(dataKeysOn(client)), wrapping);
        if (rows.length > 0) await writeTokens(client, await reseal(rows.map(tokenItem), cipher));
        if (rows.length === itemsAtOnce) return rows.at(-1)?.connection_id;
        // Clients are few: all of them at once, at the end.
        const clients = await staleClients(client);
        if (clients.length > 0) await writeClients(client, await reseal(clients, cipher));
        return undefined;
      });
    },
  };
}

/** forgetDataKeys deletes retired keys that nothing is sealed under, an hour after they were retired. */
export async function forgetDataKeys(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM data_keys k WHERE k.retired_at < now() - interval '1 hour'
       AND NOT EXISTS (SELECT FROM tokens t WHERE t.data_key_id = k.id)
       AND NOT EXISTS (SELECT FROM oauth_clients o WHERE o.data_key_id = k.id)
       AND NOT EXISTS (SELECT FROM action_runs r WHERE r.data_key_id = k.id)`,
  );
  return rowCount ?? 0;
}

function tokenItem(row: TokenRow): SealedItem {
  return {
    id: row.connection_id,
    workspaceId: row.workspace_id,
    context: row.connection_id,
    sealed: { dataKeyId: row.data_key_id, ciphertext: row.ciphertext },
  };
}

async function staleClients(client: PoolClient): Promise<SealedItem[]> {
  const { rows } = await client.query<{
    workspace_id: string;
    provider: string;
    client_id: string;
    data_key_id: string;
    client_secret: Buffer;
  }>(
    `SELECT o.* FROM oauth_clients o JOIN data_keys k ON k.id = o.data_key_id
     WHERE k.retired_at IS NOT NULL FOR UPDATE OF o SKIP LOCKED`,
  );
  return rows.map(row => ({
    id: `${row.workspace_id} ${row.provider} ${row.client_id}`,
    workspaceId: row.workspace_id,
    context: sealedClient(row.provider, row.client_id),
    sealed: { dataKeyId: row.data_key_id, ciphertext: row.client_secret },
  }));
}

const columns = (resealed: ReadonlyMap<string, Sealed>) => [
  [...resealed.keys()],
  [...resealed.values()].map(({ dataKeyId }) => dataKeyId),
  [...resealed.values()].map(({ ciphertext }) => ciphertext),
];

async function writeTokens(client: PoolClient, resealed: ReadonlyMap<string, Sealed>): Promise<void> {
  await client.query(
    `UPDATE tokens t SET data_key_id = r.key, ciphertext = r.text
     FROM unnest($1::text[], $2::uuid[], $3::bytea[]) AS r (id, key, text) WHERE t.connection_id = r.id`,
    columns(resealed),
  );
}

async function writeClients(client: PoolClient, resealed: ReadonlyMap<string, Sealed>): Promise<void> {
  await client.query(
    `UPDATE oauth_clients o SET data_key_id = r.key, client_secret = r.text
     FROM unnest($1::text[], $2::uuid[], $3::bytea[]) AS r (id, key, text)
     WHERE o.workspace_id || ' ' || o.provider || ' ' || o.client_id = r.id`,
    columns(resealed),
  );
}
