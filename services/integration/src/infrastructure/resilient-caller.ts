import { AppError } from '@neighbourhood/shared/errors/app-error';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  DelegateBackoff,
  handleWhen,
  type IRetryBackoffContext,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { judge } from '../domain/provider-answer.ts';
import type { ProviderCall, ProviderCaller, ProviderOutcome } from '../usecase/ports.ts';
import { AttemptError, describeTrouble } from './attempt-error.ts';
import { type Send, TransportError } from './http-sender.ts';
import type { Lanes } from './lanes.ts';
import type { ProviderMonitor } from './provider-monitor.ts';
import type { ProviderQuotas } from './provider-quotas.ts';
import { UnreadableAnswer } from './read-answer.ts';

/** CallerSettings bound one call; times in milliseconds. */
export interface CallerSettings {
  attemptTimeoutMs: number;
  /** Attempts in all, the first included. */
  attempts: number;
  /** Wait before the second attempt; it doubles for each further one. */
  firstWaitMs: number;
  /** A provider that asks for more patience than this is not waited for. */
  longestWaitMs: number;
  /** Kept back of the caller's deadline, so that the answer still arrives. */
  reserveMs: number;
}

interface Deps {
  send: Send;
  lanes: Lanes;
  quotas: ProviderQuotas;
  monitor: ProviderMonitor;
  /** As they are now. */
  settings: () => CallerSettings;
  now: () => Date;
}

/**
 * createResilientCaller calls providers with retry, quotas, circuit breaker, bulkhead and timeout. A request that may have
 * been received and must not be repeated is never sent again.
 */
export function createResilientCaller({ send, lanes, quotas, monitor, settings, now }: Deps): ProviderCaller {
  async function attempt(
    call: ProviderCall,
    signal: AbortSignal,
  ): Promise<Omit<ProviderOutcome, 'attempts'>> {
    const { provider, workspaceId } = call;
    const limit = timeout(settings().attemptTimeoutMs, TimeoutStrategy.Cooperative);
    try {
      const answer = await limit.execute(context => send(call.request, context.signal), signal);
      const verdict = judge(provider, answer, now());
      monitor.heard(provider, workspaceId, answer, verdict);
      await quotas.heard(call, answer, verdict, now());
      if (verdict.kind === 'success' || verdict.kind === 'unauthorized')
        return { kind: verdict.kind, ...answer };
      throw new AttemptError(verdict);
    } catch (error) {
      const isUnreadable = error instanceof UnreadableAnswer;
      if (!isUnreadable && !(error instanceof TransportError)) throw error;
      // A caller that went away says nothing about the provider.
      if (!call.signal.aborted) monitor.heardNothing(provider, workspaceId);
      throw new AttemptError(isUnreadable ? { kind: 'unreadable', error } : { kind: 'transport', error });
    }
  }

  /** What is left of the caller's time decides with the settings: a retry that cannot end in time is none. */
  function retryPolicy(call: ProviderCall, bounds: CallerSettings) {
    let sent = 0;
    let wait = 0;
    const worthwhile = (error: unknown): boolean => {
      sent += 1;
      if (!(error instanceof AttemptError) || !error.mayRepeat(call.repeatable) || call.signal.aborted)
        return false;
      wait = Math.max((error.retryAfterSeconds ?? 0) * 1_000, backoff(bounds.firstWaitMs, sent));
      const needed = wait + (error.timedOut ? bounds.attemptTimeoutMs : 0) + bounds.reserveMs;
      return wait <= bounds.longestWaitMs && Date.now() + needed < call.deadline.getTime();
    };
    return retry(handleWhen(worthwhile), {
      maxAttempts: bounds.attempts - 1,
      backoff: new DelegateBackoff<IRetryBackoffContext<unknown>>(() => wait),
    });
  }

  return {
    async call(call) {
      const { bulkhead, breaker } = lanes.lane(call.provider, call.workspaceId);
      const bounds = settings();
      const left = call.deadline.getTime() - Date.now() - bounds.reserveMs;
      const signal = AbortSignal.any([call.signal, AbortSignal.timeout(Math.max(1, left))]);
      let attempts = 0;
      try {
        const outcome = await retryPolicy(call, bounds).execute(async () => {
          // Nothing is spent on a call that is not made.
          if (breaker.state === CircuitState.Open) throw new BrokenCircuitError();
          const arrived = await quotas.take(call, Date.now() + left, signal);
          return wrap(bulkhead, breaker)
            .execute(() => {
              attempts += 1;
              return attempt(call, signal);
            }, signal)
            .finally(arrived);
        }, signal);
        return { ...outcome, attempts };
      } catch (error) {
        throw explain(call, error, attempts);
      }
    },
  };
}

/** backoff is a wait that doubles; half of it is random, so that many callers do not come back at once. */
export function backoff(first: number, sent: number): number {
  const full = first * 2 ** (sent - 1);
  return full / 2 + (Math.random() * full) / 2;
}

/** explain says what the caller hears of a call that failed. */
export function explain(
  { provider: { name }, secrets = [] }: Pick<ProviderCall, 'provider' | 'secrets'>,
  error: unknown,
  attempts: number,
): unknown {
  if (error instanceof AttemptError) return describeTrouble(name, error, { attempts, secrets });
  const options = { metadata: { attempts: String(attempts) }, cause: error };
  if (error instanceof BrokenCircuitError) {
    const detail = `${name} failed too often just now; no call is made for a while.`;
    return new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', detail, {
      ...options,
      retryAfterSeconds: 10,
    });
  }
  if (error instanceof BulkheadRejectedError) {
    const detail = `Too many calls of this workspace to ${name} are under way.`;
    return new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', detail, {
      ...options,
      retryAfterSeconds: 1,
    });
  }
  if (attempts === 0 && (error as { name?: string }).name === 'TaskCancelledError') {
    return new AppError(
      'upstreamTimeout',
      'PROVIDER.TIMEOUT',
      `There was no time left to call ${name}.`,
      options,
    );
  }
  return error;
}
