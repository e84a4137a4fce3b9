import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const monthMs = 30 * 86_400_000;

/**
 * forgetOldIssuer removes root and issuer of Sentry when a month or less is left of their year: Sentry makes them when
 * they are absent, and never renews them. Everybody who trusts them is about to start with it. Answers whether it did.
 */
export function forgetOldIssuer(directory: string, now = Date.now()): boolean {
  const file = join(directory, 'issuer.crt');
  if (!existsSync(file)) return false;
  if (new X509Certificate(readFileSync(file)).validToDate.getTime() > now + monthMs) return false;
  rmSync(directory, { recursive: true, force: true });
  return true;
}
