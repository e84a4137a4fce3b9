import { dynamic } from '@neighbourhood/shared/config/live-part';
import { type LiveConfig } from '@neighbourhood/shared/config/live';
import { duration } from '@neighbourhood/shared/config/types';
import { baseConfig, requireTls } from '@neighbourhood/shared/process/config';
import { z } from 'zod';
import type { AuthDeps } from '../app.ts';
import type { HasherOptions } from './argon2-hasher.ts';

const count = z.coerce.number().int().positive();

/** authConfig is the schema of `configs/auth.yaml`; durations are milliseconds once read. */
export const authConfig = baseConfig.extend({
  database: z.strictObject({ maxConnections: count, requireTls }),
  tokens: z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1), accessTtl: duration }),
  sessions: dynamic(z.strictObject({ maxAge: duration, refreshTtl: duration, refreshGrace: duration })),
  passwords: z.strictObject({
    memoryKib: z.coerce.number().int().min(19_456),
    iterations: z.coerce.number().int().min(2),
    concurrency: count,
    queue: count,
    /** Share of the accounts whose imported hash is bcrypt still, and its cost; see docs/migration.md. */
    bcryptShare: z.coerce.number().min(0).max(1).default(0),
    bcryptCost: z.coerce.number().int().min(4).max(15).default(10),
  }),
  lockout: dynamic(
    z.strictObject({
      maxFailures: count,
      window: duration,
      lock: duration,
      addressTries: count,
      addressWindow: duration,
    }),
  ),
  apiKeys: dynamic(z.strictObject({ maxPerWorkspace: count, defaultRateLimitPerHour: count })),
});

/** AuthConfig is the configuration of the auth app. */
export type AuthConfig = z.output<typeof authConfig>;

/** hasherOptions reads the cost of a password hash. */
export function hasherOptions({ passwords }: AuthConfig): HasherOptions {
  const { memoryKib: memoryKiB, iterations, concurrency, queue, bcryptShare: share, bcryptCost } = passwords;
  return { memoryKiB, iterations, concurrency, queue, bcrypt: { share, cost: bcryptCost } };
}

/** rulesOf reads what bounds sessions, guessing and keys. */
export function rulesOf({ sessions, lockout, apiKeys }: AuthConfig): AuthDeps['rules'] {
  const {
    maxFailures,
    window: windowMs,
    lock: lockMs,
    addressTries,
    addressWindow: addressWindowMs,
  } = lockout;
  return {
    sessions: { maxAgeMs: sessions.maxAge, refreshMs: sessions.refreshTtl, graceMs: sessions.refreshGrace },
    lockout: { maxFailures, windowMs, lockMs, addressTries, addressWindowMs },
    apiKeys,
  };
}

/** liveRules are the rules as they are when they are read: all of them may change while the app runs. */
export function liveRules(live: LiveConfig<AuthConfig>): AuthDeps['rules'] {
  return {
    sessions: live.view(config => rulesOf(config).sessions),
    lockout: live.view(config => rulesOf(config).lockout),
    apiKeys: live.view(config => rulesOf(config).apiKeys),
  };
}
