import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { drawDocument } from '../domain/draw-document.ts';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { executionNotFound } from '../domain/execution.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';

interface Deps {
  executions: ExecutionRepository;
  workflows: WorkflowRepository;
}

/**
 * createGetExecutionGraph draws the definition that a run is pinned to, with what became of each task. Fails with
 * EXECUTION.NOT_FOUND.
 */
export function createGetExecutionGraph({ executions, workflows }: Deps) {
  return async ({ id }: { id: string }, call: Call): Promise<string> => {
    requirePermission(call, 'workflow:read');
    const workspaceId = requireWorkspace(call);
    const run = await executions.find(workspaceId, id);
    const pinned = run && (await workflows.findPinned(workspaceId, run.workflowId, run.workflowVersion));
    if (!run || !pinned) throw executionNotFound();
    return drawDocument(pinned.document, {
      status: run.status,
      tasks: await executions.summary(workspaceId, id),
    });
  };
}
