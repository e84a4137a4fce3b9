import { createHash } from 'node:crypto';
import type { Log } from '@neighbourhood/shared/call/call';
import type { StateStore } from '@neighbourhood/shared/dapr/state';

/** Probed is what a provider's probe said last, whoever sent it. */
export interface Probed {
  /** Whether it answered, with a status below 500. */
  ok: boolean;
  at: Date;
}

/** SharedHealth is what the replicas tell each other of providers. */
export interface SharedHealth {
  /** Another replica may read of this until the circuit lets a call try again. */
  opened(provider: string, workspaceId: string, forMs: number): void;
  /** Whether the circuit of some replica opened and has not let a call try since. */
  isOpen(provider: string, workspaceId: string): Promise<boolean>;
  noteProbe(url: string, ok: boolean): Promise<void>;
  lastProbe(url: string): Promise<Probed | undefined>;
  /** Whether this replica is to probe now: nobody did for so long, and nobody else does. */
  claimProbe(url: string, everyMs: number): Promise<boolean>;
}

interface Stored {
  ok: boolean;
  at: number;
}

const probeTtlSeconds = 600;
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const circuitKey = (provider: string, workspaceId: string) => `circuit:${provider}:${workspaceId}`;
const probeKey = (url: string) => `probe:${digest(url)}`;
const claimKey = (url: string) => `probing:${digest(url)}`;

/** createSharedHealth keeps it in the state store, for minutes. What cannot be read or written there is not known. */
export function createSharedHealth(
  store: Pick<StateStore, 'get' | 'set'>,
  log: Log,
  now: () => Date,
): SharedHealth {
  const unknown = (err: unknown) => {
    log.debug({ err }, 'what replicas tell each other of providers is not known now');
    return undefined;
  };
  return {
    opened(provider, workspaceId, forMs) {
      const ttlSeconds = Math.max(1, Math.ceil(forMs / 1_000));
      const until = now().getTime() + forMs;
      store.set(circuitKey(provider, workspaceId), { until }, { ttlSeconds }).catch(unknown);
    },

    async isOpen(provider, workspaceId) {
      const found = await store.get<{ until: number }>(circuitKey(provider, workspaceId)).catch(unknown);
      return found !== undefined && found.value.until > now().getTime();
    },

    async noteProbe(url, ok) {
      const stored: Stored = { ok, at: now().getTime() };
      await store.set(probeKey(url), stored, { ttlSeconds: probeTtlSeconds }).catch(unknown);
    },

    async lastProbe(url) {
      const found = await store.get<Stored>(probeKey(url)).catch(unknown);
      return found && { ok: found.value.ok, at: new Date(found.value.at) };
    },

    async claimProbe(url, everyMs) {
      const ttlSeconds = Math.max(1, Math.round(everyMs / 1_000));
      const claim = store.set(claimKey(url), {}, { ttlSeconds, firstWrite: true });
      return (await claim.catch(unknown)) ?? false;
    },
  };
}
