import { randomBytes } from 'node:crypto';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { type Lease } from '../src/domain/execution-repository.ts';
import { type Json } from '../src/domain/json.ts';
import { initialState, type RunState } from '../src/domain/run-state.ts';
import { createPostgresExecutions } from '../src/repository/postgres-executions.ts';
import { createPostgresRuns } from '../src/repository/postgres-runs.ts';
import { createPostgresWorkflows } from '../src/repository/postgres-workflows.ts';
import { versionOf } from './workflows.contract.ts';

let pool: Pool;
let workspaceId: string;
let insert: (input: Json) => Promise<Lease>;
beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  workspaceId = newId('wsp');
  const workflow = await createPostgresWorkflows(pool).add(workspaceId, versionOf('long', '1.0.0'));
  const executions = createPostgresExecutions(pool);
  insert = async input => {
    const id = newId('exe');
    await executions.insert({
      id,
      workspaceId,
      workflowId: workflow.id,
      workflowVersion: '1.0.0',
      workflowHash: workflow.hash,
      status: 'pending',
      input,
      connections: {},
      purpose: 'automation',
      startedBy: newId('key'),
      createdAt: new Date(),
      depth: 0,
      eventsFrom: 0,
    });
    return { id, epoch: 1 };
  };
});
afterAll(() => pool.end());

const long = (letter = '') => letter + randomBytes(75_000).toString('base64');
const stateWith = (context: Json): RunState => ({ ...initialState({}), context });
const task = (n: number, input: Json, output?: Json) => ({
  reference: `/do/${n}/task`,
  iteration: '',
  position: n,
  status: output === undefined ? ('running' as const) : ('completed' as const),
  attempt: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  input,
  ...(output === undefined ? {} : { output }),
});

async function one<T>(sql: string, ...values: unknown[]): Promise<T | undefined> {
  const { rows } = await pool.query<{ value: T }>(sql, values);
  return rows[0]?.value;
}
const kept = (id: string) =>
  one<number>('SELECT count(*)::int AS value FROM payloads WHERE execution_id = $1', id);
const walPosition = () => one<string>('SELECT pg_current_wal_insert_lsn() AS value');

it('a run of 100 tasks that carries 1 MB along stores it once', async () => {
  const doc = randomBytes(750_000).toString('base64');
  const lease = await insert({ doc });
  const runs = createPostgresRuns(pool);
  await runs.claim(lease.id, 'one', 60_000);
  const before = await walPosition();
  for (let n = 0; n < 100; n++) {
    const state = stateWith({ doc, n });
    await runs.checkpoint(lease, { state, records: [task(n, { doc, n })] });
    await runs.checkpoint(lease, { state, records: [task(n, { doc, n }, { doc, n: n + 1 })] });
  }
  const wal = await one<string>('SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1) AS value', before);
  // eslint-disable-next-line no-console -- a figure for docs/performance.md; other tests write as well
  console.info(`${(Number(wal) / 1e6).toFixed(1)} MB were written to PostgreSQL's log`);
  expect(await kept(lease.id)).toBe(1);
  const bytes = await one<number>(
    `SELECT (SELECT octet_length(state::text) FROM executions WHERE id = $1)
       + (SELECT sum(octet_length(input::text) + octet_length(output::text))::int FROM tasks WHERE execution_id = $1) AS value`,
    lease.id,
  );
  expect(bytes).toBeLessThan(20_000);
  expect(await runs.claim(lease.id, 'one', 60_000)).toMatchObject({ state: { context: { doc, n: 99 } } });
});

it('what only states held is gone when no state holds it; what the log holds stays', async () => {
  const lease = await insert(1);
  const runs = createPostgresRuns(pool);
  await runs.claim(lease.id, 'one', 60_000);
  const [logged, early, late] = [long(), long(), long()];
  const step = (context: Json, ...records: ReturnType<typeof task>[]) =>
    runs.checkpoint(lease, { state: stateWith(context), records });
  await step([logged, early], task(0, logged));
  expect(await kept(lease.id)).toBe(2);
  await step([late]);
  expect(await kept(lease.id)).toBe(2);
  await step('short');
  expect(await kept(lease.id)).toBe(1);
  // Came back, and is held by the log now.
  await step([early]);
  await step([early], task(1, 1, early));
  await step('short');
  expect(await kept(lease.id)).toBe(2);
  expect(await createPostgresExecutions(pool).tasks(workspaceId, lease.id, { limit: 5 })).toMatchObject([
    { input: logged },
    { output: early },
  ]);
});

it('another process deletes nothing that it did not store itself', async () => {
  const lease = await insert(1);
  const [runs, others] = [createPostgresRuns(pool), createPostgresRuns(pool)];
  await runs.claim(lease.id, 'one', 0);
  const logged = long();
  await runs.checkpoint(lease, { state: stateWith('short'), records: [task(0, logged)] });
  expect(await others.claim(lease.id, 'two', 60_000)).toMatchObject({ kind: 'claimed', epoch: 2 });
  const second = { ...lease, epoch: 2 };
  await others.checkpoint(second, { state: stateWith([logged]), records: [] });
  await others.checkpoint(second, { state: stateWith('short'), records: [] });
  expect(await kept(lease.id)).toBe(1);
  // The first one lost its lease, and stores nothing.
  expect(await runs.checkpoint(lease, { state: stateWith([long()]), records: [] })).toBe('lost');
  expect(await kept(lease.id)).toBe(1);
});

it('payloads are gone with their run', async () => {
  const lease = await insert(1);
  const runs = createPostgresRuns(pool);
  await runs.claim(lease.id, 'one', 60_000);
  await runs.end(lease, { status: 'completed', output: 1 }, [task(0, long(), long())]);
  expect(await kept(lease.id)).toBe(2);
  await runs.forget(new Date(Date.now() + 60_000), 100);
  expect(await kept(lease.id)).toBe(0);
});

it('reads rows of before payloads were kept apart', async () => {
  const lease = await insert(1);
  const [context, output] = [long(), long()];
  await pool.query('UPDATE executions SET state = $2, state_payloads = NULL WHERE id = $1', [
    lease.id,
    JSON.stringify(stateWith(context)),
  ]);
  await pool.query(
    `INSERT INTO tasks (execution_id, workspace_id, reference, iteration, position, status, attempt, input, output, started_at)
     VALUES ($1, $2, '/do/0/task', '', 0, 'completed', 1, '1', $3, now())`,
    [lease.id, workspaceId, JSON.stringify(output)],
  );
  const runs = createPostgresRuns(pool);
  expect(await runs.claim(lease.id, 'one', 60_000)).toMatchObject({ state: { context } });
  expect(await createPostgresExecutions(pool).tasks(workspaceId, lease.id, { limit: 5 })).toMatchObject([
    { output },
  ]);
});
