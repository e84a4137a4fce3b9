import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import { cleanRedirectUris, cleanWorkspaceName } from '../domain/workspace.ts';
import type { WorkspaceView } from './create-workspace.ts';
import { createGetWorkspace } from './get-workspace.ts';
import type { Clock } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** WorkspaceChange holds what to change; an absent field stays, a list replaces the old one. */
export interface WorkspaceChange {
  readonly workspaceId: string;
  readonly name?: string | undefined;
  readonly redirectUris?: readonly string[] | undefined;
}

/** createUpdateWorkspace changes name or redirect URIs; needs `workspace:write`. */
export function createUpdateWorkspace(deps: {
  store: Store;
  access: RequireAccess;
  /** Whether connections may return to http on loopback: in development only. */
  loopback: boolean;
  clock: Clock;
}) {
  const { store, access, loopback, clock } = deps;
  const getWorkspace = createGetWorkspace({ store, access });
  return async (request: WorkspaceChange, call: Call): Promise<WorkspaceView> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'workspace:write');
    const change = {
      ...(request.name === undefined ? {} : { name: cleanWorkspaceName(request.name) }),
      ...(request.redirectUris === undefined
        ? {}
        : { redirectUris: cleanRedirectUris(request.redirectUris, loopback) }),
    };
    await store.transaction(async ({ workspaces, audit }) => {
      const workspace = await workspaces.lock(workspaceId);
      if (workspace === undefined) throw workspaceNotFound();
      const now = clock();
      await workspaces.update({ ...workspace, ...change, updatedAt: now });
      const deed = { workspaceId, action: 'workspace.updated', targetId: workspaceId };
      await recordAudit(audit, call, now, { ...deed, detail: change });
    });
    return await getWorkspace({ workspaceId }, call);
  };
}
