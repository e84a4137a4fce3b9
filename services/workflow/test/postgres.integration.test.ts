import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { initialState } from '../src/domain/run-state.ts';
import { pendingExecution, resuming, suspending } from '../src/domain/execution.ts';
import { createPostgresEndWatch } from '../src/infrastructure/postgres-end-watch.ts';
import { createPostgresBulk } from '../src/repository/postgres-bulk.ts';
import { createPostgresExecutions } from '../src/repository/postgres-executions.ts';
import { createPostgresPlaces } from '../src/repository/postgres-places.ts';
import { createFirstStretches } from '../src/repository/postgres-first-stretches.ts';
import { createPostgresRuns } from '../src/repository/postgres-runs.ts';
import { createPostgresWorkflows } from '../src/repository/postgres-workflows.ts';
import { bulkRepositoryContract } from './bulk.contract.ts';
import { executionStoreContract } from './executions.contract.ts';
import { placeRepositoryContract } from './places.contract.ts';
import { versionOf, workflowRepositoryContract } from './workflows.contract.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
});
afterAll(() => pool.end());

describe('workflows in PostgreSQL', () => {
  workflowRepositoryContract(() => createPostgresWorkflows(pool));
});

describe.each([
  ['whose runs begin in this process', () => createFirstStretches(pool)],
  ['whose runs were begun by another', () => undefined],
])('executions in PostgreSQL %s', (_, firstStretches) => {
  executionStoreContract(() => {
    const first = firstStretches();
    return {
      workflows: createPostgresWorkflows(pool),
      executions: createPostgresExecutions(pool, first),
      runs: createPostgresRuns(pool, first),
      told: async id => {
        const { rows } = await pool.query<{ type: string }>(
          "SELECT event->>'type' AS type FROM outbox WHERE event->>'subject' = $1 ORDER BY position",
          [id],
        );
        return rows.map(row => row.type);
      },
    };
  });
});

describe('bulk operations in PostgreSQL', () => {
  bulkRepositoryContract(() => ({
    workflows: createPostgresWorkflows(pool),
    executions: createPostgresExecutions(pool),
    bulk: createPostgresBulk(pool),
  }));
});

describe('places in PostgreSQL', () => {
  placeRepositoryContract(() => ({
    workflows: createPostgresWorkflows(pool),
    executions: createPostgresExecutions(pool),
    places: createPostgresPlaces(pool),
  }));
});

it('names the definition in what is told of a run', async () => {
  const workspaceId = newId('wsp');
  const workflow = await createPostgresWorkflows(pool).add(workspaceId, versionOf('named', '1.0.0'));
  const executions = createPostgresExecutions(pool);
  const given = { input: {}, startedBy: 'key_1', createdAt: new Date() };
  const { execution } = await executions.insert(pendingExecution(workflow, given));
  const { id } = execution;
  await createPostgresRuns(pool).claim(id, 'one', 60_000);
  await executions.transition(workspaceId, id, suspending);
  await executions.transition(workspaceId, id, each => resuming(each, new Date()));
  const claim = await createPostgresRuns(pool).claim(id, 'one', 60_000);
  expect(claim).toMatchObject({ execution: { definition: { namespace: 'test', name: 'named' } } });
  const lease = { id, epoch: claim.kind === 'claimed' ? claim.epoch : 0 };
  await createPostgresRuns(pool).end(lease, { status: 'completed', output: 1 }, []);
  const { rows } = await pool.query<{ data: object }>(
    "SELECT event->'data' AS data FROM outbox WHERE event->>'subject' = $1",
    [id],
  );
  expect(rows).toHaveLength(4);
  for (const { data } of rows)
    expect(data).toMatchObject({ workflowNamespace: workflow.namespace, workflowName: 'named' });
});

it('hands each run that is due to one reconciler only', async () => {
  const workspaceId = newId('wsp');
  const runs = createPostgresRuns(pool);
  const workflow = await createPostgresWorkflows(pool).add(workspaceId, versionOf('due', '1.0.0'));
  await pool.query('UPDATE executions SET purged_at = now()');
  await pool.query(
    `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input, started_by,
       created_at, engine_check_at)
     SELECT 'exe_' || n, $1, $2, '1.0.0', '', 'pending', '{}', 'key_1', now(), now() FROM generate_series(1, 20) n`,
    [workspaceId, workflow.id],
  );
  const batches = await Promise.all([1, 2, 3].map(() => runs.dueForEngine(10, 60_000)));
  const ids = batches.flat().map(each => each.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(20);
  expect(await runs.dueForEngine(10, 60_000)).toEqual([]);
});

it('a run that begins to wait while its child is ending sees the end, or is woken by it', async () => {
  const workspaceId = newId('wsp');
  const [runs, executions] = [createPostgresRuns(pool), createPostgresExecutions(pool)];
  const workflow = await createPostgresWorkflows(pool).add(workspaceId, versionOf('family', '1.0.0'));
  const insert = async (parentId?: string) => {
    const { execution } = await executions.insert({
      id: newId('exe'),
      workspaceId,
      workflowId: workflow.id,
      workflowVersion: '1.0.0',
      workflowHash: workflow.hash,
      status: 'pending',
      input: {},
      connections: {},
      purpose: 'automation',
      startedBy: 'key_1',
      createdAt: new Date(),
      depth: 0,
      eventsFrom: 0,
      ...(parentId === undefined ? {} : { parentId }),
    });
    const claim = await runs.claim(execution.id, 'one', 60_000);
    if (claim.kind !== 'claimed') throw new Error('not claimed');
    return { id: execution.id, epoch: claim.epoch };
  };
  const parent = await insert();
  const child = await insert(parent.id);
  const blocked = async () => {
    const { rows } = await pool.query<{ count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    return Number(rows[0]?.count);
  };

  // The child's end stops before its last statement.
  const holder = await pool.connect();
  await holder.query('BEGIN; LOCK TABLE outbox IN EXCLUSIVE MODE');
  const ending = runs.end(child, { status: 'completed', output: 1 }, []);
  await eventually(async () => (await blocked()) === 1, { what: 'the child is ending' });
  let seen: string | undefined;
  const pausing = runs
    .pause(parent, { state: initialState({}), records: [] }, { children: [child.id] })
    .then(async () => {
      seen = (await executions.find(workspaceId, child.id))?.status;
    });
  await eventually(async () => (await blocked()) === 2, { what: 'the parent waits for that' });
  await holder.query('COMMIT');
  holder.release();
  await Promise.all([ending, pausing]);
  expect(seen).toBe('completed');
});

it('wakes whoever waits for the end of a run, and gives up in time', async () => {
  const workspaceId = newId('wsp');
  const workflow = await createPostgresWorkflows(pool).add(workspaceId, versionOf('watched', '1.0.0'));
  const runs = createPostgresRuns(pool);
  const id = newId('exe');
  const { execution } = await createPostgresExecutions(pool).insert({
    id,
    workspaceId,
    workflowId: workflow.id,
    workflowVersion: '1.0.0',
    workflowHash: workflow.hash,
    status: 'pending',
    input: {},
    connections: {},
    purpose: 'automation',
    startedBy: 'key_1',
    createdAt: new Date(),
    depth: 0,
    eventsFrom: 0,
  });
  const watch = createPostgresEndWatch(pool, silentLog);
  const { signal } = new AbortController();
  const started = performance.now();
  await watch.wait(execution.id, 100, signal);
  expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  const waiting = watch.wait(id, 20_000, signal);
  const claim = await runs.claim(id, 'one', 60_000);
  if (claim.kind !== 'claimed') throw new Error('not claimed');
  await runs.end({ id, epoch: claim.epoch }, { status: 'completed', output: 1 }, []);
  await waiting;
  await watch.wait(id, 20_000, signal);
  expect(performance.now() - started).toBeLessThan(10_000);
  watch.close();
});

test('a connection that is lost while it listens does not keep its place in the pool', async () => {
  const own = createPool({ connectionString: (await testPostgres()).url, max: 1, log: silentLog });
  const watch = createPostgresEndWatch(own, silentLog);
  await migrate(own, new URL('../migrations/', import.meta.url), silentLog);
  const other = createPool({ connectionString: own.options.connectionString!, log: silentLog });
  // The only connection of this pool listens now, so the wait itself cannot look.
  const waiting = watch.wait('exe_none', 300, new AbortController().signal).catch(() => undefined);
  await eventually(async () => {
    const { rowCount } = await other.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    return rowCount === 1;
  });
  await waiting;
  expect((await own.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  watch.close();
  await Promise.all([own.end(), other.end()]);
});
