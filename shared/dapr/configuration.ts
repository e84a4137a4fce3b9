import { type Log } from '../call/call.ts';
import { components } from './components.ts';
import { type DaprStub } from './stub.ts';

/** ConfigurationStore reads and follows keys of the dynamic configuration. */
export interface ConfigurationStore {
  /** Only the keys that exist. */
  get(keys: readonly string[]): Promise<Record<string, string>>;
  /** Calls back with the keys' values now and after each change; returns how to stop. */
  follow(keys: readonly string[], listener: (items: Record<string, string>) => void): () => void;
}

type Items = Record<string, { value: string }>;

const values = (items: Items): Record<string, string> =>
  Object.fromEntries(Object.entries(items).map(([key, { value }]) => [key, value]));

/** Changes made while the sidecar reconnects to the store are missed by the stream: read again this often. */
const rereadMs = 30_000;

/** createConfigurationStore follows the store by its stream, and by reading again every 30 s. */
export function createConfigurationStore(stub: DaprStub, log: Log): ConfigurationStore {
  const storeName = components.configuration;
  const get = async (keys: readonly string[]) => {
    const { items } = await stub.call<{ items: Items }>('GetConfiguration', { storeName, keys });
    return values(items);
  };
  return {
    get,
    follow(keys, listener) {
      let stopped = false;
      let cancel = () => {};
      const reread = () => {
        get(keys).then(
          items => !stopped && listener(items),
          (err: unknown) => log.warn({ err }, 'dynamic configuration cannot be read'),
        );
      };
      const subscribe = () => {
        const stream = stub.stream<{ items: Items }>('SubscribeConfiguration', { storeName, keys });
        cancel = () => stream.cancel();
        stream.onData(({ items }) => Object.keys(items).length > 0 && listener(values(items)));
        stream.onEnd(() => {
          if (!stopped) setTimeout(subscribe, 1_000).unref();
        });
      };
      reread();
      subscribe();
      const timer = setInterval(reread, rereadMs);
      timer.unref();
      return () => {
        stopped = true;
        clearInterval(timer);
        cancel();
      };
    },
  };
}
