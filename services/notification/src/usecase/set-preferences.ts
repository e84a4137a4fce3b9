import { checkedPreferences, type Preferences } from '../domain/preferences.ts';
import { type Repositories } from '../domain/repositories.ts';
import { allowed } from './access.ts';
import { type UseCase } from './ports.ts';

/** createSetPreferences replaces an end user's choice. */
export function createSetPreferences({
  preferences,
}: Pick<Repositories, 'preferences'>): UseCase<Omit<Preferences, 'workspaceId'>, Preferences> {
  return async (request, call) => {
    const wanted = checkedPreferences({ ...request, workspaceId: allowed(call, 'notification:write') });
    await preferences.save(wanted);
    return wanted;
  };
}
