import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { scheduleIn } from '../domain/schedule.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type DocumentReader, type DocumentRequest } from './read-document.ts';
import { type RunSchedules } from './run-schedules.ts';

/** createCreateWorkflow stores a definition's version. Fails with WORKFLOW.INVALID, WORKFLOW.EXISTS. */
export function createCreateWorkflow({
  workflows,
  documents,
  announce,
}: {
  workflows: WorkflowRepository;
  documents: DocumentReader;
  announce: RunSchedules['announce'];
}) {
  return async (request: DocumentRequest, call: Call): Promise<Workflow> => {
    requirePermission(call, 'workflow:write');
    const workspaceId = requireWorkspace(call);
    const added = await workflows.add(workspaceId, await documents.read(request, workspaceId));
    call.log.info({ workflowId: added.id, version: added.version }, 'workflow stored');
    if (scheduleIn(added.document)) void announce(added.id);
    return added;
  };
}
