import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionFilter, type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { type Page } from '../domain/workflow.ts';

/** createListExecutions lists runs, newest first. */
export function createListExecutions({ executions }: { executions: ExecutionRepository }) {
  return async (filter: ExecutionFilter, page: Page, call: Call): Promise<Execution[]> => {
    requirePermission(call, 'workflow:read');
    return executions.list(requireWorkspace(call), filter, page);
  };
}
