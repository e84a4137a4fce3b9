import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type StateStore } from '@neighbourhood/shared/dapr/state';
import { type Revocations } from '../usecase/ports.ts';
import { createTtlCache } from './ttl-cache.ts';

const kinds: Readonly<Record<string, string>> = { ses: 'revoked-session', key: 'revoked-key' };

/**
 * createSharedRevocations reads what auth revoked from the state that both see. "Not revoked" is believed for
 * `trustMs`, one second: that long a revocation takes at most. Without an answer nobody is let in.
 */
export function createSharedRevocations(
  store: Pick<StateStore, 'get'>,
  { trustMs = 1_000 } = {},
): Revocations {
  const cache = createTtlCache<boolean>({ ttlMs: trustMs, max: 100_000 });

  async function look(id: string): Promise<boolean> {
    const kind = kinds[id.slice(0, 3)];
    if (kind === undefined) return false;
    const entry = await store.get(`${kind}:${id}`).catch((cause: unknown) => {
      throw new AppError(
        'unavailable',
        'AUTH.UNAVAILABLE',
        'Credentials cannot be checked right now; try again.',
        { cause },
      );
    });
    return entry !== undefined;
  }

  return {
    isRevoked: id => cache.get(id, () => look(id)),
    note: id => cache.set(id, true),
  };
}
