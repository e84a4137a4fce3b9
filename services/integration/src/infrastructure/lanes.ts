import {
  bulkhead,
  type BulkheadPolicy,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import type { Provider } from '../domain/provider.ts';
import type { ProviderStatus } from '../usecase/ports.ts';
import { AttemptError } from './attempt-error.ts';

/** LaneSettings bound what one workspace may do at one provider; times in milliseconds. */
export interface LaneSettings {
  /** Failures in a row that open the breaker. */
  breakerFailures: number;
  /** How long it stays open before one call tries. */
  breakerOpenMs: number;
  concurrency: number;
  queue: number;
}

/** Lane is one workspace's way to one provider: the trouble of one does not hold up another. */
export interface Lane {
  bulkhead: BulkheadPolicy;
  breaker: CircuitBreakerPolicy;
}

/** Lanes finds the lane of a provider and a workspace. */
export interface Lanes {
  lane(provider: Provider, workspaceId: string): Lane;
  circuit(provider: Provider, workspaceId: string): ProviderStatus['circuit'];
}

/** CircuitTold hears of circuits that open and close. */
export type CircuitTold = (provider: Provider, workspaceId: string, change: 'opened' | 'closed') => void;

const mostLanes = 10_000;

/**
 * createLanes makes lanes as they are needed, and forgets the oldest when there are very many. When the settings have
 * changed, it makes them all anew; what goes on in the old ones ends there.
 */
export function createLanes(current: () => LaneSettings, told: CircuitTold = () => undefined): Lanes {
  const lanes = new Map<string, Lane>();
  let madeFor = '';

  function lane(provider: Provider, workspaceId: string): Lane {
    const settings = current();
    const wanted = JSON.stringify(settings);
    if (wanted !== madeFor) lanes.clear();
    madeFor = wanted;
    const key = `${provider.id} ${workspaceId}`;
    const known = lanes.get(key);
    if (known) return known;
    const breaker = circuitBreaker(
      handleWhen(error => error instanceof AttemptError && error.isOutage),
      { halfOpenAfter: settings.breakerOpenMs, breaker: new ConsecutiveBreaker(settings.breakerFailures) },
    );
    breaker.onBreak(() => {
      told(provider, workspaceId, 'opened');
    });
    breaker.onReset(() => {
      told(provider, workspaceId, 'closed');
    });
    const made = {
      bulkhead: bulkhead(settings.concurrency, settings.queue),
      breaker,
    };
    const [oldest] = lanes.keys();
    if (lanes.size >= mostLanes && oldest !== undefined) lanes.delete(oldest);
    lanes.set(key, made);
    return made;
  }

  return {
    lane,
    circuit(provider, workspaceId) {
      const { state } = lane(provider, workspaceId).breaker;
      if (state === CircuitState.Closed) return 'closed';
      return state === CircuitState.HalfOpen ? 'halfOpen' : 'open';
    },
  };
}
