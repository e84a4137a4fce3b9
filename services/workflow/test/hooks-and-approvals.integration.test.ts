import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { cancelling, pendingExecution } from '../src/domain/execution.ts';
import { type TenantEvent } from '../src/domain/tenant-event.ts';
import { createPostgresApprovals } from '../src/repository/postgres-approvals.ts';
import { createPostgresExecutions } from '../src/repository/postgres-executions.ts';
import { createPostgresHooks } from '../src/repository/postgres-hooks.ts';
import { createPostgresWorkflows } from '../src/repository/postgres-workflows.ts';
import { approvalRepositoryContract } from './approvals.contract.ts';
import { hookRepositoryContract } from './hooks.contract.ts';
import { versionOf } from './workflows.contract.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
});
afterAll(() => pool.end());

describe('hooks in PostgreSQL', () => {
  hookRepositoryContract(() => createPostgresHooks(pool));
});

describe('approvals in PostgreSQL', () => {
  approvalRepositoryContract(() => {
    const executions = createPostgresExecutions(pool);
    let count = 0;
    return {
      approvals: createPostgresApprovals(pool),
      async startRun(workspaceId) {
        const workflow = await createPostgresWorkflows(pool).add(
          workspaceId,
          versionOf(`asks-${++count}`, '1.0.0'),
        );
        const given = { input: {}, startedBy: 'key_1', createdAt: new Date() };
        return (await executions.insert(pendingExecution(workflow, given))).execution.id;
      },
      async endRun(workspaceId, id) {
        await executions.transition(workspaceId, id, each => cancelling(each, ''));
      },
      async published(workspaceId) {
        const { rows } = await pool.query<{ data: TenantEvent }>(
          `SELECT event->'data' AS data FROM outbox
           WHERE topic = 'tenant.events' AND event->>'subject' = $1 ORDER BY position`,
          [workspaceId],
        );
        return rows.map(({ data }) => data);
      },
    };
  });
});
