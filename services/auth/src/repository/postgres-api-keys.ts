import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeyRepository } from '../domain/repositories.ts';
import { firstOf, fromRow, type Row } from './row.ts';

const columns = `id, workspace_id as "workspaceId", created_by as "createdBy", name, prefix, hash, scopes,
  rate_limit_per_hour as "rateLimitPerHour", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt", replaced_by as "replacedBy"`;

/** createPostgresApiKeys keeps keys in `api_keys`, by keyed hash. */
export function createPostgresApiKeys(db: Queryable): ApiKeyRepository {
  return {
    async create(key) {
      await db.query(
        `insert into api_keys (id, workspace_id, created_by, name, prefix, hash, scopes, rate_limit_per_hour,
           created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          key.id, key.workspaceId, key.createdBy, key.name, key.prefix, key.hash, JSON.stringify(key.scopes),
          key.rateLimitPerHour, key.createdAt, key.expiresAt,
        ], // prettier-ignore
      );
    },
    async findByHash(hash) {
      return firstOf<ApiKey>(
        await db.query<Row<ApiKey>>(`select ${columns} from api_keys where hash = $1`, [hash]),
      );
    },
    async lock(workspaceId, id) {
      const sql = `select ${columns} from api_keys where workspace_id = $1 and id = $2 for update`;
      return firstOf<ApiKey>(await db.query<Row<ApiKey>>(sql, [workspaceId, id]));
    },
    async countUsable(workspaceId, now) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from api_keys
         where workspace_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
        [workspaceId, now],
      );
      return rows[0]?.count ?? 0;
    },
    async list(workspaceId, { limit, after }) {
      const { rows } = await db.query<Row<ApiKey>>(
        `select ${columns} from api_keys where workspace_id = $1 and ($2::text is null or id < $2)
         order by id desc limit $3`,
        [workspaceId, after, limit],
      );
      return rows.map(row => fromRow<ApiKey>(row));
    },
    async update(key) {
      await db.query(
        'update api_keys set expires_at = $3, revoked_at = $4, replaced_by = $5 where workspace_id = $1 and id = $2',
        [key.workspaceId, key.id, key.expiresAt, key.revokedAt, key.replacedBy],
      );
    },
    async touch(id, at) {
      const sql =
        'update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)';
      await db.query(sql, [id, at]);
    },
  };
}
