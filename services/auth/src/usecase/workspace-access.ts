import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { permissionsOf } from '../domain/permission.ts';
import type { MemberRepository } from '../domain/repositories.ts';

/**
 * RequireAccess returns what the caller may do in a workspace. A stranger gets WORKSPACE.NOT_FOUND, as for a
 * workspace that does not exist; a member or key without `permission` gets AUTH.FORBIDDEN.
 */
export type RequireAccess = (
  call: Call,
  workspaceId: string,
  permission?: string,
) => Promise<readonly string[]>;

/**
 * createRequireAccess looks the role up here, where it is kept: a user's identity may be older than a change
 * of role. Permissions asserted for this very workspace narrow it further.
 */
export function createRequireAccess({ members }: { members: MemberRepository }): RequireAccess {
  async function heldBy({ identity }: Call, workspaceId: string): Promise<readonly string[] | undefined> {
    if (identity.kind === 'apiKey' || identity.kind === 'execution') {
      return identity.workspaceId === workspaceId ? identity.permissions : undefined;
    }
    if (identity.kind !== 'user' || identity.subject === '') return undefined;
    const member = await members.find(workspaceId, identity.subject);
    if (member === undefined) return undefined;
    const held = permissionsOf(member.role);
    if (identity.workspaceId !== workspaceId) return held;
    return held.filter(permission => identity.permissions.includes(permission));
  }

  return async (call, workspaceId, permission) => {
    const held = await heldBy(call, workspaceId);
    if (held === undefined) throw workspaceNotFound();
    if (permission !== undefined && !held.includes(permission)) {
      throw new AppError('permissionDenied', 'AUTH.FORBIDDEN', `This needs the permission ${permission}.`, {
        metadata: { permission },
      });
    }
    return held;
  };
}

/** workspaceNotFound is the answer for a workspace that is not there, or not the caller's. */
export function workspaceNotFound(): AppError {
  return new AppError('notFound', 'WORKSPACE.NOT_FOUND', 'There is no such workspace.');
}
