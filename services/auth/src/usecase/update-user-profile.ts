import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import { cleanProfile } from '../domain/user.ts';
import type { ProfileChange } from '../domain/user.ts';
import { loadOwnProfile } from './get-user-profile.ts';
import type { UserProfile } from './get-user-profile.ts';
import type { Clock } from './ports.ts';

/** createUpdateUserProfile changes those fields of the caller's own profile that are there. */
export function createUpdateUserProfile({ store, clock }: { store: Store; clock: Clock }) {
  return async (request: ProfileChange, call: Call): Promise<UserProfile> => {
    const { user, workspaces } = await loadOwnProfile(store, call);
    const { firstName, lastName, company, avatarUrl } = cleanProfile(request);
    const updated = {
      ...user,
      firstName: firstName ?? user.firstName,
      lastName: lastName ?? user.lastName,
      company: company ?? user.company,
      avatarUrl: avatarUrl ?? user.avatarUrl,
      updatedAt: clock(),
    };
    await store.users.update(updated);
    return { user: updated, workspaces };
  };
}
