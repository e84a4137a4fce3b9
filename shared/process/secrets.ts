import { Counter, Gauge, type Registry } from 'prom-client';
import { type Log } from '../call/call.ts';
import { createRotatingSecret, type RotatingSecret } from './rotating-secret.ts';

/** Secrets are those of the app's own scope, followed while the process runs. */
export interface Secrets {
  /** What `make` makes of the secret's text. It throws for a text that is no such secret, without quoting it. */
  secret<T>(name: string, make: (text: string) => T | Promise<T>): Promise<RotatingSecret<T>>;
  /** The same for a secret that holds JSON, of the type that `make` takes. */
  secretJson<T>(name: string, make: (value: never) => T | Promise<T>): Promise<RotatingSecret<T>>;
}

/** SecretsOptions: `read` asks the store, `refreshMs` is how often. */
export interface SecretsOptions {
  read: (name: string) => Promise<string>;
  refreshMs: number;
  log: Log;
  registry: Registry;
  onStop: (stop: () => void) => void;
}

/** createSecrets follows secrets, and tells by metrics which process has taken a new value when. */
export function createSecrets({ read, refreshMs, log, registry, onStop }: SecretsOptions): Secrets {
  const [labelNames, registers] = [['secret'], [registry]];
  const changedAt = new Gauge({
    name: 'secret_changed_timestamp_seconds',
    help: 'When this process took the present value of a secret',
    ...{ labelNames, registers },
  });
  const failures = new Counter({
    name: 'secret_read_failures_total',
    help: 'Readings of a secret that failed, or brought a value that is unusable',
    ...{ labelNames, registers },
  });

  async function secret<T>(name: string, make: (text: string) => T | Promise<T>) {
    const followed = await createRotatingSecret({
      name,
      read: () => read(name),
      parse: make,
      everyMs: refreshMs,
      log,
      observe: ({ failed, changed }) => {
        failures.inc({ secret: name }, failed ? 1 : 0);
        if (changed) changedAt.set({ secret: name }, Date.now() / 1000);
      },
    });
    onStop(() => followed.stop());
    return followed;
  }

  return {
    secret,
    secretJson: <T>(name: string, make: (value: never) => T | Promise<T>) =>
      secret(name, text => make(parseJson(name, text) as never)),
  };
}

/** The parser's own message quotes the text, which is secret. */
function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The secret ${name} is not JSON`);
  }
}

/** following is what the secret gives now, at each call: an object whose methods are those of the newest value. */
export function following<T extends object>(secret: RotatingSecret<T>): T {
  const methods = new Map<PropertyKey, unknown>();
  const read = (key: PropertyKey): unknown => (secret.current as Record<PropertyKey, unknown>)[key];
  return new Proxy({} as T, {
    get(_, key) {
      if (typeof read(key) !== 'function') return read(key);
      // One function for all times, so that whoever keeps a method follows as well.
      const known =
        methods.get(key) ?? ((...args: unknown[]) => (read(key) as Method).apply(secret.current, args));
      methods.set(key, known);
      return known;
    },
  });
}

type Method = (...args: unknown[]) => unknown;
