import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { isUsable, keyPermissions } from '../domain/api-key.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { Store } from '../domain/repositories.ts';
import { requireGateway } from './gateway-only.ts';
import type { Clock, KeySecrets } from './ports.ts';

/** AuthenticatedKey is a key that counts, and what it may do. */
export interface AuthenticatedKey {
  readonly apiKey: ApiKey;
  readonly permissions: readonly string[];
}

/** How often `lastUsedAt` is written, in milliseconds. */
const touchEveryMs = 60_000;

/** createAuthenticateApiKey tells the gateway whose key it was shown. Fails with AUTH.INVALID_API_KEY. */
export function createAuthenticateApiKey(deps: { store: Store; secrets: KeySecrets; clock: Clock }) {
  const { store, secrets, clock } = deps;

  async function noteUse({ id, lastUsedAt }: ApiKey, now: Date, call: Call): Promise<void> {
    if (lastUsedAt !== undefined && now.getTime() - lastUsedAt.getTime() < touchEveryMs) return;
    await store.apiKeys.touch(id, now).catch((error: unknown) => {
      call.log.warn({ err: error, keyId: id }, 'the use of a key could not be noted');
    });
  }

  return async (request: { key: string }, call: Call): Promise<AuthenticatedKey> => {
    requireGateway(call);
    const hash = secrets.hash(request.key);
    const apiKey = hash === undefined ? undefined : await store.apiKeys.findByHash(hash);
    const now = clock();
    if (apiKey === undefined || !isUsable(apiKey, now)) {
      throw new AppError(
        'unauthenticated',
        'AUTH.INVALID_API_KEY',
        'The API key is unknown, expired or revoked.',
      );
    }
    await noteUse(apiKey, now, call);
    return { apiKey, permissions: keyPermissions(apiKey).toSorted() };
  };
}
