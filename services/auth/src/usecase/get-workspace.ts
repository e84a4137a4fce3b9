import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import type { WorkspaceView } from './create-workspace.ts';
import { workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createGetWorkspace reads a workspace for whoever may `workspace:read` in it. */
export function createGetWorkspace({ store, access }: { store: Store; access: RequireAccess }) {
  return async (request: { workspaceId: string }, call: Call): Promise<WorkspaceView> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'workspace:read');
    const workspace = await store.workspaces.findById(workspaceId);
    if (workspace === undefined) throw workspaceNotFound();
    if (call.identity.kind !== 'user') return { workspace };
    return { workspace, role: (await store.members.find(workspaceId, call.identity.subject))?.role };
  };
}
