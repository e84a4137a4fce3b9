import { type Log } from '../call/call.ts';
import { type FollowKeys } from '../config/follow.ts';
import { components } from './components.ts';
import { type DaprStub } from './stub.ts';

/** ConfigurationStore reads and follows the dynamic configuration in the store behind the sidecar. */
export interface ConfigurationStore {
  /** Those of the keys that exist; all keys where none is named. */
  get(keys: readonly string[]): Promise<Record<string, string>>;
  follow: FollowKeys;
}

type Items = Record<string, { value: string }>;

/**
 * Between this many milliseconds all keys are read, whatever the stream says: Redis forgets with a restart that the
 * sidecar asked for notifications, and what changes while anybody reconnects is never told.
 */
const rereadMs = 1_000;

const resubscribeMs = 1_000;

/**
 * createConfigurationStore follows all keys of the store, which is this project's own: a subscription by key would
 * cost a connection to Redis for each, and nobody would see a key with a typing error in it. The stream only says
 * that something changed; what, is read at once and whole.
 */
export function createConfigurationStore(stub: DaprStub, log: Log): ConfigurationStore {
  const storeName = components.configuration;
  const get = async (keys: readonly string[]) => {
    const { items } = await stub.call<{ items: Items }>('GetConfiguration', { storeName, keys });
    return Object.fromEntries(Object.entries(items).map(([key, { value }]) => [key, value]));
  };
  return {
    get,
    follow(listener) {
      const stopping = new AbortController();
      const stopped = () => stopping.signal.aborted;
      let reading = false;
      let changed = false;
      let cancel = () => {};

      /** One at a time; what changes meanwhile is read once more. */
      async function read(): Promise<void> {
        changed = true;
        if (reading) return;
        reading = true;
        while (changed && !stopped()) {
          changed = false;
          const found = await get([]).catch((error: unknown) => error as Error);
          if (stopped()) break;
          if (found instanceof Error) listener.lost(found);
          else listener.keys(found);
        }
        reading = false;
      }

      function subscribe(): void {
        const stream = stub.stream<object>('SubscribeConfiguration', { storeName, keys: [] });
        cancel = () => stream.cancel();
        stream.onData(() => void read());
        stream.onEnd(err => {
          if (stopped()) return;
          log.debug({ err }, 'the stream of configuration changes ended; subscribing again');
          setTimeout(() => !stopped() && subscribe(), resubscribeMs).unref();
        });
      }

      void read();
      subscribe();
      const timer = setInterval(() => void read(), rereadMs);
      timer.unref();
      return () => {
        stopping.abort();
        clearInterval(timer);
        cancel();
      };
    },
  };
}
