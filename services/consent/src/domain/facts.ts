import type { Consent, End } from './consent.ts';
import { digest } from './digest.ts';
import type { Fact } from './ledger.ts';

/** grantedFact puts the terms of a consent on record; the end user and the evidence only as a commitment. */
export function grantedFact(consent: Consent): Fact {
  const { id, provider, purposes, scopes, notice, grantedAt, grantedBy, expiresAt } = consent;
  return {
    consentId: id,
    action: 'granted',
    at: grantedAt,
    actor: grantedBy,
    details: {
      provider,
      purposes,
      scopes,
      expiresAt: expiresAt.toISOString(),
      ...(notice ? { notice } : {}),
      commitment: commitmentTo(consent),
    },
  };
}

/** commitmentTo binds a ledger entry to personal data that may be erased later: without its salt it tells nothing. */
export function commitmentTo({ salt, endUserId, evidence }: Consent): string {
  return digest({ salt, endUserId, evidence });
}

/** endedFact records a revocation or an expiry, and which purposes it ended; free text only as a hash. */
export function endedFact(before: Consent, end: End, actor: string): Fact {
  const { id, provider, purposes, salt } = before;
  return {
    consentId: id,
    action: end.cause,
    at: end.at,
    actor,
    details: {
      provider,
      purposes: before.end ? [] : purposes,
      ...(end.reason ? { reasonHash: digest({ salt, reason: end.reason }) } : {}),
    },
  };
}

/** supersededFact records which purposes a newer consent took over. */
export function supersededFact(older: Consent, newer: Consent): Fact {
  const purposes = older.purposes.filter(purpose => newer.purposes.includes(purpose));
  return {
    consentId: older.id,
    action: 'superseded',
    at: newer.grantedAt,
    actor: newer.grantedBy,
    details: { provider: older.provider, purposes, by: newer.id },
  };
}
