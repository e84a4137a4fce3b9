import { type Log } from '@neighbourhood/shared/call/call';
import { changeEntry } from '@neighbourhood/shared/dapr/change-entry';
import { type StateStore } from '@neighbourhood/shared/dapr/state';
import {
  type Bucket,
  type BucketLimit,
  draw,
  type Lease,
  refill,
  secondsUntilFull,
} from '../domain/token-bucket.ts';
import { type Limiter, type LimitAnswer } from '../usecase/limiter.ts';

/** LimiterOptions: how long a lease may lie unspent, and how many tokens one may hold. */
export interface LimiterOptions {
  store: Pick<StateStore, 'get' | 'set'>;
  log: Log;
  leaseMs?: number;
  largestLease?: number;
  now?: () => number;
  /** Waits between tries for a contended bucket. */
  pause?: (ms: number) => Promise<unknown>;
}

/** What this replica knows of one bucket. */
interface Local {
  /** The limit that all else here was computed with. */
  limit: BucketLimit;
  tokens: number;
  leasedUntil: number;
  /** Tokens to ask for next time: doubles while leases are used up quickly. */
  batch: number;
  /** The shared bucket when it was last seen. */
  seen: Bucket | undefined;
  /** No token before this time. */
  emptyUntil: number;
  drawing: Promise<void> | undefined;
  waiting: number;
}

const mostBuckets = 50_000;

/**
 * createLeasedLimiter spends tokens that it leases from buckets in the state store, by ETag: all replicas
 * together never spend more than a bucket gives, and a busy caller costs no store call per request. While the
 * store does not answer, each replica limits by itself.
 */
export function createLeasedLimiter(options: LimiterOptions): Limiter {
  const { store, log, leaseMs = 1_000, largestLease = 100, now = Date.now, pause } = options;
  const buckets = new Map<string, Local>();

  function localOf(key: string, limit: BucketLimit): Local {
    const known = buckets.get(key);
    if (known) return known;
    if (buckets.size >= mostBuckets) forgetIdle();
    const fresh: Local = {
      limit,
      tokens: 0,
      leasedUntil: 0,
      batch: 1,
      seen: undefined,
      emptyUntil: 0,
      drawing: undefined,
      waiting: 0,
    };
    buckets.set(key, fresh);
    return fresh;
  }

  function forgetIdle(): void {
    const time = now();
    for (const [key, local] of buckets) {
      if (local.drawing === undefined && local.leasedUntil < time && local.emptyUntil < time)
        buckets.delete(key);
    }
  }

  /** Whoever waits for a token under an old limit asks anew under the new one. */
  function follow(local: Local, limit: BucketLimit): void {
    const { capacity, windowSeconds } = local.limit;
    if (capacity === limit.capacity && windowSeconds === limit.windowSeconds) return;
    Object.assign(local, { limit, leasedUntil: 0, emptyUntil: 0 });
  }

  function take(local: Local, lease: Lease): void {
    local.tokens = lease.granted;
    local.leasedUntil = now() + leaseMs;
    local.seen = lease.bucket;
    local.emptyUntil = lease.granted > 0 ? 0 : now() + lease.retryAfterMs;
  }

  async function lease(key: string, local: Local, limit: BucketLimit): Promise<void> {
    const usedUp = local.tokens === 0 && local.leasedUntil > now();
    local.batch = usedUp
      ? Math.min(local.batch * 2, largestLease, Math.max(1, Math.floor(limit.capacity / 10)))
      : 1;
    const unspent = local.tokens;
    local.tokens = 0;
    const drawn = await changeEntry<Bucket, Lease>(
      store,
      key,
      stored => {
        const wanted = Math.max(local.batch, Math.min(local.waiting, largestLease));
        const result = draw(stored, limit, { wanted, unspent, now: now() });
        return { value: result.bucket, ttlSeconds: limit.windowSeconds + 10, result };
      },
      { pause },
    );
    take(local, drawn ?? { bucket: local.seen ?? { tokens: 0, at: now() }, granted: 0, retryAfterMs: 1000 });
  }

  async function leaseOrFallBack(key: string, local: Local, limit: BucketLimit): Promise<void> {
    try {
      await lease(key, local, limit);
    } catch (err) {
      log.warn(
        { err, bucket: key.split(':')[1] },
        'rate limits are kept by this replica alone: the state store does not answer',
      );
      take(local, draw(local.seen, limit, { wanted: 1, unspent: 0, now: now() }));
    }
  }

  function answer(local: Local, limit: BucketLimit, allowed: boolean): LimitAnswer {
    const shared = refill(local.seen, limit, now()).tokens;
    const remaining = Math.max(0, Math.floor(Math.min(limit.capacity, shared + local.tokens)));
    const retryAfterSeconds = allowed ? 0 : Math.max(1, Math.ceil((local.emptyUntil - now()) / 1000));
    return {
      allowed,
      remaining: allowed ? remaining : 0,
      resetSeconds: secondsUntilFull(shared + local.tokens, limit),
      retryAfterSeconds,
    };
  }

  return {
    async spend(name, id, limit) {
      const key = `limit:${name}:${id}`;
      const local = localOf(key, limit);
      follow(local, limit);
      for (;;) {
        if (local.tokens > 0 && local.leasedUntil > now()) {
          local.tokens -= 1;
          return answer(local, limit, true);
        }
        if (local.emptyUntil > now()) return answer(local, limit, false);
        local.waiting += 1;
        local.drawing ??= leaseOrFallBack(key, local, limit).finally(() => {
          local.drawing = undefined;
        });
        await local.drawing.finally(() => (local.waiting -= 1));
      }
    },
    isEmpty: (name, id) => (buckets.get(`limit:${name}:${id}`)?.emptyUntil ?? 0) > now(),
  };
}
