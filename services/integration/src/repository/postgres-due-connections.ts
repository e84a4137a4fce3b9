import type { Pool } from '@neighbourhood/shared/database/pool';
import type { DueConnections } from '../usecase/watch-connections.ts';
import { type ConnectionRow, toConnection } from './rows.ts';

/**
 * createPostgresDueConnections claims by writing the time of the check before it is made: whoever claims at the same time
 * passes over the rows, and what a process did not get to when it died is due again after the interval.
 */
export function createPostgresDueConnections(pool: Pool): DueConnections {
  return {
    async claim({ limit, perMinute, intervals, otherwise }) {
      const { rows: counted } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM connections
         WHERE status = 'active' AND checked_at > now() - interval '1 minute'`,
      );
      const left = Math.min(limit, perMinute - (counted[0]?.count ?? 0));
      if (left <= 0) return [];
      const longest = Math.ceil(left / 5);
      const claimed: ConnectionRow[] = [];
      for (const [order, most] of [
        ['c.checked_at', () => longest],
        ['c.last_used_at DESC NULLS LAST', () => left - claimed.length],
      ] as const) {
        const { rows } = await pool.query<ConnectionRow>(
          `UPDATE connections SET checked_at = now() WHERE id IN (
             SELECT c.id FROM connections c
             LEFT JOIN unnest($1::text[], $2::float8[]) AS i (provider, seconds) USING (provider)
             WHERE c.status = 'active'
               AND c.checked_at < now() - coalesce(i.seconds, $3) * interval '1 second'
             ORDER BY ${order} LIMIT $4 FOR UPDATE OF c SKIP LOCKED)
           RETURNING *`,
          [[...intervals.keys()], [...intervals.values()], otherwise, most()],
        );
        claimed.push(...rows);
      }
      return claimed.map(toConnection);
    },
  };
}
