import type { Pool } from '@neighbourhood/shared/database/pool';
import type { DataKeys, WrappedKey } from '../infrastructure/envelope-cipher.ts';

interface KeyRow {
  id: string;
  wrapped: Buffer;
  wrapping_key_id: string;
}

const toKey = (row: KeyRow): WrappedKey => ({
  id: row.id,
  wrapped: row.wrapped,
  wrappingKeyId: row.wrapping_key_id,
});

/** createPostgresDataKeys keeps wrapped data keys, one per workspace. */
export function createPostgresDataKeys(pool: Pool): DataKeys {
  return {
    async current(workspaceId) {
      const { rows } = await pool.query<KeyRow>('SELECT * FROM data_keys WHERE workspace_id = $1', [
        workspaceId,
      ]);
      return rows.map(toKey)[0];
    },

    async find(workspaceId, id) {
      const { rows } = await pool.query<KeyRow>(
        'SELECT * FROM data_keys WHERE workspace_id = $1 AND id = $2',
        [workspaceId, id],
      );
      return rows.map(toKey)[0];
    },

    async add(workspaceId, { wrapped, wrappingKeyId }) {
      await pool.query(
        'INSERT INTO data_keys (workspace_id, wrapped, wrapping_key_id) VALUES ($1, $2, $3) ON CONFLICT (workspace_id) DO NOTHING',
        [workspaceId, wrapped, wrappingKeyId],
      );
    },
  };
}
