import { type Preferences } from '../domain/preferences.ts';
import { type Repositories } from '../domain/repositories.ts';
import { allowed } from './access.ts';
import { type UseCase } from './ports.ts';

/** createGetPreferences returns an end user's choice, or everything on. */
export function createGetPreferences({
  preferences,
}: Pick<Repositories, 'preferences'>): UseCase<{ endUserId: string }, Preferences> {
  return async ({ endUserId }, call) => {
    const workspaceId = allowed(call, 'notification:read');
    return (await preferences.find(workspaceId, endUserId)) ?? { workspaceId, endUserId, channels: {} };
  };
}
