import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, type Credentials, needsReauth } from '../domain/connection.ts';
import { refused } from '../domain/events.ts';
import type { OAuth2, Provider } from '../domain/provider.ts';
import { requireClient } from './find-provider.ts';
import { openCredentials } from './open-credentials.ts';
import type {
  Clock,
  Connections,
  CredentialCipher,
  ProviderClients,
  StoredCredentials,
  TokenAnswer,
  TokenEndpoint,
} from './ports.ts';

/** FreshCredentials are credentials that the provider should accept now. */
export interface FreshCredentials {
  credentials: Credentials;
  version: number;
}

interface Deps {
  connections: Connections;
  cipher: CredentialCipher;
  clients: ProviderClients;
  tokens: TokenEndpoint;
  now: Clock;
  /** How long before its end an access token is refreshed. */
  marginMs: number;
  /** How long a token endpoint may take. */
  timeoutMs: number;
}

/**
 * createFreshCredentials gives a connection's credentials, refreshed when they end soon or when the provider
 * refused version `refusedVersion`. Of any number of callers on any number of replicas one refreshes, under a lock
 * on the row: a refresh token that rotates counts only once. Fails with CONNECTION.NEEDS_REAUTH when the
 * provider no longer takes the grant.
 */
export function createFreshCredentials(deps: Deps) {
  const { connections, cipher, now, marginMs } = deps;
  const underway = new Map<string, Promise<void>>();

  const usable = (stored: StoredCredentials, refusedVersion: number | undefined): boolean =>
    stored.version !== refusedVersion &&
    (stored.expiresAt === undefined || stored.expiresAt.getTime() - marginMs > now().getTime());

  async function giveUp(
    connection: Connection,
    version: number,
    reason: string,
    cause?: unknown,
  ): Promise<never> {
    await connections.markNeedsReauth(connection, version, reason, refused(connection, reason));
    throw needsReauth(connection, cause);
  }

  /** Runs in the lock: whoever waited for it finds that the work is done. */
  async function refreshLocked(
    provider: Provider,
    connection: Connection,
    current: StoredCredentials,
    refusedVersion: number | undefined,
  ): Promise<TokenAnswer['credentials'] | undefined> {
    if (usable(current, refusedVersion)) return undefined;
    const { values } = await openCredentials(cipher, connection, current);
    const refreshToken = values['refreshToken'] ?? '';
    const client = await requireClient(deps.clients, provider);
    const signal = AbortSignal.timeout(deps.timeoutMs);
    const answer = await deps.tokens.refresh(provider.auth as OAuth2, client, refreshToken, signal);
    // A provider that does not rotate answers without a refresh token: the old one stays.
    return { ...answer.credentials, values: { refreshToken, ...answer.credentials.values } };
  }

  async function refresh(provider: Provider, connection: Connection, refusedVersion?: number): Promise<void> {
    const { workspaceId, id } = connection;
    let version = 0;
    try {
      await connections.changeCredentials(workspaceId, id, async current => {
        if (!current) return undefined;
        ({ version } = current);
        const renewed = await refreshLocked(provider, connection, current, refusedVersion);
        if (!renewed) return undefined;
        const sealed = await cipher.seal(workspaceId, id, JSON.stringify(renewed.values));
        return { sealed, ...(renewed.expiresAt === undefined ? {} : { expiresAt: renewed.expiresAt }) };
      });
    } catch (error) {
      if (isAppError(error, 'OAUTH.INVALID_GRANT')) await giveUp(connection, version, 'invalid_grant', error);
      throw error;
    }
  }

  function refreshOnce(provider: Provider, connection: Connection, refusedVersion?: number): Promise<void> {
    const known = underway.get(connection.id);
    if (known) return known;
    const work = refresh(provider, connection, refusedVersion).finally(() => underway.delete(connection.id));
    underway.set(connection.id, work);
    return work;
  }

  async function read(connection: Connection): Promise<StoredCredentials> {
    const stored = await connections.findCredentials(connection.workspaceId, connection.id);
    if (!stored) throw needsReauth(connection);
    return stored;
  }

  return async (
    provider: Provider,
    connection: Connection,
    refusedVersion?: number,
  ): Promise<FreshCredentials> => {
    const stored = await read(connection);
    const credentials = await openCredentials(cipher, connection, stored);
    if (usable(stored, refusedVersion)) return { credentials, version: stored.version };
    if (provider.auth.type !== 'oauth2' || credentials.values['refreshToken'] === undefined) {
      return giveUp(connection, stored.version, stored.version === refusedVersion ? 'refused' : 'expired');
    }
    try {
      await refreshOnce(provider, connection, refusedVersion);
    } catch (error) {
      // Not yet over, and not refused: the old token does until the token endpoint is back.
      const alive = stored.expiresAt === undefined || stored.expiresAt > now();
      if (isAppError(error, 'CONNECTION.NEEDS_REAUTH') || stored.version === refusedVersion || !alive)
        throw error;
      return { credentials, version: stored.version };
    }
    const renewed = await read(connection);
    return { credentials: await openCredentials(cipher, connection, renewed), version: renewed.version };
  };
}
