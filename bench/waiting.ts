import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { measureMemory } from './memory.ts';
import { processOf, state } from './platform.ts';
import { type createTenantRuns } from './tenant-runs.ts';

type Runs = Awaited<ReturnType<typeof createTenantRuns>>;

/** Footprint is what is held at a moment, in kilobytes. */
export type Footprint = Record<string, number>;

/** openWorkflowDatabase connects to the measured service's database. */
export async function openWorkflowDatabase(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function footprint(database: pg.Client, redis: () => number): Promise<Footprint> {
  const { rows } = await database.query<{ bytes: string }>(
    "SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relname IN ('executions', 'tasks', 'listeners')",
  );
  const memory = (name: string, role: string) =>
    (measureMemory().find(one => one.name === name && one.role === role)?.rss ?? NaN) * 1000;
  const directory = join(state, 'data/scheduler');
  const used = execFileSync('du', ['-sk', directory], { encoding: 'utf8' });
  return {
    PostgreSQL: Number(rows[0]?.bytes) / 1000,
    Redis: redis(),
    'scheduler on disk': Number(used.split('\t')[0]),
    'scheduler, memory': rssOf(processOf('scheduler').pid),
    'workflow, memory': memory('workflow', 'app'),
    'its sidecar, memory': memory('workflow-daprd', 'sidecar'),
  };
}

const rssOf = (pid: number) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));

/** start begins so many, some at the same time. */
export async function startMany(count: number, one: (index: number) => Promise<unknown>): Promise<void> {
  let index = 0;
  const worker = async () => {
    while (index < count) await one(index++);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

/** Runs that wait, of a kind, are all waiting. */
export async function untilAllWait(database: pg.Client, count: number): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ count: string }>(
      "SELECT count(*) FROM executions WHERE status = 'waiting' AND (wake_at IS NULL OR scheduled_at IS NOT NULL)",
    );
    if (Number(rows[0]?.count) >= count) return;
    await delay(500);
  }
}

/** measureWaiting tells what 1,000 runs hold that wait for an event, and 1,000 more that wait for a time, in kilobytes. */
export async function measureWaiting(runs: Runs, database: pg.Client, redis: () => number) {
  const count = 1_000;
  const settle = async () => {
    await delay(10_000);
    return footprint(database, redis);
  };
  const none = await settle();
  await startMany(count, () => runs.start('listen', {}));
  await untilAllWait(database, count);
  const listening = await settle();
  await startMany(count, () => runs.start('wait', { seconds: 3_600 }));
  await untilAllWait(database, 2 * count);
  const timed = await settle();
  const difference = (before: Footprint, after: Footprint): Footprint =>
    Object.fromEntries(
      Object.entries(after).map(([name, kilobytes]) => [name, kilobytes - (before[name] ?? 0)]),
    );
  return { listening: difference(none, listening), timed: difference(listening, timed) };
}

/** measureTimers has 10,000 runs due within one minute, and tells how many went on by its end, and how late the last was. */
export async function measureTimers(runs: Runs, database: pg.Client, count = 10_000) {
  // Forty a second, which is below the limit of a workspace; all are started before the first is due.
  const pace = 25;
  const now = Date.now();
  const begin = now + count * pace * 1.2;
  const due = (index: number) => begin + (index * 60_000) / count;
  await startMany(count, async index => {
    await delay(Math.max(0, now + index * pace - Date.now()));
    const at = due(index);
    await runs.start('wait', { seconds: Math.max(1, Math.round((at - Date.now()) / 1000)) });
  });
  const startedLate = Math.max(0, Date.now() - begin);
  const query = `SELECT count(*) AS all, count(ended_at) AS ended,
      count(*) FILTER (WHERE ended_at <= $1) AS in_time,
      max(extract(epoch FROM ended_at - created_at - (input->>'seconds')::float * interval '1 second')) AS worst,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY
        extract(epoch FROM ended_at - created_at - (input->>'seconds')::float * interval '1 second')) AS median
    FROM executions WHERE (input->>'seconds')::float < 3600`;
  interface Row {
    all: string;
    ended: string;
    in_time: string;
    worst: string;
    median: string;
  }
  for (;;) {
    const { rows } = await database.query<Row>(query, [new Date(begin + 61_000)]);
    const [row] = rows;
    if (row && (row.ended === row.all || Date.now() > begin + 360_000))
      return {
        count: Number(row.all),
        ended: Number(row.ended),
        inTime: Number(row.in_time),
        worstSeconds: Number(row.worst),
        medianSeconds: Number(row.median),
        startedLate,
      };
    await delay(2_000);
  }
}
