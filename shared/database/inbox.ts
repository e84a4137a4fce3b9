import { type Queryable } from './pool.ts';

/**
 * firstTime notes that `consumer` has this event's effect, in the transaction of that effect; false when it had it
 * before, so that the event is to be dropped.
 */
export async function firstTime(client: Queryable, consumer: string, eventId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [consumer, eventId],
  );
  return rowCount === 1;
}

/** forgetSeen deletes notes older than `days`; brokers do not redeliver after that long. */
export async function forgetSeen(client: Queryable, days = 14): Promise<number> {
  const { rowCount } = await client.query("DELETE FROM inbox WHERE seen_at < now() - $1 * interval '1 day'", [
    days,
  ]);
  return rowCount ?? 0;
}
