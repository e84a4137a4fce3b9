import type { Pool } from '@neighbourhood/shared/database/pool';
import type { DueRenewals } from '../usecase/renew-ahead.ts';
import { type ConnectionRow, toConnection } from './rows.ts';

/**
 * createPostgresDueRenewals hands each connection that is due to one replica. What is not renewed comes back after a
 * minute or two, later the longer its token is over; what nobody uses, when its refresh token lay long enough.
 */
export function createPostgresDueRenewals(pool: Pool): DueRenewals {
  return {
    async take(limit, { usedWithinMs, idleMs }) {
      const { rows } = await pool.query<ConnectionRow & { token_version: string; is_due: boolean }>(
        `WITH picked AS (
           SELECT t.connection_id, c.status = 'active' AS active,
             greatest(c.last_used_at, c.connected_at) < now() - $2 * interval '1 millisecond' AS idle,
             t.updated_at + $3 * 0.9 * interval '1 millisecond' AS idle_until
           FROM tokens t JOIN connections c ON c.id = t.connection_id
           WHERE t.renew_at <= now() ORDER BY t.renew_at LIMIT $1 FOR UPDATE OF t SKIP LOCKED)
         UPDATE tokens t SET renew_at = CASE
             WHEN NOT picked.active THEN NULL
             WHEN picked.idle AND picked.idle_until > now() THEN picked.idle_until
             ELSE now() + (1 + random()) * interval '1 minute'
               + least(greatest(now() - t.expires_at, interval '0'), interval '1 day')
           END
         FROM picked, connections c WHERE t.connection_id = picked.connection_id AND c.id = t.connection_id
         RETURNING c.*, t.version AS token_version,
           picked.active AND NOT (picked.idle AND picked.idle_until > now()) AS is_due`,
        [limit, usedWithinMs, idleMs],
      );
      return {
        taken: rows.length,
        due: rows
          .filter(row => row.is_due)
          .map(row => ({ connection: toConnection(row), version: Number(row.token_version) })),
      };
    },
  };
}
