import type { Call } from '@neighbourhood/shared/call/call';
import { requireUser } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Role } from '../domain/permission.ts';
import type { Store } from '../domain/repositories.ts';
import { cleanWorkspaceName } from '../domain/workspace.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Clock } from './ports.ts';
import { recordAudit } from './record-audit.ts';

/** WorkspaceView is a workspace as one of its members sees it; `role` is absent for an API key. */
export interface WorkspaceView {
  readonly workspace: Workspace;
  readonly role?: Role | undefined;
}

/** createCreateWorkspace makes a workspace whose owner and admin is the calling user. */
export function createCreateWorkspace({ store, clock }: { store: Store; clock: Clock }) {
  return async (request: { name: string }, call: Call): Promise<WorkspaceView> => {
    const userId = requireUser(call);
    const name = cleanWorkspaceName(request.name);
    const now = clock();
    const workspace: Workspace = {
      id: newId('wsp'),
      name,
      plan: 'free',
      ownerId: userId,
      redirectUris: [],
      createdAt: now,
      updatedAt: now,
    };
    await store.transaction(async ({ workspaces, members, audit }) => {
      await workspaces.create(workspace);
      await members.put({ workspaceId: workspace.id, userId, role: 'admin', addedAt: now });
      const deed = { workspaceId: workspace.id, action: 'workspace.created', targetId: workspace.id };
      await recordAudit(audit, call, now, { ...deed, detail: { name } });
    });
    return { workspace, role: 'admin' };
  };
}
