import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { requireMemberChange } from '../domain/member.ts';
import { permissionsOf } from '../domain/permission.ts';
import type { Store } from '../domain/repositories.ts';
import type { Clock } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { createRequireAccess, workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/**
 * createRemoveMember takes a user out of a workspace; needs `user:delete` and every permission of their role,
 * or nothing to leave oneself. Fails with MEMBER.NOT_FOUND, WORKSPACE.OWNER_ROLE or WORKSPACE.LAST_ADMIN.
 */
export function createRemoveMember(deps: { store: Store; access: RequireAccess; clock: Clock }) {
  const { store, access, clock } = deps;
  return async (request: { workspaceId: string; userId: string }, call: Call): Promise<void> => {
    const { workspaceId, userId } = request;
    const leaving = call.identity.kind === 'user' && call.identity.subject === userId;
    const needed = leaving ? undefined : 'user:delete';
    await access(call, workspaceId, needed);
    await store.transaction(async ({ workspaces, members, audit }) => {
      const workspace = await workspaces.lock(workspaceId);
      if (workspace === undefined) throw workspaceNotFound();
      // Asked again behind the lock: the caller's own role may just have changed.
      const held = await createRequireAccess({ members })(call, workspaceId, needed);
      const all = await members.listAll(workspaceId);
      const member = all.find(candidate => candidate.userId === userId);
      if (member === undefined) {
        throw new AppError('notFound', 'MEMBER.NOT_FOUND', 'This user is not a member of the workspace.');
      }
      requireMemberChange(workspace, all, userId, undefined, leaving ? permissionsOf(member.role) : held);
      await members.remove(workspaceId, userId);
      const action = leaving ? 'member.left' : 'member.removed';
      const deed = { workspaceId, action, targetId: userId, detail: { previousRole: member.role } };
      await recordAudit(audit, call, clock(), deed);
    });
  };
}
