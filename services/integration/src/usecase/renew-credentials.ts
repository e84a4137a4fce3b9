import { setTimeout as delay } from 'node:timers/promises';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, type Credentials, needsReauth } from '../domain/connection.ts';
import { refused } from '../domain/events.ts';
import type { Provider } from '../domain/provider.ts';
import { renewAt, type RenewalRules } from '../domain/renewal.ts';
import { requireSameClient } from './find-provider.ts';
import { openCredentials } from './open-credentials.ts';
import type {
  Clock,
  Connections,
  CredentialCipher,
  RenewalClaim,
  StoredCredentials,
  TokenEndpoint,
} from './ports.ts';
import type { WorkspaceClients } from './workspace-clients.ts';

/** RenewalSettings are the times of renewals, in milliseconds. */
export interface RenewalSettings extends RenewalRules {
  /** How long a token endpoint may take. */
  timeoutMs: number;
}

interface Deps {
  connections: Connections;
  cipher: CredentialCipher;
  clients: WorkspaceClients;
  tokens: TokenEndpoint;
  now: Clock;
  renewal: RenewalSettings;
}

/** RenewCredentials renews what `isStale` says must be; `wait: false` leaves it to whoever is at it already. */
export type RenewCredentials = (
  provider: Provider,
  connection: Connection,
  isStale: (stored: StoredCredentials) => boolean,
  options: { wait: boolean },
) => Promise<void>;

/** What a claim outlasts the token endpoint's time by: opening, sealing and writing. */
const slackMs = 3_000;
/** How long an answer that the database did not take is kept trying. */
const patienceMs = 60_000;

/**
 * createRenewCredentials renews credentials once, whoever else wants that on whatever replica: a refresh token that
 * rotates counts only once. The one who claims the row asks the provider; nobody holds a transaction meanwhile, so an
 * answer survives the loss of a database connection. A claim ends by itself, and only the last claim may write. Fails
 * with CONNECTION.NEEDS_REAUTH when the provider no longer takes the grant, and only then.
 */
export function createRenewCredentials(deps: Deps): RenewCredentials {
  const { connections, cipher, now, renewal } = deps;
  const claimMs = renewal.timeoutMs + slackMs;

  async function ask(
    provider: Provider,
    connection: Connection,
    values: Credentials['values'],
  ): Promise<Credentials> {
    const { auth } = provider;
    const signal = AbortSignal.timeout(renewal.timeoutMs);
    if (auth.type === 'clientCredentials' || auth.type === 'keyPair') {
      const { params } = connection;
      const { credentials } = await deps.tokens.mint(
        { ...provider, auth },
        { credentials: values, params },
        signal,
      );
      return { ...credentials, values: { ...values, ...credentials.values } };
    }
    if (auth.type !== 'oauth2') throw needsReauth(connection);
    const client = await requireSameClient(deps.clients, provider, connection);
    const refreshToken = values['refreshToken'] ?? '';
    const { credentials } = await deps.tokens.refresh(auth, client, refreshToken, signal);
    // A provider that does not rotate answers without a refresh token: the old one stays.
    return { ...credentials, values: { refreshToken, ...credentials.values } };
  }

  /** Whoever lost the claim meanwhile writes nothing: somebody else's answer is newer. */
  async function keep(
    connection: Connection,
    claim: RenewalClaim,
    { values, expiresAt }: Credentials,
  ): Promise<void> {
    const { workspaceId, id } = connection;
    const at = renewAt({ values, ...(expiresAt ? { expiresAt } : {}) }, now(), renewal);
    const giveUpAt = Date.now() + patienceMs;
    for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
      try {
        const sealed = await cipher.seal(workspaceId, id, JSON.stringify(values));
        const change = { sealed, ...(expiresAt ? { expiresAt } : {}), ...(at ? { renewAt: at } : {}) };
        await connections.renew(workspaceId, id, claim, change);
        return;
      } catch (error) {
        if (Date.now() > giveUpAt) throw error;
        await delay(wait);
      }
    }
  }

  async function mark(connection: Connection, claim: RenewalClaim): Promise<string> {
    // Nobody knows whether the one before had an answer that it could not keep.
    const reason = claim.interrupted ? 'renewal_interrupted' : 'invalid_grant';
    await connections.markNeedsReauth(connection, claim.version, reason, refused(connection, reason));
    return reason;
  }

  async function renewClaimed(
    provider: Provider,
    connection: Connection,
    stored: StoredCredentials,
    claim: RenewalClaim,
  ): Promise<void> {
    const { workspaceId, id } = connection;
    try {
      const { values } = await openCredentials(cipher, connection, stored);
      await keep(connection, claim, await ask(provider, connection, values));
    } catch (error) {
      const over =
        isAppError(error, 'OAUTH.INVALID_GRANT') || isAppError(error, 'CONNECTION.INVALID_CREDENTIALS');
      // Marked before the claim ends: nobody asks once more in between.
      const statusReason = over ? await mark(connection, claim) : '';
      await connections.releaseRenewal(workspaceId, id, claim).catch(() => undefined);
      throw over ? needsReauth({ ...connection, statusReason }, error) : error;
    }
  }

  return async (provider, connection, isStale, { wait }) => {
    const { workspaceId, id } = connection;
    // Long enough for a dead one's claim to end, and for one renewal after it.
    const deadline = Date.now() + 2 * claimMs;
    for (;;) {
      const stored = await connections.findCredentials(workspaceId, id);
      if (!stored) throw needsReauth(connection);
      if (!isStale(stored)) return;
      const claim = await connections.claimRenewal(workspaceId, id, stored.version, claimMs / 1_000);
      if (claim) {
        try {
          await renewClaimed(provider, connection, stored, claim);
          return;
        } catch (error) {
          // Whoever was held up longer than its claim finds the work done, and its own failure says nothing.
          const after = await connections.findCredentials(workspaceId, id).catch(() => undefined);
          if (after && !isStale(after)) return;
          throw error;
        }
      }
      if (!wait) return;
      const current = await connections.find(workspaceId, id);
      if (current?.status !== 'active') throw needsReauth(current ?? connection);
      if (Date.now() > deadline) throw busy();
      await delay(30 + Math.random() * 120);
    }
  };
}

function busy(): AppError {
  return new AppError(
    'upstreamUnavailable',
    'PROVIDER.UNAVAILABLE',
    'The connection is being renewed, and that takes too long.',
    { retryAfterSeconds: 5 },
  );
}
