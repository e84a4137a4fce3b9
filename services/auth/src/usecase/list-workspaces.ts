import type { Call } from '@neighbourhood/shared/call/call';
import { requireUser } from '@neighbourhood/shared/call/call';
import type { WorkspaceRepository } from '../domain/repositories.ts';
import type { WorkspaceView } from './create-workspace.ts';
import { listPage } from './list-page.ts';
import type { PageOf, PageRequest } from './list-page.ts';

/** createListWorkspaces lists the workspaces that the calling user belongs to, newest first. */
export function createListWorkspaces({ workspaces }: { workspaces: WorkspaceRepository }) {
  return async (request: PageRequest, call: Call): Promise<PageOf<WorkspaceView>> => {
    const userId = requireUser(call);
    return await listPage(
      request,
      page => workspaces.listByMember(userId, page),
      ({ workspace }) => workspace.id,
    );
  };
}
