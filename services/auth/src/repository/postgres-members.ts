import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Member, MemberProfile } from '../domain/member.ts';
import type { MemberRepository } from '../domain/repositories.ts';
import { firstOf, fromRow, type Row } from './row.ts';

const columns = `m.workspace_id as "workspaceId", m.user_id as "userId", m.role, m.added_at as "addedAt"`;

/** createPostgresMembers keeps members in `members`. */
export function createPostgresMembers(db: Queryable): MemberRepository {
  return {
    async find(workspaceId, userId) {
      const sql = `select ${columns} from members m where m.workspace_id = $1 and m.user_id = $2`;
      return firstOf<Member>(await db.query<Row<Member>>(sql, [workspaceId, userId]));
    },
    async listAll(workspaceId) {
      const sql = `select ${columns} from members m where m.workspace_id = $1 order by m.added_at, m.user_id`;
      const { rows } = await db.query<Row<Member>>(sql, [workspaceId]);
      return rows.map(row => fromRow<Member>(row));
    },
    async list(workspaceId, { limit, after }) {
      const [at, id] = after?.split('.') ?? [];
      const { rows } = await db.query<Row<MemberProfile>>(
        `select ${columns}, u.email, u.first_name as "firstName", u.last_name as "lastName",
           w.owner_id = m.user_id as owner
         from members m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
         where m.workspace_id = $1 and ($2::timestamptz is null or (m.added_at, m.user_id) > ($2, $3))
         order by m.added_at, m.user_id limit $4`,
        [workspaceId, at === undefined ? null : new Date(Number(at)), id, limit],
      );
      return rows.map(row => fromRow<MemberProfile>(row));
    },
    async put({ workspaceId, userId, role, addedAt }) {
      await db.query(
        `insert into members (workspace_id, user_id, role, added_at) values ($1, $2, $3, $4)
         on conflict (workspace_id, user_id) do update set role = excluded.role`,
        [workspaceId, userId, role, addedAt],
      );
    },
    async remove(workspaceId, userId) {
      const sql = 'delete from members where workspace_id = $1 and user_id = $2';
      const { rowCount } = await db.query(sql, [workspaceId, userId]);
      return rowCount === 1;
    },
  };
}
