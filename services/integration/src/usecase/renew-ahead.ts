import type { Log } from '@neighbourhood/shared/call/call';
import { toAppError } from '@neighbourhood/shared/errors/app-error';
import type { Connection } from '../domain/connection.ts';
import { located } from '../domain/connection-params.ts';
import type { WorkspaceCatalogue } from './ports.ts';
import type { RenewCredentials } from './renew-credentials.ts';

/** DueRenewals finds connections whose credentials should be renewed without anybody asking. */
export interface DueRenewals {
  /**
   * Takes some that are due; each goes to one asker, and comes back later by itself if it is not renewed. Of those that
   * were not used for `usedWithinMs` only refresh tokens matter: they are due when they lay for `idleMs`.
   */
  take(
    limit: number,
    rules: { usedWithinMs: number; idleMs: number },
  ): Promise<{ taken: number; due: { connection: Connection; version: number }[] }>;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  due: DueRenewals;
  renew: RenewCredentials;
  /** A connection that was used so recently is renewed before its token ends. */
  usedWithinMs: number;
  idleMs: number;
}

/** createRenewAhead renews up to `limit` connections that are due, and tells how many it looked at. */
export function createRenewAhead({ catalogue, due, renew, ...rules }: Deps) {
  async function one(connection: Connection, version: number, log: Log): Promise<void> {
    const { workspaceId, id, provider: providerId, params } = connection;
    try {
      const provider = await catalogue.find(workspaceId, providerId);
      if (!provider) return;
      const isStale = (stored: { version: number }) => stored.version === version;
      await renew(located(provider, params), connection, isStale, { wait: false });
    } catch (error) {
      const { code } = toAppError(error);
      log.warn({ connectionId: id, provider: providerId, code }, 'a connection could not be renewed ahead');
    }
  }

  return async (limit: number, log: Log): Promise<number> => {
    const found = await due.take(limit, rules);
    await Promise.all(found.due.map(({ connection, version }) => one(connection, version, log)));
    return found.taken;
  };
}
