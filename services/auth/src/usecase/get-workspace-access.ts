import type { Call } from '@neighbourhood/shared/call/call';
import { permissionsOf } from '../domain/permission.ts';
import type { Role } from '../domain/permission.ts';
import type { MemberRepository } from '../domain/repositories.ts';
import { requireGateway } from './gateway-only.ts';
import { workspaceNotFound } from './workspace-access.ts';

/** WorkspaceAccess is a member's role and what it allows. */
export interface WorkspaceAccess {
  readonly role: Role;
  readonly permissions: readonly string[];
}

/** createGetWorkspaceAccess tells the gateway what a user may do in a workspace; WORKSPACE.NOT_FOUND for a stranger. */
export function createGetWorkspaceAccess({ members }: { members: MemberRepository }) {
  return async (request: { userId: string; workspaceId: string }, call: Call): Promise<WorkspaceAccess> => {
    requireGateway(call);
    const member = await members.find(request.workspaceId, request.userId);
    if (member === undefined) throw workspaceNotFound();
    return { role: member.role, permissions: permissionsOf(member.role).toSorted() };
  };
}
