import { requireWorkspace } from '@neighbourhood/shared/call/call';
import type { Call } from '@neighbourhood/shared/call/call';
import type { WorkspaceRepository } from '../domain/repositories.ts';
import { workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createGetRedirectUris tells whoever acts in a workspace where its connections may return to. */
export function createGetRedirectUris(deps: { workspaces: WorkspaceRepository; access: RequireAccess }) {
  const { workspaces, access } = deps;
  return async (call: Call): Promise<readonly string[]> => {
    const workspaceId = requireWorkspace(call);
    await access(call, workspaceId);
    const workspace = await workspaces.findById(workspaceId);
    if (workspace === undefined) throw workspaceNotFound();
    return workspace.redirectUris;
  };
}
