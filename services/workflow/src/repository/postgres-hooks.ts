import { type Pool } from '@neighbourhood/shared/database/pool';
import { type HookRepository } from '../domain/hooks/hook-repository.ts';
import { type HeldSecret, type HeldToken, type Hook } from '../domain/hooks/hook.ts';

interface Row {
  id: string;
  workspace_id: string;
  path: string;
  event_type: string;
  provider: string | null;
  end_user_id: string | null;
  description: string;
  tokens: HeldToken[];
  secrets: HeldSecret[];
  created_at: Date;
  updated_at: Date;
}

const columns =
  'id, workspace_id, path, event_type, provider, end_user_id, description, tokens, secrets, created_at, updated_at';

function toHook(row: Row): Hook {
  const { id, path, description, tokens, secrets, end_user_id: endUserId } = row;
  return {
    ...{ id, workspaceId: row.workspace_id, path, eventType: row.event_type },
    ...(row.provider === null ? {} : { provider: row.provider }),
    ...(endUserId === null ? {} : { endUserId }),
    ...{ description, tokens, secrets, createdAt: row.created_at, updatedAt: row.updated_at },
  };
}

/** createPostgresHooks keeps hooks in the service's own database. */
export function createPostgresHooks(pool: Pool): HookRepository {
  async function read(condition: string, values: unknown[]): Promise<Hook[]> {
    const { rows } = await pool.query<Row>(`SELECT ${columns} FROM hooks WHERE ${condition}`, values);
    return rows.map(toHook);
  }
  async function changed(statement: string, values: unknown[]): Promise<boolean> {
    return (await pool.query(statement, values)).rowCount === 1;
  }

  return {
    insert: hook =>
      changed(
        `INSERT INTO hooks (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (workspace_id, path) DO NOTHING`,
        [
          hook.id,
          hook.workspaceId,
          hook.path,
          hook.eventType,
          hook.provider ?? null,
          hook.endUserId ?? null,
          hook.description,
          JSON.stringify(hook.tokens),
          JSON.stringify(hook.secrets),
          hook.createdAt,
          hook.updatedAt,
        ],
      ),

    async count(workspaceId) {
      const { rows } = await pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM hooks WHERE workspace_id = $1',
        [workspaceId],
      );
      return rows[0]?.count ?? 0;
    },

    find: async (workspaceId, id) => (await read('workspace_id = $1 AND id = $2', [workspaceId, id]))[0],
    byPath: async (workspaceId, path) =>
      (await read('workspace_id = $1 AND path = $2', [workspaceId, path]))[0],
    list: (workspaceId, { limit, before }) =>
      read('workspace_id = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3', [
        workspaceId,
        before ?? null,
        limit,
      ]),

    replace: ({ id, tokens, secrets, updatedAt }, before) =>
      changed(
        'UPDATE hooks SET tokens = $2, secrets = $3, updated_at = $4 WHERE id = $1 AND updated_at = $5',
        [id, JSON.stringify(tokens), JSON.stringify(secrets), updatedAt, before],
      ),

    delete: (workspaceId, id) =>
      changed('DELETE FROM hooks WHERE workspace_id = $1 AND id = $2', [workspaceId, id]),

    everywhere: (after, limit) =>
      read('($1::text IS NULL OR id > $1) ORDER BY id LIMIT $2', [after ?? null, limit]),

    reseal: (hook, secrets) =>
      changed('UPDATE hooks SET secrets = $2 WHERE id = $1 AND secrets = $3', [
        hook.id,
        JSON.stringify(secrets),
        JSON.stringify(hook.secrets),
      ]),
  };
}
