import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { workflowNotFound } from '../domain/execution.ts';
import { scheduleIn } from '../domain/schedule.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type DocumentReader, type DocumentRequest } from './read-document.ts';
import { type RunSchedules } from './run-schedules.ts';

/**
 * createUpdateWorkflow stores another version of a definition; the newest by semantic version is what runs.
 * Fails as createCreateWorkflow does, and with WORKFLOW.RENAMED.
 */
export function createUpdateWorkflow({
  workflows,
  documents,
  announce,
}: {
  workflows: WorkflowRepository;
  documents: DocumentReader;
  announce: RunSchedules['announce'];
}) {
  return async ({ id, ...request }: DocumentRequest & { id: string }, call: Call): Promise<Workflow> => {
    requirePermission(call, 'workflow:write');
    const workspaceId = requireWorkspace(call);
    const known = await workflows.find(workspaceId, id);
    if (!known) throw workflowNotFound();
    const version = await documents.read(request, workspaceId);
    if (version.namespace !== known.namespace || version.name !== known.name) {
      throw new AppError(
        'invalidArgument',
        'WORKFLOW.RENAMED',
        'A version keeps the namespace and name of its definition.',
        {
          fields: [
            { path: '/document', message: `must be namespace ${known.namespace} and name ${known.name}` },
          ],
        },
      );
    }
    const added = await workflows.add(workspaceId, version);
    if (scheduleIn(added.document) ?? scheduleIn(known.document)) void announce(added.id);
    return added;
  };
}
