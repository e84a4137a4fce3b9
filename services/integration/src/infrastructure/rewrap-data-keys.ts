import type { Log } from '@neighbourhood/shared/call/call';
import { Gauge, type Registry } from 'prom-client';
import type { FollowedWrapping, WrappedKey } from './envelope-cipher.ts';

/** RewrappedKeys is the store of data keys, for a change of the wrapping key. */
export interface RewrappedKeys {
  /** How many are wrapped by other keys than this one. */
  countOthers(wrappingKeyId: string): Promise<number>;
  /**
   * Rewraps some of those, in one transaction; those for which `rewrap` gives nothing stay. Answers the id of the
   * last, to go on after it, or undefined when there are no more.
   */
  rewrapSome(
    wrappingKeyId: string,
    after: string | undefined,
    rewrap: (workspaceId: string, key: WrappedKey) => Buffer | undefined,
  ): Promise<string | undefined>;
}

interface Deps {
  keys: RewrappedKeys;
  wrapping: Pick<FollowedWrapping, 'current'>;
  log: Log;
}

/** rewrapDataKeys wraps all data keys by the current wrapping key, so that older ones can be dropped. */
export async function rewrapDataKeys({
  keys,
  wrapping,
  log,
}: Deps): Promise<{ done: number; failed: number }> {
  const { current: keyId, unwrap, wrap } = wrapping.current;
  let [done, failed] = [0, 0];
  let after: string | undefined;
  do {
    after = await keys.rewrapSome(keyId, after, (workspaceId, { id, wrapped, wrappingKeyId }) => {
      try {
        const rewrapped = wrap(workspaceId, unwrap(workspaceId, wrapped, wrappingKeyId));
        done += 1;
        return rewrapped;
      } catch (err) {
        failed += 1;
        log.error({ err, dataKey: id, workspaceId, wrappingKeyId }, 'a data key cannot be rewrapped');
        return undefined;
      }
    });
  } while (after !== undefined);
  if (done + failed > 0) log.info({ done, failed, wrappingKeyId: keyId }, 'data keys rewrapped');
  return { done, failed };
}

/** createRewrap does that in the background, one pass at a time; it is for a new key, a start, and now and then. */
export function createRewrap(deps: Deps): () => void {
  let underway: Promise<unknown> = Promise.resolve();
  return () => {
    underway = underway
      .then(() => rewrapDataKeys(deps))
      .catch((err: unknown) =>
        deps.log.warn({ err }, 'data keys could not be rewrapped; the next pass does it'),
      );
  };
}

/** watchStaleKeys tells by a metric how many data keys still need an older wrapping key. */
export function watchStaleKeys({
  keys,
  wrapping,
  registry,
}: Omit<Deps, 'log'> & { registry: Registry }): void {
  new Gauge({
    name: 'secret_stale_wrappings',
    help: 'What is still encrypted under an older key of this secret',
    labelNames: ['secret'],
    registers: [registry],
    async collect() {
      // While the database is away, the last figure stays.
      const count = await keys.countOthers(wrapping.current.current).catch(() => undefined);
      if (count !== undefined) this.set({ secret: 'integration-wrapping-keys' }, count);
    },
  });
}
