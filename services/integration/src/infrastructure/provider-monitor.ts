import { type ProviderAnswer, quotaOf, type Verdict } from '../domain/provider-answer.ts';
import type { Provider } from '../domain/provider.ts';
import type { ProviderHealth } from '../usecase/ports.ts';
import type { Send } from './http-sender.ts';
import type { Lanes } from './lanes.ts';

/** ProviderMonitor hears of every call and remembers how providers fare. */
export interface ProviderMonitor {
  heard(provider: Provider, workspaceId: string, answer: ProviderAnswer, verdict: Verdict): void;
  /** A request got no answer. */
  heardNothing(provider: Provider, workspaceId: string): void;
}

interface HealthRecord {
  /** Calls of the last minutes, oldest first. */
  minutes: { minute: number; calls: number; failures: number }[];
  lastAt?: Date;
  lastFailed: boolean;
  quota?: { remaining: number; resetAt?: Date };
  limitedUntil?: Date;
}

const windowMinutes = 5;
const staleMs = 60_000;
const probeTimeoutMs = 3_000;
const mostRecords = 10_000;

interface Deps {
  send: Send;
  lanes: Lanes;
  now: () => Date;
}

/**
 * createProviderMonitor keeps the health of providers per workspace, in this process. A status that nobody asked
 * a provider about for a minute is refreshed by the provider's probe.
 */
export function createProviderMonitor({ send, lanes, now }: Deps): ProviderMonitor & ProviderHealth {
  const records = new Map<string, HealthRecord>();

  function recordOf(provider: Provider, workspaceId: string): HealthRecord {
    const key = `${provider.id} ${workspaceId}`;
    const known = records.get(key) ?? { minutes: [], lastFailed: false };
    const [oldest] = records.keys();
    if (!records.has(key) && records.size >= mostRecords && oldest !== undefined) records.delete(oldest);
    records.set(key, known);
    return known;
  }

  function note(record: HealthRecord, failed: boolean): void {
    const at = now();
    const minute = Math.floor(at.getTime() / 60_000);
    const last = record.minutes.at(-1);
    const current = last?.minute === minute ? last : { minute, calls: 0, failures: 0 };
    if (current !== last) record.minutes.push(current);
    current.calls += 1;
    current.failures += failed ? 1 : 0;
    record.minutes = record.minutes.filter(entry => entry.minute > minute - windowMinutes);
    record.lastAt = at;
    record.lastFailed = failed;
  }

  async function probe(provider: Provider, record: HealthRecord): Promise<void> {
    try {
      const request = {
        method: 'GET' as const,
        url: provider.probe.url,
        headers: { 'user-agent': 'NeighbourHood' },
      };
      const answer = await send(request, AbortSignal.timeout(probeTimeoutMs));
      note(record, answer.status >= 500);
    } catch {
      note(record, true);
    }
  }

  return {
    heard(provider, workspaceId, answer, verdict) {
      const record = recordOf(provider, workspaceId);
      note(record, verdict.kind === 'unavailable');
      const quota = quotaOf(provider, answer, now());
      if (quota) record.quota = quota;
      if (verdict.kind === 'rateLimited') {
        record.limitedUntil = new Date(now().getTime() + (verdict.retryAfterSeconds ?? 1) * 1_000);
      }
    },

    heardNothing(provider, workspaceId) {
      note(recordOf(provider, workspaceId), true);
    },

    async status(provider, workspaceId) {
      const record = recordOf(provider, workspaceId);
      const age = record.lastAt ? now().getTime() - record.lastAt.getTime() : Infinity;
      if (age > staleMs) await probe(provider, record);

      const circuit = lanes.circuit(provider, workspaceId);
      const { limitedUntil, quota } = record;
      const rateLimited = limitedUntil !== undefined && limitedUntil > now();
      const minute = Math.floor(now().getTime() / 60_000);
      const recent = record.minutes.filter(entry => entry.minute > minute - windowMinutes);
      const calls = recent.reduce((sum, entry) => sum + entry.calls, 0);
      const failures = recent.reduce((sum, entry) => sum + entry.failures, 0);
      const resetAt = rateLimited ? limitedUntil : quota?.resetAt;
      return {
        available: circuit !== 'open' && !rateLimited && !record.lastFailed,
        circuit,
        rateLimited,
        ...(quota ? { requestsRemaining: rateLimited ? 0 : quota.remaining } : {}),
        ...(resetAt ? { resetAt } : {}),
        ...(record.lastAt ? { lastCheckedAt: record.lastAt } : {}),
        errorRate: calls === 0 ? 0 : failures / calls,
      };
    },
  };
}
