import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { workflowNotFound } from '../domain/execution.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';

/** createDeleteWorkflow removes a definition with all versions; runs go on to their end. Fails with WORKFLOW.NOT_FOUND. */
export function createDeleteWorkflow({ workflows }: { workflows: WorkflowRepository }) {
  return async ({ id }: { id: string }, call: Call): Promise<void> => {
    requirePermission(call, 'workflow:delete');
    if (!(await workflows.remove(requireWorkspace(call), id))) throw workflowNotFound();
    call.log.info({ workflowId: id }, 'workflow deleted');
  };
}
