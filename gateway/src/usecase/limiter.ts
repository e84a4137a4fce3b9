import { type BucketLimit } from '../domain/token-bucket.ts';

/** LimitAnswer says whether a request may pass, and what is left. */
export interface LimitAnswer {
  allowed: boolean;
  remaining: number;
  /** Seconds until the bucket is full again. */
  resetSeconds: number;
  /** Seconds until a request may pass; 0 when this one did. */
  retryAfterSeconds: number;
}

/** Limiter keeps token buckets that all replicas share. */
export interface Limiter {
  /** Takes one token of the bucket of `id` under the policy `name`. */
  spend(name: string, id: string, limit: BucketLimit): Promise<LimitAnswer>;
  /** Whether this replica knows the bucket to be empty; costs nothing. */
  isEmpty(name: string, id: string): boolean;
}
