import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import type { DataKeys, WrappedKey } from '../infrastructure/envelope-cipher.ts';
import type { RewrappedKeys } from '../infrastructure/rewrap-data-keys.ts';

interface KeyRow {
  id: string;
  workspace_id: string;
  wrapped: Buffer;
  wrapping_key_id: string;
}

const toKey = (row: KeyRow): WrappedKey => ({
  id: row.id,
  wrapped: row.wrapped,
  wrappingKeyId: row.wrapping_key_id,
});

/** dataKeysOn keeps wrapped data keys, one per workspace, also within a transaction. */
export function dataKeysOn(db: Queryable): DataKeys {
  return {
    async current(workspaceId) {
      const { rows } = await db.query<KeyRow>(
        'SELECT * FROM data_keys WHERE workspace_id = $1 AND retired_at IS NULL',
        [workspaceId],
      );
      return rows.map(toKey)[0];
    },

    async find(workspaceId, id) {
      const { rows } = await db.query<KeyRow>('SELECT * FROM data_keys WHERE workspace_id = $1 AND id = $2', [
        workspaceId,
        id,
      ]);
      return rows.map(toKey)[0];
    },

    async add(workspaceId, { wrapped, wrappingKeyId }) {
      await db.query(
        'INSERT INTO data_keys (workspace_id, wrapped, wrapping_key_id) VALUES ($1, $2, $3) ON CONFLICT (workspace_id) WHERE retired_at IS NULL DO NOTHING',
        [workspaceId, wrapped, wrappingKeyId],
      );
    },
  };
}

/** rememberedKeys reads each key once, for as long as a transaction lasts: there keys do not change. */
export function rememberedKeys(keys: DataKeys): DataKeys {
  const known = new Map<string, WrappedKey>();
  const remember = (name: string, key: WrappedKey | undefined): WrappedKey | undefined => {
    if (key) known.set(name, key);
    return key;
  };
  return {
    add: (workspaceId, key) => keys.add(workspaceId, key),
    current: async workspaceId =>
      known.get(workspaceId) ?? remember(workspaceId, await keys.current(workspaceId)),
    find: async (workspaceId, id) => {
      const name = `${workspaceId} ${id}`;
      return known.get(name) ?? remember(name, await keys.find(workspaceId, id));
    },
  };
}

/** createPostgresDataKeys keeps them, and lets all be wrapped anew. */
export function createPostgresDataKeys(pool: Pool): DataKeys & RewrappedKeys {
  return {
    ...dataKeysOn(pool),

    async countOthers(wrappingKeyId) {
      const { rows } = await pool.query<{ count: string }>(
        'SELECT count(*) FROM data_keys WHERE wrapping_key_id <> $1',
        [wrappingKeyId],
      );
      return Number(rows[0]?.count);
    },

    rewrapSome(wrappingKeyId, after, rewrap) {
      return withTransaction(pool, async client => {
        // What another replica has in hand, it does.
        const { rows } = await client.query<KeyRow>(
          'SELECT * FROM data_keys WHERE wrapping_key_id <> $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED',
          [wrappingKeyId, after],
        );
        for (const row of rows) {
          const wrapped = rewrap(row.workspace_id, toKey(row));
          if (wrapped === undefined) continue;
          await client.query('UPDATE data_keys SET wrapped = $2, wrapping_key_id = $3 WHERE id = $1', [
            row.id,
            wrapped,
            wrappingKeyId,
          ]);
        }
        return rows.at(-1)?.id;
      });
    },
  };
}
