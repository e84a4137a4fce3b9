import { type FollowKeys } from '../config/follow.ts';
import { type Refusal } from '../config/dynamic-keys.ts';
import { type LiveConfig } from '../config/live.ts';
import { followConsulKv } from '../consul/kv.ts';
import { type Sidecar } from '../dapr/sidecar.ts';
import { type Logger } from '../logger/logger.ts';
import { type BaseConfig } from './config.ts';

/** How long a start waits for the first answer of a store that says nothing, in milliseconds. */
const patienceMs = 5_000;

/** dynamicStore is the store that the configuration names, or none. */
export function dynamicStore(
  { source, consul }: BaseConfig['dynamic'],
  sidecar: Pick<Sidecar, 'configuration' | 'secret'>,
): FollowKeys | undefined {
  if (source === 'none') return undefined;
  if (source === 'dapr') return sidecar.configuration.follow;
  const { address, prefix, tokenSecret } = consul;
  return followConsulKv({
    address,
    prefix,
    token: async () => (tokenSecret === '' ? undefined : sidecar.secret(tokenSecret)),
  });
}

/**
 * followDynamic applies what the store says, now and whenever it changes, and logs what has no effect, and why.
 * Resolves after the store's first answer, or first failure: an app starts without it, with its other sources.
 */
export async function followDynamic(
  live: LiveConfig<unknown>,
  follow: FollowKeys,
  log: Logger,
): Promise<() => void> {
  let seen: string | undefined;
  let lost: string | undefined;
  let told = new Set<string>();
  const first = Promise.withResolvers<undefined>();

  function tell(refusals: readonly Refusal[], items: Readonly<Record<string, string>>, say: Say): string[] {
    return refusals.map(({ key, reason }) => {
      const note = `${key}=${items[key]}: ${reason}`;
      if (!told.has(note)) say(`${key} of the dynamic configuration has no effect: ${reason}`);
      return note;
    });
  }

  const stop = follow({
    keys(items) {
      if (lost !== undefined) log.info('the dynamic configuration is read again');
      lost = undefined;
      const now = JSON.stringify(Object.entries(items).toSorted());
      if (now !== seen) {
        const { changed, refused, foreign } = live.apply(items);
        if (changed.length > 0) log.info({ changed }, 'the dynamic configuration changed');
        told = new Set([
          ...tell(refused, items, message => log.warn(message)),
          ...tell(foreign, items, message => log.info(message)),
        ]);
      }
      seen = now;
      first.resolve(undefined);
    },
    lost(error) {
      if (error.message !== lost)
        log.error(
          { reason: error.message },
          'the dynamic configuration cannot be read; what was known holds',
        );
      lost = error.message;
      first.resolve(undefined);
    },
  });
  const timer = setTimeout(() => {
    log.error('the store of the dynamic configuration does not answer; starting without it');
    first.resolve(undefined);
  }, patienceMs);
  await first.promise;
  clearTimeout(timer);
  return stop;
}

type Say = (message: string) => void;
