import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, executionNotFound, suspending } from '../domain/execution.ts';

/** createSuspendExecution holds a run before its next task; a call under way ends first. Fails with EXECUTION.ENDED. */
export function createSuspendExecution({ executions }: { executions: ExecutionRepository }) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const suspended = await executions.transition(requireWorkspace(call), id, suspending);
    if (!suspended) throw executionNotFound();
    return suspended;
  };
}
