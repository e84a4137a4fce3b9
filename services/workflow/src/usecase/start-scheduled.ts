import { type Log } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Json } from '../domain/json.ts';
import { type Schedule } from '../domain/schedule.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock } from './ports.ts';

interface Deps {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  drive: Drive;
  now: Clock;
  log: Log;
}

/** StartScheduled starts a run of a definition's newest version, for its schedule; once for one `occasion`. */
export type StartScheduled = (
  schedule: Pick<Schedule, 'workflowId' | 'workspaceId'>,
  occasion: string,
  input: Json,
) => Promise<void>;

/**
 * createStartScheduled stores a run in the name of the definition. Input that does not conform to the definition's
 * schema faults the run, which is told of as every fault is.
 */
export function createStartScheduled({ workflows, executions, drive, now, log }: Deps): StartScheduled {
  return async ({ workflowId, workspaceId }, occasion, input) => {
    const workflow = await workflows.find(workspaceId, workflowId);
    if (!workflow) return;
    const { execution, isNew } = await executions.insert({
      id: newId('exe'),
      workspaceId,
      workflowId,
      workflowVersion: workflow.version,
      workflowHash: workflow.hash,
      status: 'pending',
      input,
      connections: {},
      purpose: 'automation',
      startedBy: workflowId,
      idempotencyKey: `schedule:${workflowId}:${occasion}`,
      createdAt: now(),
      depth: 0,
      eventsFrom: 0,
    });
    if (!isNew) return;
    const { id: executionId } = execution;
    log.info({ workspaceId, workflowId, executionId, occasion }, 'a schedule started an execution');
    drive(executionId);
  };
}
