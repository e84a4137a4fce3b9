import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, executionNotFound } from '../domain/execution.ts';

/** createGetExecutionStatus gives a run as a whole. Fails with EXECUTION.NOT_FOUND. */
export function createGetExecutionStatus({ executions }: { executions: ExecutionRepository }) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:read');
    const found = await executions.find(requireWorkspace(call), id);
    if (!found) throw executionNotFound();
    return found;
  };
}
