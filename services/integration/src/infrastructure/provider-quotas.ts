import { AppError } from '@neighbourhood/shared/errors/app-error';
import { hasTenantHost } from '../domain/connection-params.ts';
import { type ProviderAnswer, quotaOf, type Verdict } from '../domain/provider-answer.ts';
import type { Provider } from '../domain/provider.ts';
import type { Quota } from '../domain/quota.ts';
import type { ProviderCall } from '../usecase/ports.ts';
import { NoToken, type Token } from './quota-token.ts';
import { createSharedQuota, type SharedQuota, type SharedQuotaDeps } from './shared-quota.ts';

/** QuotaCall is what of a call decides which quotas it counts against. */
export type QuotaCall = Pick<ProviderCall, 'provider' | 'workspaceId' | 'connection'>;

/** ProviderQuotas keeps calls within what providers allow. */
export interface ProviderQuotas {
  /**
   * Waits for a token of each quota of the call, and gives what is to be called when it was answered. Fails with
   * PROVIDER.RATE_LIMITED where that would take too long.
   */
  take(call: QuotaCall, deadline: number, signal: AbortSignal): Promise<() => void>;
  /** What the provider says itself counts more than what we counted; resolves when a pause is known everywhere. */
  heard(call: QuotaCall, answer: ProviderAnswer, verdict: Verdict, now: Date): Promise<void>;
}

const mostQuotas = 20_000;
/** What an answer may stop, at most: its own connection, or all that have the client. */
const longestPauseMs = { connection: 3_600_000, client: 60_000 };

/**
 * createProviderQuotas has a quota for each connection, and one for each OAuth client where the entry says that the
 * provider counts those; a client's tenants share it fairly.
 */
export function createProviderQuotas(deps: SharedQuotaDeps): ProviderQuotas {
  const quotas = new Map<string, { quota: string; shared: SharedQuota }>();

  function find(key: string, quota: Quota): SharedQuota {
    const wanted = JSON.stringify(quota);
    const known = quotas.get(key);
    if (known?.quota === wanted) return known.shared;
    if (quotas.size >= mostQuotas) {
      for (const [each, { shared }] of quotas) if (shared.isIdle()) quotas.delete(each);
    }
    const shared = createSharedQuota(key, quota, deps);
    quotas.set(key, { quota: wanted, shared });
    return shared;
  }

  const ofConnection = ({ provider, connection }: QuotaCall): SharedQuota[] =>
    connection === undefined ? [] : [find(`quota:connection:${connection.id}`, quotaIn(provider.rateLimit))];

  function ofClient({ provider, workspaceId, connection }: QuotaCall): SharedQuota[] {
    const { client } = provider.rateLimit;
    if (client === undefined) return [];
    // Two workspaces may call two providers of their own by one name.
    const whose = provider.own === true ? workspaceId : '';
    return [find(`quota:client:${whose}:${provider.id}:${connection?.ownClient ?? ''}`, quotaIn(client))];
  }

  return {
    async take(call, deadline, signal) {
      const taken: Token[] = [];
      try {
        for (const quota of [...ofConnection(call), ...ofClient(call)])
          taken.push(await quota.take(call.workspaceId, deadline, signal));
        return () => taken.forEach(token => token.arrived());
      } catch (error) {
        for (const token of taken) token.giveBack();
        throw error instanceof NoToken ? exhausted(call.provider, error) : error;
      }
    },

    async heard(call, answer, verdict, now) {
      const [connection] = ofConnection(call);
      if (verdict.kind === 'rateLimited') {
        const asked = Math.max(verdict.retryAfterSeconds ?? 1, 0.1) * 1_000;
        const until = (most: number) => now.getTime() + Math.min(asked, most);
        if (connection) return connection.pause(until(longestPauseMs.connection));
        // A host that a workspace chose speaks for that workspace, and not for all that have the client.
        if (!hasTenantHost(call.provider)) await ofClient(call)[0]?.pause(until(longestPauseMs.client));
        return;
      }
      const left = quotaOf(call.provider, answer, now);
      if (!connection || !left?.resetAt || left.resetAt <= now) return;
      const longest = Math.max(longestPauseMs.connection, call.provider.rateLimit.perSeconds * 1_000);
      connection.correct(left.remaining, Math.min(left.resetAt.getTime(), now.getTime() + longest));
    },
  };
}

function quotaIn({ requests, perSeconds }: { requests: number; perSeconds: number }): Quota {
  return { requests, windowMs: perSeconds * 1_000 };
}

function exhausted({ name }: Provider, cause: NoToken): AppError {
  return new AppError('rateLimited', 'PROVIDER.RATE_LIMITED', `${name} allows no more calls for now.`, {
    retryAfterSeconds: Math.max(1, Math.ceil(cause.waitMs / 1_000)),
    metadata: { attempts: '0' },
    cause,
  });
}
