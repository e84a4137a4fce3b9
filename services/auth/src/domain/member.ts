import { AppError } from '@neighbourhood/shared/errors/app-error';
import { covers, permissionsOf } from './permission.ts';
import type { Role } from './permission.ts';
import type { Workspace } from './workspace.ts';

/** Member is a user's place in a workspace. */
export interface Member {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: Role;
  readonly addedAt: Date;
}

/** MemberProfile is a member as others of the workspace see it. */
export interface MemberProfile extends Member {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Whether they opened the workspace. */
  readonly owner: boolean;
}

/**
 * requireMemberChange guards a change of one member's role, or their removal (`next` undefined).
 * The owner stays admin, a workspace keeps an admin, and nobody gives or takes a role above their own.
 */
export function requireMemberChange(
  workspace: Workspace,
  members: readonly Member[],
  userId: string,
  next: Role | undefined,
  held: readonly string[],
): void {
  const current = members.find(member => member.userId === userId)?.role;
  if (workspace.ownerId === userId && next !== 'admin') {
    throw new AppError('conflict', 'WORKSPACE.OWNER_ROLE', 'The owner of a workspace stays its admin.');
  }
  const others = members.filter(member => member.role === 'admin' && member.userId !== userId);
  if (current === 'admin' && next !== 'admin' && others.length === 0) {
    throw new AppError('conflict', 'WORKSPACE.LAST_ADMIN', 'A workspace keeps at least one admin.');
  }
  const involved = [current, next].filter(role => role !== undefined);
  if (!involved.every(role => covers(held, permissionsOf(role)))) {
    throw new AppError('permissionDenied', 'AUTH.FORBIDDEN', 'This role is above your own.');
  }
}
