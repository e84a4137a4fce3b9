import type { Log } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import type { Connection } from '../domain/connection.ts';
import { checkEverySeconds } from '../domain/check-interval.ts';
import { requireProvider } from './find-provider.ts';
import type { ProviderCatalogue, WorkspaceCatalogue } from './ports.ts';
import type { ConnectionVerdict, createVerifyConnection } from './verify-connection.ts';

/** DueConnections hands out connections that are to be asked about; over all replicas, each once. */
export interface DueConnections {
  /**
   * Claims up to `limit` active connections whose last check is further back than their provider's interval, those used
   * last first, a fifth of them those that waited longest. Together with what was claimed in the last minute they are at
   * most `perMinute`.
   */
  claim(rule: {
    limit: number;
    perMinute: number;
    /** Seconds between two checks, by provider. */
    intervals: ReadonlyMap<string, number>;
    /** For providers that it does not name. */
    otherwise: number;
  }): Promise<Connection[]>;
}

/** WatchDeps is what watching needs from outside. */
export interface WatchDeps {
  due: DueConnections;
  /** Tells the metrics. */
  told: (provider: string, verdict: ConnectionVerdict) => void;
  /** As they are now. */
  settings: {
    /** Seconds between two checks of a connection, unless its provider's limit asks for more. */
    everySeconds: number;
    /** Checks of the whole installation. */
    perMinute: number;
    /** Of one sweep. */
    limit: number;
    /** Checks at the same time. */
    concurrency: number;
    timeoutMs: number;
  };
  log: Log;
}

interface Deps extends WatchDeps {
  /** What all workspaces know, by which intervals are told. */
  platformCatalogue: ProviderCatalogue;
  catalogue: WorkspaceCatalogue;
  verify: ReturnType<typeof createVerifyConnection>;
}

/**
 * createWatchConnections asks about connections that were not asked about for a while, and returns how many. What the
 * provider refuses needs its end user from then on; who does not answer is asked again later.
 */
export function createWatchConnections(deps: Deps) {
  const { platformCatalogue, catalogue, due, verify, told, log } = deps;

  async function check(connection: Connection, timeoutMs: number): Promise<void> {
    const { workspaceId, params, id: connectionId } = connection;
    try {
      const provider = await requireProvider(catalogue, workspaceId, connection.provider, params);
      const time = { deadline: new Date(Date.now() + timeoutMs), signal: AbortSignal.timeout(timeoutMs) };
      const verdict = await verify(provider, connection, time);
      told(provider.id, verdict);
      if (verdict === 'needsReauth')
        log.info({ connectionId, provider: provider.id }, 'a connection is no longer taken by its provider');
    } catch (err) {
      // A provider that left the catalogue has nobody to ask.
      if (!isAppError(err, 'PROVIDER.NOT_FOUND'))
        log.warn({ err, connectionId }, 'a connection could not be checked');
    }
  }

  return async (): Promise<number> => {
    const { everySeconds, perMinute, limit, concurrency, timeoutMs } = deps.settings;
    const intervals = new Map(
      platformCatalogue.list().map(({ id, rateLimit }) => [id, checkEverySeconds(rateLimit, everySeconds)]),
    );
    const claimed = await due.claim({ limit, perMinute, intervals, otherwise: everySeconds });
    const waiting = [...claimed];
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await check(next, timeoutMs);
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, claimed.length) }, worker));
    return claimed.length;
  };
}
