import { Gauge, type Registry } from 'prom-client';
import { type Log } from '../call/call.ts';

/** ResealDeps: one pass over everything that is sealed. */
interface ResealDeps {
  /** Name of the secret that holds the keys. */
  secret: string;
  reseal: () => Promise<{ done: number; left: number }>;
  log: Log;
  registry: Registry;
  /** Between a pass and the one that finds what was sealed meanwhile by a process that did not know the new key. */
  againMs?: number;
}

/**
 * createResealing seals everything by the newest key in the background, in two passes, and tells by a metric how
 * much still needs an older one.
 */
export function createResealing({ secret, reseal, log, registry, againMs = 60_000 }: ResealDeps): () => void {
  const stale = new Gauge({
    name: 'secret_stale_wrappings',
    help: 'What is still encrypted under an older key of this secret',
    labelNames: ['secret'],
    registers: [registry],
  });
  let underway: Promise<void> = Promise.resolve();

  async function pass(): Promise<void> {
    try {
      stale.set({ secret }, (await reseal()).left);
    } catch (err) {
      log.warn({ err, secret }, 'what is encrypted could not be sealed anew; the next pass does it');
    }
  }

  return () => {
    // Not known before the first pass: NaN is neither zero nor anything else.
    stale.set({ secret }, Number.NaN);
    underway = underway.then(pass);
    setTimeout(() => {
      underway = underway.then(pass);
    }, againMs).unref();
  };
}
