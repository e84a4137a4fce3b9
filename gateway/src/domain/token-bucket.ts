/** BucketLimit is a token bucket: at most `capacity` at once, refilled evenly over `windowSeconds`. */
export interface BucketLimit {
  capacity: number;
  /** Seconds in which an empty bucket fills up. */
  windowSeconds: number;
}

/** Bucket is the shared state of one limit; `at` is when `tokens` was true, in milliseconds. */
export interface Bucket {
  tokens: number;
  at: number;
}

/** Lease is what one draw on the shared bucket answered. */
export interface Lease {
  bucket: Bucket;
  /** Whole tokens now held by the caller; 0 when the bucket has none. */
  granted: number;
  /** Milliseconds until one whole token is there; 0 when some were granted. */
  retryAfterMs: number;
}

const ratePerMs = (limit: BucketLimit): number => limit.capacity / (limit.windowSeconds * 1000);

/** refill returns the bucket as it is at `now`. A clock that runs behind adds nothing. */
export function refill(bucket: Bucket | undefined, limit: BucketLimit, now: number): Bucket {
  if (bucket === undefined) return { tokens: limit.capacity, at: now };
  const elapsed = Math.max(0, now - bucket.at);
  const tokens = Math.min(limit.capacity, bucket.tokens + elapsed * ratePerMs(limit));
  return { tokens, at: Math.max(now, bucket.at) };
}

/**
 * draw leases up to `wanted` tokens, after giving back `unspent` ones of an earlier lease. It never takes more
 * than half of what is there beyond the first token, so that other replicas find some too.
 */
export function draw(
  stored: Bucket | undefined,
  limit: BucketLimit,
  request: { wanted: number; unspent: number; now: number },
): Lease {
  const full = refill(stored, limit, request.now);
  const tokens = Math.min(limit.capacity, full.tokens + request.unspent);
  const granted = Math.min(request.wanted, Math.max(Math.floor(tokens / 2), Math.min(1, Math.floor(tokens))));
  const bucket = { tokens: tokens - granted, at: full.at };
  const retryAfterMs = granted > 0 ? 0 : Math.ceil((1 - tokens) / ratePerMs(limit));
  return { bucket, granted, retryAfterMs };
}

/** secondsUntilFull tells when a bucket holding `tokens` would be full again, whole seconds. */
export function secondsUntilFull(tokens: number, limit: BucketLimit): number {
  return Math.ceil(Math.max(0, limit.capacity - tokens) / ratePerMs(limit) / 1000);
}
