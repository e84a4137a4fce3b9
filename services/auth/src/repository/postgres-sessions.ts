import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { RefreshToken } from '../domain/refresh-token.ts';
import type { SessionRepository } from '../domain/repositories.ts';
import type { Session } from '../domain/session.ts';
import { firstOf, fromRow, type Row } from './row.ts';

const columns = `id, user_id as "userId", created_at as "createdAt", last_used_at as "lastUsedAt",
  expires_at as "expiresAt", address, user_agent as "userAgent", ended_at as "endedAt", end_reason as "endReason"`;

const tokenColumns = `hash, session_id as "sessionId", created_at as "createdAt", expires_at as "expiresAt",
  used_at as "usedAt", nonce, successor_hash as "successorHash"`;

/** createPostgresSessions keeps sessions in `sessions` and their chains in `refresh_tokens`. */
export function createPostgresSessions(db: Queryable): SessionRepository {
  async function findToken(hash: string): Promise<RefreshToken | undefined> {
    return firstOf<RefreshToken>(
      await db.query<Row<RefreshToken>>(`select ${tokenColumns} from refresh_tokens where hash = $1`, [hash]),
    );
  }

  async function addToken({ hash, sessionId, createdAt, expiresAt }: RefreshToken): Promise<void> {
    const sql =
      'insert into refresh_tokens (hash, session_id, created_at, expires_at) values ($1, $2, $3, $4)';
    await db.query(sql, [hash, sessionId, createdAt, expiresAt]);
  }

  return {
    findToken,
    async create(session, token) {
      const { id, userId, createdAt, lastUsedAt, expiresAt, address, userAgent } = session;
      // One statement, so that there is never a session without a token.
      await db.query(
        `with opened as (insert into sessions (id, user_id, created_at, last_used_at, expires_at, address, user_agent)
           values ($1, $2, $3, $4, $5, $6, $7) returning id)
         insert into refresh_tokens (hash, session_id, created_at, expires_at) select $8, id, $9, $10 from opened`,
        [
          id,
          userId,
          createdAt,
          lastUsedAt,
          expiresAt,
          address,
          userAgent,
          token.hash,
          token.createdAt,
          token.expiresAt,
        ],
      );
    },
    async findById(id) {
      return firstOf<Session>(
        await db.query<Row<Session>>(`select ${columns} from sessions where id = $1`, [id]),
      );
    },
    async listLive(userId, now, { limit, after }) {
      const { rows } = await db.query<Row<Session>>(
        `select ${columns} from sessions where user_id = $1 and ended_at is null and expires_at > $2
           and ($3::text is null or id < $3) order by id desc limit $4`,
        [userId, now, after, limit],
      );
      return rows.map(row => fromRow<Session>(row));
    },
    async lockByToken(hash) {
      const session = firstOf<Session>(
        await db.query<Row<Session>>(
          `select ${columns} from sessions where id = (select session_id from refresh_tokens where hash = $1) for update`,
          [hash],
        ),
      );
      // Read after the lock: whoever held it may just have used the token.
      const token = session && (await findToken(hash));
      return token && { token, session };
    },
    async rotate({ hash, sessionId, usedAt, nonce, successorHash }, successor) {
      await addToken(successor);
      const sql = 'update refresh_tokens set used_at = $2, nonce = $3, successor_hash = $4 where hash = $1';
      await db.query(sql, [hash, usedAt, nonce, successorHash]);
      await db.query('update sessions set last_used_at = $2 where id = $1', [sessionId, usedAt]);
    },
    async end(id, userId, reason, at) {
      const sql = `update sessions set ended_at = $4, end_reason = $3
        where id = $1 and user_id = $2 and ended_at is null`;
      const { rowCount } = await db.query(sql, [id, userId, reason, at]);
      return rowCount === 1;
    },
    async listUnannounced(since, limit) {
      const { rows } = await db.query<Row<Session>>(
        `select ${columns} from sessions where ended_at > $1 and not announced order by ended_at limit $2`,
        [since, limit],
      );
      return rows.map(row => fromRow<Session>(row));
    },
    async markAnnounced(id) {
      await db.query('update sessions set announced = true where id = $1 and not announced', [id]);
    },
    async purge(before) {
      await db.query('delete from refresh_tokens where expires_at < $1', [before]);
      const { rowCount } = await db.query('delete from sessions where expires_at < $1 or ended_at < $1', [
        before,
      ]);
      return rowCount ?? 0;
    },
  };
}
