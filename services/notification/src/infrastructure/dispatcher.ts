import { type Log } from '@neighbourhood/shared/call/call';
import { bulkhead, type BulkheadPolicy, isBulkheadRejectedError } from 'cockatiel';
import { type Dispatch } from '../usecase/ports.ts';

/** DispatcherOptions of createDispatcher. */
export interface DispatcherOptions {
  /** Attempts at a time in this process… */
  concurrency: number;
  /** …and to one endpoint, so that one that hangs holds up only itself. */
  perEndpoint: number;
  log: Log;
}

/** Dispatcher makes attempts in the background. What does not fit its queues is left to the sweep. */
export interface Dispatcher {
  dispatch: Dispatch;
  /** Says how an attempt is made; before that, nothing is dispatched. */
  start(attempt: (deliveryId: string) => Promise<void>): void;
  /** Takes no more, forgets what waits, and resolves when the attempts under way have ended. */
  drain(): Promise<void>;
}

const queuePerEndpoint = 1_000;
const queueOverall = 10_000;

/** createDispatcher makes a dispatcher that waits to be started. */
export function createDispatcher({ concurrency, perEndpoint, log }: DispatcherOptions): Dispatcher {
  const all = bulkhead(concurrency, queueOverall);
  const endpoints = new Map<string, { policy: BulkheadPolicy; users: number }>();
  const underWay = new Set<Promise<void>>();
  const queued = new Set<string>();
  let attempt: ((deliveryId: string) => Promise<void>) | undefined;

  function enter(webhookId: string) {
    const endpoint = endpoints.get(webhookId) ?? {
      policy: bulkhead(perEndpoint, queuePerEndpoint),
      users: 0,
    };
    endpoint.users++;
    endpoints.set(webhookId, endpoint);
    return endpoint;
  }

  async function run(id: string, webhookId: string): Promise<void> {
    const endpoint = enter(webhookId);
    try {
      await endpoint.policy.execute(() => all.execute(async () => attempt?.(id)));
    } catch (err) {
      if (!isBulkheadRejectedError(err))
        log.error({ err, deliveryId: id }, 'an attempt could not be made or noted; it will be found again');
    } finally {
      queued.delete(id);
      if (--endpoint.users === 0) endpoints.delete(webhookId);
    }
  }

  return {
    dispatch({ id, webhookId }) {
      if (!attempt || queued.has(id)) return;
      queued.add(id);
      const running = run(id, webhookId).finally(() => underWay.delete(running));
      underWay.add(running);
    },
    start(how) {
      attempt = how;
    },
    async drain() {
      attempt = undefined;
      await Promise.all(underWay);
    },
  };
}
