import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { workflowNotFound } from '../domain/execution.ts';
import { scheduleIn } from '../domain/schedule.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';
import { type RunSchedules } from './run-schedules.ts';

/** createDeleteWorkflow removes a definition with all versions; runs go on to their end. Fails with WORKFLOW.NOT_FOUND. */
export function createDeleteWorkflow({
  workflows,
  announce,
}: {
  workflows: WorkflowRepository;
  announce: RunSchedules['announce'];
}) {
  return async ({ id }: { id: string }, call: Call): Promise<void> => {
    requirePermission(call, 'workflow:delete');
    const workspaceId = requireWorkspace(call);
    const newest = await workflows.find(workspaceId, id);
    if (!newest || !(await workflows.remove(workspaceId, id))) throw workflowNotFound();
    if (scheduleIn(newest.document)) void announce(id);
    call.log.info({ workflowId: id }, 'workflow deleted');
  };
}
