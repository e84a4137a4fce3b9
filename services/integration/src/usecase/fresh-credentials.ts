import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, type Credentials, needsReauth } from '../domain/connection.ts';
import { refused } from '../domain/events.ts';
import type { Provider } from '../domain/provider.ts';
import { openCredentials } from './open-credentials.ts';
import type { Clock, Connections, CredentialCipher, StoredCredentials } from './ports.ts';
import type { RenewCredentials } from './renew-credentials.ts';

/** FreshCredentials are credentials that the provider should accept now. */
export interface FreshCredentials {
  credentials: Credentials;
  version: number;
}

interface Deps {
  connections: Connections;
  cipher: CredentialCipher;
  renew: RenewCredentials;
  now: Clock;
  /** How long before its end an access token is refreshed. */
  marginMs: number;
}

/**
 * createFreshCredentials gives a connection's credentials, renewed when they end soon or when the provider refused
 * version `refusedVersion`. While the old ones still count, nobody waits for a renewal that another one is at. Fails
 * with CONNECTION.NEEDS_REAUTH when the end user must authorise again.
 */
export function createFreshCredentials({ connections, cipher, renew, now, marginMs }: Deps) {
  const underway = new Map<string, Promise<void>>();

  const usable = (stored: StoredCredentials, refusedVersion: number | undefined): boolean =>
    stored.version !== refusedVersion &&
    (stored.expiresAt === undefined || stored.expiresAt.getTime() - marginMs > now().getTime());

  async function giveUp(connection: Connection, version: number, reason: string): Promise<never> {
    await connections.markNeedsReauth(connection, version, reason, refused(connection, reason));
    throw needsReauth({ ...connection, statusReason: reason });
  }

  async function read(connection: Connection): Promise<StoredCredentials> {
    const stored = await connections.findCredentials(connection.workspaceId, connection.id);
    if (!stored) throw needsReauth(connection);
    return stored;
  }

  async function opened(connection: Connection, stored: StoredCredentials): Promise<FreshCredentials> {
    return { credentials: await openCredentials(cipher, connection, stored), version: stored.version };
  }

  /** All callers of this process wait for one renewal of a connection's version. */
  function renewOnce(
    provider: Provider,
    connection: Connection,
    { version, wait, refusedVersion }: { version: number; wait: boolean; refusedVersion: number | undefined },
  ): Promise<void> {
    const key = `${connection.id} ${version} ${wait}`;
    const known = underway.get(key);
    if (known) return known;
    const isStale = (stored: StoredCredentials) => !usable(stored, refusedVersion);
    const work = renew(provider, connection, isStale, { wait }).finally(() => underway.delete(key));
    underway.set(key, work);
    return work;
  }

  return async (
    provider: Provider,
    connection: Connection,
    refusedVersion?: number,
  ): Promise<FreshCredentials> => {
    const stored = await read(connection);
    const old = await opened(connection, stored);
    if (usable(stored, refusedVersion)) return old;
    const { version } = stored;
    if (!isRenewable(provider, old.credentials))
      return giveUp(connection, version, version === refusedVersion ? 'refused' : 'expired');
    // Not yet over, and not refused: the old token does until there is a new one.
    const alive = version !== refusedVersion && stored.expiresAt !== undefined && stored.expiresAt > now();
    try {
      await renewOnce(provider, connection, { version, wait: !alive, refusedVersion });
    } catch (error) {
      if (isAppError(error, 'CONNECTION.NEEDS_REAUTH') || !alive) throw error;
      return old;
    }
    return opened(connection, await read(connection));
  };
}

/** isRenewable tells whether new credentials can be had without the end user. */
export function isRenewable({ auth }: Provider, { values }: Credentials): boolean {
  if (auth.type === 'clientCredentials' || auth.type === 'keyPair') return true;
  return auth.type === 'oauth2' && values['refreshToken'] !== undefined;
}
