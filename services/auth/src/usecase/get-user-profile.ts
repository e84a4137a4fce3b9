import { requireUser } from '@neighbourhood/shared/call/call';
import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Membership, Store } from '../domain/repositories.ts';
import type { User } from '../domain/user.ts';
import type { RequireAccess } from './workspace-access.ts';

/** UserProfile is a user and where they belong, oldest membership first; at most 1000 workspaces. */
export interface UserProfile {
  readonly user: User;
  readonly workspaces: readonly Membership[];
}

/**
 * createGetUserProfile reads the caller's own profile, or, with `user:read` in the caller's workspace, that of
 * another member of it, and then shows no other workspace. Fails with USER.NOT_FOUND.
 */
export function createGetUserProfile({ store, access }: { store: Store; access: RequireAccess }) {
  async function ofColleague(userId: string, workspaceId: string, call: Call): Promise<UserProfile> {
    await access(call, workspaceId, 'user:read');
    const member = await store.members.find(workspaceId, userId);
    const user = member && (await store.users.findById(userId));
    if (user === undefined) throw userNotFound();
    const all = await store.workspaces.listByMember(userId, { limit: 1000 });
    return { user, workspaces: all.filter(({ workspace }) => workspace.id === workspaceId) };
  }

  return async (request: { userId: string }, call: Call): Promise<UserProfile> => {
    const { identity } = call;
    const own = request.userId === '' || request.userId === identity.subject;
    if (!own && identity.workspaceId !== undefined)
      return await ofColleague(request.userId, identity.workspaceId, call);
    if (!own) throw userNotFound();
    return await loadOwnProfile(store, call);
  };
}

/** loadOwnProfile reads the calling user's profile. */
export async function loadOwnProfile(store: Store, call: Call): Promise<UserProfile> {
  const user = await store.users.findById(requireUser(call));
  if (user === undefined) throw userNotFound();
  const workspaces = await store.workspaces.listByMember(user.id, { limit: 1000 });
  return { user, workspaces: workspaces.toSorted((a, b) => a.addedAt.getTime() - b.addedAt.getTime()) };
}

/** userNotFound is the answer for a user who is not there, or whom the caller may not see. */
export function userNotFound(): AppError {
  return new AppError('notFound', 'USER.NOT_FOUND', 'There is no such user.');
}
