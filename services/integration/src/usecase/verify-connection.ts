import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, needsReauth } from '../domain/connection.ts';
import { refused } from '../domain/events.ts';
import { buildRequest } from '../domain/provider-request.ts';
import type { Provider } from '../domain/provider.ts';
import type { createFreshCredentials, FreshCredentials } from './fresh-credentials.ts';
import type { Connections, ProviderCaller } from './ports.ts';

/** Verdict on a connection: whether the provider still takes it; `unknown` where it did not say. */
export type ConnectionVerdict = 'active' | 'needsReauth' | 'unknown';

interface Deps {
  connections: Connections;
  fresh: ReturnType<typeof createFreshCredentials>;
  caller: ProviderCaller;
}

/**
 * createVerifyConnection asks a provider by its harmless request whether it still takes a connection. Credentials that
 * it refuses are renewed once, where that is possible; refused again, the connection needs its end user. An answer that
 * says something else, or none, changes nothing.
 */
export function createVerifyConnection({ connections, fresh, caller }: Deps) {
  async function isTaken(
    provider: Provider,
    connection: Connection,
    used: FreshCredentials,
    time: { deadline: Date; signal: AbortSignal },
  ): Promise<boolean> {
    const rule = provider.verify ?? provider.account.request;
    if (!rule) return true;
    const { kind } = await caller.call({
      ...time,
      provider,
      workspaceId: connection.workspaceId,
      connection,
      request: buildRequest(provider, rule, {
        credentials: used.credentials.values,
        params: connection.params,
      }),
      repeatable: true,
      secrets: Object.values(used.credentials.values),
    });
    return kind !== 'unauthorized';
  }

  async function ask(
    provider: Provider,
    connection: Connection,
    time: { deadline: Date; signal: AbortSignal },
  ): Promise<void> {
    let used = await fresh(provider, connection);
    if (await isTaken(provider, connection, used, time)) return;
    used = await fresh(provider, connection, used.version);
    if (await isTaken(provider, connection, used, time)) return;
    const reason = 'refused';
    await connections.markNeedsReauth(connection, used.version, reason, refused(connection, reason));
    throw needsReauth({ ...connection, statusReason: reason });
  }

  return async (
    provider: Provider,
    connection: Connection,
    time: { deadline: Date; signal: AbortSignal },
  ): Promise<ConnectionVerdict> => {
    try {
      await ask(provider, connection, time);
      return 'active';
    } catch (error) {
      if (isAppError(error, 'CONNECTION.NEEDS_REAUTH')) return 'needsReauth';
      if (isAppError(error)) return 'unknown';
      throw error;
    }
  };
}
