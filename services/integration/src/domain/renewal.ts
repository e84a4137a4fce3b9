import type { Credentials } from './connection.ts';

/** RenewalRules say when credentials are renewed without anybody asking. */
export interface RenewalRules {
  /** How long before its end an access token is renewed, if the connection is in use. */
  aheadMs: number;
  /** How long a refresh token may lie unused. */
  idleMs: number;
}

/**
 * renewAt is when credentials that can be renewed should be; undefined where there is no refresh token. Connections
 * that were made at the same time are spread out, and a token of a short life keeps most of it.
 */
export function renewAt(
  { values, expiresAt }: Credentials,
  now: Date,
  { aheadMs, idleMs }: RenewalRules,
  random = Math.random(),
): Date | undefined {
  if (values['refreshToken'] === undefined) return undefined;
  const life = expiresAt === undefined ? Infinity : expiresAt.getTime() - now.getTime();
  const ahead = Math.min(aheadMs, life / 8) * (1 + random);
  const inUse = life - ahead;
  const idle = idleMs * (1 - random / 10);
  return new Date(now.getTime() + Math.max(0, Math.min(inUse, idle)));
}
