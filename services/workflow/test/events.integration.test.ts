import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { initialState } from '../src/domain/run-state.ts';
import { type Workflow } from '../src/domain/workflow.ts';
import { createPostgresEvents } from '../src/repository/postgres-events.ts';
import { createPostgresListeners } from '../src/repository/postgres-listeners.ts';
import { createPostgresRuns } from '../src/repository/postgres-runs.ts';
import { createPostgresSchedules } from '../src/repository/postgres-schedules.ts';
import { createPostgresWorkflows } from '../src/repository/postgres-workflows.ts';
import { eventRepositoryContract } from './events.contract.ts';
import { listenerContract } from './listeners.contract.ts';
import { scheduleContract } from './schedules.contract.ts';
import { versionOf } from './workflows.contract.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, max: 20, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
});
afterAll(() => pool.end());

async function begin({ id, workspaceId, version, hash }: Workflow): Promise<string> {
  const executionId = newId('exe');
  await pool.query(
    `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input, started_by,
       created_at, engine_check_at) VALUES ($1, $2, $3, $4, $5, 'pending', '{}', 'key_1', now(), now())`,
    [executionId, workspaceId, id, version, hash],
  );
  return executionId;
}

describe('events in PostgreSQL', () => {
  eventRepositoryContract(() => createPostgresEvents(pool));
});

describe('listeners in PostgreSQL', () => {
  listenerContract(() => ({
    listeners: createPostgresListeners(pool),
    async pause(id, _workspaceId, events) {
      const runs = createPostgresRuns(pool);
      await runs.wake(id);
      const claim = await runs.claim(id, 'test', 60_000);
      if (claim.kind !== 'claimed') throw new Error(`not to be had: ${claim.kind}`);
      const progress = { state: initialState({}), records: [] };
      expect(await runs.pause({ id, epoch: claim.epoch }, progress, { events })).toBe('go');
    },
    run: async workspaceId =>
      begin(await createPostgresWorkflows(pool).add(workspaceId, versionOf(newId('evt'), '1.0.0'))),
  }));
});

describe('schedules in PostgreSQL', () => {
  scheduleContract(() => ({
    schedules: createPostgresSchedules(pool),
    workflows: createPostgresWorkflows(pool),
    events: createPostgresEvents(pool),
    begin: async workflow => {
      const id = await begin(workflow);
      return async () => {
        await pool.query('UPDATE executions SET ended_at = now() WHERE id = $1', [id]);
      };
    },
  }));
});

it('finds who waits by an index', async () => {
  // A table of some rows is read whole otherwise.
  const client = await pool.connect();
  await client.query('SET enable_seqscan = off');
  const { rows } = await client.query(
    "EXPLAIN SELECT DISTINCT execution_id FROM listeners WHERE workspace_id = 'w' AND type = ANY(ARRAY['a', ''])",
  );
  client.release(true);
  expect(JSON.stringify(rows)).toContain('listeners_pkey');
});
