import { type ProviderAnswer, quotaOf, type Verdict } from '../domain/provider-answer.ts';
import type { Provider } from '../domain/provider.ts';
import type { ProviderHealth } from '../usecase/ports.ts';
import type { Lanes } from './lanes.ts';
import type { ProviderMetrics } from './provider-metrics.ts';
import type { ProviderProbes } from './provider-probes.ts';
import type { SharedHealth } from './shared-health.ts';

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
const mostRecords = 10_000;

interface Deps {
  lanes: Lanes;
  shared: SharedHealth;
  probes: Pick<ProviderProbes, 'latest'>;
  metrics: ProviderMetrics;
  now: () => Date;
}

/**
 * createProviderMonitor keeps what calls said, per workspace, in this process: the error rate is this replica's. Circuits
 * and probes are those of all replicas.
 */
export function createProviderMonitor({
  lanes,
  shared,
  probes,
  metrics,
  now,
}: Deps): ProviderMonitor & ProviderHealth {
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

  return {
    heard(provider, workspaceId, answer, verdict) {
      const record = recordOf(provider, workspaceId);
      metrics.answered(provider, verdict.kind);
      note(record, verdict.kind === 'unavailable');
      const quota = quotaOf(provider, answer, now());
      if (quota) record.quota = quota;
      if (verdict.kind === 'rateLimited') {
        record.limitedUntil = new Date(now().getTime() + (verdict.retryAfterSeconds ?? 1) * 1_000);
      }
    },

    heardNothing(provider, workspaceId) {
      metrics.answered(provider, 'noAnswer');
      note(recordOf(provider, workspaceId), true);
    },

    async status(provider, workspaceId) {
      const record = recordOf(provider, workspaceId);
      const [probed, isOpen] = await Promise.all([
        probes.latest(provider),
        shared.isOpen(provider.id, workspaceId),
      ]);
      const own = lanes.circuit(provider, workspaceId);
      const circuit = own === 'closed' && isOpen ? 'open' : own;
      const isProbeNewer = record.lastAt === undefined || probed.at > record.lastAt;
      const answers = isProbeNewer ? probed.ok : !record.lastFailed;
      const { limitedUntil, quota } = record;
      const rateLimited = limitedUntil !== undefined && limitedUntil > now();
      const minute = Math.floor(now().getTime() / 60_000);
      const recent = record.minutes.filter(entry => entry.minute > minute - windowMinutes);
      const calls = recent.reduce((sum, entry) => sum + entry.calls, 0);
      const failures = recent.reduce((sum, entry) => sum + entry.failures, 0);
      const resetAt = rateLimited ? limitedUntil : quota?.resetAt;
      return {
        available: circuit !== 'open' && !rateLimited && answers,
        circuit,
        rateLimited,
        ...(quota ? { requestsRemaining: rateLimited ? 0 : quota.remaining } : {}),
        ...(resetAt ? { resetAt } : {}),
        lastCheckedAt: isProbeNewer ? probed.at : (record.lastAt ?? probed.at),
        errorRate: calls === 0 ? 0 : failures / calls,
      };
    },
  };
}
