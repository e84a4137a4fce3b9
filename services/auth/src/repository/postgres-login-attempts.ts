import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Tally } from '../domain/lockout.ts';
import type { LoginAttempts } from '../domain/repositories.ts';
import { firstOf, type Row } from './row.ts';

const columns = 'count, window_ends_at as "windowEndsAt", locked_until as "lockedUntil"';

/** createPostgresLoginAttempts counts in `login_attempts`; each try is one atomic statement, on every replica. */
export function createPostgresLoginAttempts(db: Queryable): LoginAttempts {
  return {
    async find(key) {
      return firstOf<Tally>(
        await db.query<Row<Tally>>(`select ${columns} from login_attempts where key = $1`, [key]),
      );
    },
    async add(key, now, { windowMs, maximum, lockMs = 0 }) {
      const windowEnd = new Date(now.getTime() + windowMs);
      const lockEnd = new Date(now.getTime() + lockMs);
      const counted = firstOf<Tally>(
        await db.query<Row<Tally>>(
          `insert into login_attempts as a (key, count, window_ends_at, locked_until)
           values ($1, 1, $3, case when 1 >= $4::int then $5::timestamptz end)
           on conflict (key) do update set
             count = case when a.window_ends_at > $2 then a.count + 1 else 1 end,
             window_ends_at = case when a.window_ends_at > $2 then a.window_ends_at else $3 end,
             locked_until = case
               when a.locked_until > $2 then a.locked_until
               when (case when a.window_ends_at > $2 then a.count + 1 else 1 end) >= $4::int then $5::timestamptz
             end
           returning ${columns}`,
          [key, now, windowEnd, maximum, lockEnd],
        ),
      );
      return counted ?? { count: 1, windowEndsAt: windowEnd };
    },
    async clear(key) {
      await db.query('delete from login_attempts where key = $1', [key]);
    },
    async purge(now) {
      const sql = `delete from login_attempts
        where window_ends_at <= $1 and (locked_until is null or locked_until <= $1)`;
      const { rowCount } = await db.query(sql, [now]);
      return rowCount ?? 0;
    },
  };
}
