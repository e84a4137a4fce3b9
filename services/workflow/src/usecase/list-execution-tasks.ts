import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository, type TaskPage } from '../domain/execution-repository.ts';
import { executionNotFound } from '../domain/execution.ts';
import { type TaskRecord } from '../domain/run-state.ts';

/** createListExecutionTasks lists a run's tasks in the order in which they began. Fails with EXECUTION.NOT_FOUND. */
export function createListExecutionTasks({ executions }: { executions: ExecutionRepository }) {
  return async ({ id, ...page }: { id: string } & TaskPage, call: Call): Promise<TaskRecord[]> => {
    requirePermission(call, 'workflow:read');
    const tasks = await executions.tasks(requireWorkspace(call), id, page);
    if (!tasks) throw executionNotFound();
    return tasks;
  };
}
