import type { Provider } from '../domain/provider.ts';
import type { Send } from './http-sender.ts';
import type { Probed, SharedHealth } from './shared-health.ts';

/** ProviderProbes asks providers, without credentials, whether they answer at all. */
export interface ProviderProbes {
  /** What was heard in the last minute, by whichever replica; else what is heard now. */
  latest(provider: Provider): Promise<Probed>;
  /** Probes those of them that no replica probed for a while. */
  sweep(providers: readonly Provider[]): Promise<number>;
}

const timeoutMs = 3_000;
const concurrency = 10;

interface Deps {
  send: Send;
  shared: SharedHealth;
  now: () => Date;
  /** How often a provider is probed. */
  everyMs: () => number;
  told: (provider: Provider, ok: boolean) => void;
}

/** createProviderProbes shares what it hears with the other replicas. */
export function createProviderProbes({ send, shared, now, everyMs, told }: Deps): ProviderProbes {
  async function probe(provider: Provider): Promise<Probed> {
    const { url } = provider.probe;
    const request = { method: 'GET' as const, url, headers: { 'user-agent': 'NeighbourHood' } };
    const ok = await send(request, AbortSignal.timeout(timeoutMs)).then(
      ({ status }) => status < 500,
      () => false,
    );
    told(provider, ok);
    await shared.noteProbe(url, ok);
    return { ok, at: now() };
  }

  return {
    async latest(provider) {
      const known = await shared.lastProbe(provider.probe.url);
      return known && now().getTime() - known.at.getTime() < everyMs() * 1.5 ? known : probe(provider);
    },

    async sweep(providers) {
      const waiting = [...providers];
      let probed = 0;
      const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          if (!(await shared.claimProbe(next.probe.url, everyMs()))) continue;
          await probe(next);
          probed += 1;
        }
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      return probed;
    },
  };
}
