import { Gauge, type Registry } from 'prom-client';
import { type Queryable } from './pool.ts';

/** observeOutbox tells how many events wait in the outbox; all replicas tell the same. */
export function observeOutbox(pool: Queryable, registry: Registry): void {
  new Gauge({
    name: 'outbox_events_waiting',
    help: 'Events that are written and not yet published; the same from each replica',
    registers: [registry],
    async collect() {
      // While the database is away, the last figure stays.
      const found = await pool
        .query<{ waiting: number }>('SELECT count(*)::int AS waiting FROM outbox')
        .catch(() => undefined);
      if (found !== undefined) this.set(found.rows[0]?.waiting ?? 0);
    },
  });
}
