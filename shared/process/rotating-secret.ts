import { type Log } from '../call/call.ts';

/** RotatingSecret is a secret that is read again and again, so that a new value counts without a restart. */
export interface RotatingSecret<T> {
  /** What the last good reading gave. */
  readonly current: T;
  /** Calls back with each later value. */
  onChange(listener: (next: T) => void): void;
  /** Reads now, for whom the current value was refused; at most every half a second. Never rejects. */
  refresh(): Promise<void>;
}

/** RotatingSecretOptions: where the text comes from, and what is made of it. */
export interface RotatingSecretOptions<T> {
  name: string;
  read: () => Promise<string>;
  /** Throws for a text that is no such secret, without quoting it. */
  parse: (text: string) => T | Promise<T>;
  everyMs: number;
  log: Log;
  /** Hears of every reading: `changed` is true for the first one too. */
  observe?: (reading: { failed: boolean; changed: boolean }) => void;
}

const minGapMs = 500;

/**
 * createRotatingSecret reads a secret, and then again every `everyMs` until it is stopped. Rejects where the first
 * reading fails; later, a store that does not answer and a text that does not parse leave the old value in force.
 */
export async function createRotatingSecret<T>(
  options: RotatingSecretOptions<T>,
): Promise<RotatingSecret<T> & { stop(): void }> {
  const { name, read, parse, everyMs, log, observe = () => {} } = options;
  const listeners: ((next: T) => void)[] = [];
  let text = await read();
  let current = await parse(text);
  observe({ failed: false, changed: true });
  let reading: Promise<void> | undefined;
  let readAt = Date.now();

  async function readAgain(): Promise<void> {
    let next: string;
    try {
      next = await read();
    } catch (err) {
      observe({ failed: true, changed: false });
      log.warn({ err, secret: name }, 'a secret cannot be read again; the value at hand stays');
      return;
    }
    if (next === text) {
      observe({ failed: false, changed: false });
      return;
    }
    // Whatever comes of it, it is looked at once only.
    text = next;
    try {
      current = await parse(next);
    } catch (err) {
      observe({ failed: true, changed: false });
      log.error({ err, secret: name }, 'the new value of a secret is unusable; the old one stays');
      return;
    }
    observe({ failed: false, changed: true });
    log.info({ secret: name }, 'a secret has a new value');
    for (const listener of listeners) listener(current);
  }

  function refresh(): Promise<void> {
    if (reading === undefined && Date.now() - readAt < minGapMs) return Promise.resolve();
    reading ??= readAgain().finally(() => {
      reading = undefined;
      readAt = Date.now();
    });
    return reading;
  }

  const timer = setInterval(() => void refresh(), everyMs);
  timer.unref();
  return {
    get current() {
      return current;
    },
    onChange: listener => void listeners.push(listener),
    refresh,
    stop: () => clearInterval(timer),
  };
}
