import { type Log } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { pendingExecution } from '../domain/execution.ts';
import { type Json } from '../domain/json.ts';
import { type Schedule } from '../domain/schedule.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';
import { type Beginner } from './begin-execution.ts';
import { type Clock } from './ports.ts';

interface Deps {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  begin: Beginner['begin'];
  now: Clock;
  log: Log;
}

/** StartScheduled starts a run of a definition's newest version, for its schedule; once for one `occasion`. */
export type StartScheduled = (
  schedule: Pick<Schedule, 'workflowId' | 'workspaceId'>,
  occasion: string,
  input: Json,
  endUserId?: string,
) => Promise<void>;

/**
 * createStartScheduled stores a run in the name of the definition. Input that does not conform to the definition's
 * schema faults the run, which is told of as every fault is.
 */
export function createStartScheduled({ workflows, executions, begin, now, log }: Deps): StartScheduled {
  return async ({ workflowId, workspaceId }, occasion, input, endUserId) => {
    const workflow = await workflows.find(workspaceId, workflowId);
    if (!workflow) return;
    const { execution, isNew } = await executions.insert(
      pendingExecution(workflow, {
        input,
        startedBy: workflowId,
        idempotencyKey: `schedule:${workflowId}:${occasion}`,
        createdAt: now(),
        ...(endUserId === undefined ? {} : { endUserId }),
      }),
    );
    if (!isNew) return;
    const { id: executionId } = execution;
    log.info({ workspaceId, workflowId, executionId, occasion }, 'a schedule started an execution');
    void begin(execution);
  };
}
