import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Membership, WorkspaceRepository } from '../domain/repositories.ts';
import type { Role } from '../domain/permission.ts';
import type { Workspace } from '../domain/workspace.ts';
import { firstOf, fromRow, type Row } from './row.ts';

const columns = `id, name, plan, owner_id as "ownerId", redirect_uris as "redirectUris", created_at as "createdAt",
  updated_at as "updatedAt"`;

/** createPostgresWorkspaces keeps workspaces in `workspaces`; a deleted one stays as a tombstone. */
export function createPostgresWorkspaces(db: Queryable): WorkspaceRepository {
  return {
    async create({ id, name, plan, ownerId, redirectUris, createdAt, updatedAt }) {
      await db.query(
        `insert into workspaces (id, name, plan, owner_id, redirect_uris, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, name, plan, ownerId, JSON.stringify(redirectUris), createdAt, updatedAt],
      );
    },
    async findById(id) {
      const sql = `select ${columns} from workspaces where id = $1 and deleted_at is null`;
      return firstOf<Workspace>(await db.query<Row<Workspace>>(sql, [id]));
    },
    async lock(id) {
      const sql = `select ${columns} from workspaces where id = $1 and deleted_at is null for update`;
      return firstOf<Workspace>(await db.query<Row<Workspace>>(sql, [id]));
    },
    async listByMember(userId, { limit, after }) {
      const { rows } = await db.query<Row<Workspace> & { role: Role; addedAt: Date }>(
        `select ${columns}, m.role, m.added_at as "addedAt" from members m join workspaces on id = m.workspace_id
         where m.user_id = $1 and deleted_at is null and ($2::text is null or id < $2) order by id desc limit $3`,
        [userId, after, limit],
      );
      return rows.map(({ role, addedAt, ...row }): Membership => ({
        workspace: fromRow<Workspace>(row),
        role,
        addedAt,
      }));
    },
    async update({ id, name, plan, redirectUris, updatedAt }) {
      await db.query(
        `update workspaces set name = $2, plan = $3, redirect_uris = $4, updated_at = $5
         where id = $1 and deleted_at is null`,
        [id, name, plan, JSON.stringify(redirectUris), updatedAt],
      );
    },
    async delete(id, at) {
      const sql = 'update workspaces set deleted_at = $2 where id = $1 and deleted_at is null';
      const { rowCount } = await db.query(sql, [id, at]);
      return rowCount === 1;
    },
  };
}
