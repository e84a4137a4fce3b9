import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { requireMemberChange } from '../domain/member.ts';
import type { MemberProfile } from '../domain/member.ts';
import { isRole } from '../domain/permission.ts';
import type { Store } from '../domain/repositories.ts';
import { userNotFound } from './get-user-profile.ts';
import type { Clock } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { createRequireAccess, workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** PutMemberRequest names a registered user and their role from now on. */
export interface PutMemberRequest {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: string;
}

/**
 * createPutMember adds a user to a workspace, or changes their role; needs `user:write` and every permission
 * of the old and the new role. Fails with USER.NOT_FOUND, WORKSPACE.OWNER_ROLE or WORKSPACE.LAST_ADMIN.
 */
export function createPutMember(deps: { store: Store; access: RequireAccess; clock: Clock }) {
  const { store, access, clock } = deps;
  return async (request: PutMemberRequest, call: Call): Promise<MemberProfile> => {
    const { workspaceId, userId, role } = request;
    await access(call, workspaceId, 'user:write');
    if (!isRole(role)) {
      throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The role is not valid.', {
        fields: [{ path: 'role', message: 'must be admin, developer, user or viewer' }],
      });
    }
    return await store.transaction(async ({ workspaces, members, users, audit }) => {
      const workspace = await workspaces.lock(workspaceId);
      if (workspace === undefined) throw workspaceNotFound();
      const user = await users.findById(userId);
      if (user === undefined) throw userNotFound();
      // Asked again behind the lock: the caller's own role may just have changed.
      const held = await createRequireAccess({ members })(call, workspaceId, 'user:write');
      const all = await members.listAll(workspaceId);
      requireMemberChange(workspace, all, userId, role, held);
      const previous = all.find(member => member.userId === userId);
      const now = clock();
      const member = { workspaceId, userId, role, addedAt: previous?.addedAt ?? now };
      await members.put(member);
      const action = previous === undefined ? 'member.added' : 'member.role_changed';
      const detail = { role, ...(previous && { previousRole: previous.role }) };
      await recordAudit(audit, call, now, { workspaceId, action, targetId: userId, detail });
      const { email, firstName, lastName } = user;
      return { ...member, email, firstName, lastName, owner: workspace.ownerId === userId };
    });
  };
}
