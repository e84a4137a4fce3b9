import { type Consent, statusOf } from './consent.ts';

/** Standing is the consent that decides for one purpose of one end user at one provider. */
export interface Standing extends Pick<Consent, 'scopes' | 'expiresAt' | 'end'> {
  consentId: string;
  purpose: string;
}

/** Refusal says why an act is not allowed. */
export type Refusal = 'noConsent' | 'revoked' | 'expired' | 'scopeMissing' | 'purposeMissing';

/** Verdict answers whether an act is allowed. */
export type Verdict =
  | { valid: true; consentId: string; expiresAt: Date }
  | { valid: false; reason: Refusal; consentId?: string; missingScopes: readonly string[] };

/**
 * judge decides whether the standings of an end user at a provider allow an act for `purpose` with `scopes`.
 * The purpose's own consent decides; consents for other purposes only tell noConsent from purposeMissing.
 */
export function judge(
  standings: readonly Standing[],
  act: { purpose: string; scopes: readonly string[] },
  now: Date,
): Verdict {
  const standing = standings.find(({ purpose }) => purpose === act.purpose);
  if (!standing) {
    const other = standings.some(candidate => statusOf(candidate, now) === 'active');
    return { valid: false, reason: other ? 'purposeMissing' : 'noConsent', missingScopes: [] };
  }
  const { consentId, expiresAt } = standing;
  const status = statusOf(standing, now);
  if (status !== 'active') return { valid: false, reason: status, consentId, missingScopes: [] };
  const missingScopes = act.scopes.filter(scope => !standing.scopes.includes(scope));
  if (missingScopes.length > 0) return { valid: false, reason: 'scopeMissing', consentId, missingScopes };
  return { valid: true, consentId, expiresAt };
}
