import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { AuditLog } from '../domain/repositories.ts';
import { fromRow, type Row } from './row.ts';

const columns = `id, workspace_id as "workspaceId", at, actor_kind as "actorKind", actor_id as "actorId", action,
  target_id as "targetId", detail, request_id as "requestId"`;

/** createPostgresAudit keeps the audit log in `audit`. */
export function createPostgresAudit(db: Queryable): AuditLog {
  return {
    async add({ id, workspaceId, at, actorKind, actorId, action, targetId, detail, requestId }) {
      await db.query(
        `insert into audit (id, workspace_id, at, actor_kind, actor_id, action, target_id, detail, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, workspaceId, at, actorKind, actorId, action, targetId, JSON.stringify(detail), requestId],
      );
    },
    async list(workspaceId, { limit, after }) {
      const { rows } = await db.query<Row<AuditEntry>>(
        `select ${columns} from audit where workspace_id = $1 and ($2::text is null or id < $2)
         order by id desc limit $3`,
        [workspaceId, after, limit],
      );
      return rows.map(row => fromRow<AuditEntry>(row));
    },
  };
}
