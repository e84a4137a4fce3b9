import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { workflowNotFound } from '../domain/execution.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';

/** createGetWorkflow gives a definition's newest version, or the one named. Fails with WORKFLOW.NOT_FOUND. */
export function createGetWorkflow({ workflows }: { workflows: WorkflowRepository }) {
  return async ({ id, version }: { id: string; version?: string }, call: Call): Promise<Workflow> => {
    requirePermission(call, 'workflow:read');
    const found = await workflows.find(requireWorkspace(call), id, version);
    if (!found) throw workflowNotFound();
    return found;
  };
}
