import { AppError } from '@neighbourhood/shared/errors/app-error';

/** Json is any JSON object: free data of the customer's. */
export type Json = Record<string, unknown>;

/** Notice names the text that the end user saw. */
export interface Notice {
  version: string;
  url: string;
  /** BCP 47, as `de` or `en-GB`. */
  language: string;
}

/** End is how and when a consent stopped to hold. */
export interface End {
  cause: 'revoked' | 'expired' | 'superseded';
  at: Date;
  /** Free text of whoever revoked it, or the id of the consent that superseded it. */
  reason?: string;
}

/**
 * Consent is what one end user allowed at one provider. It is made by `grantConsent` alone and never edited:
 * `revoke`, `expire` and `supersede` return the consent that follows from it.
 */
export interface Consent {
  readonly id: string;
  readonly workspaceId: string;
  readonly endUserId: string;
  readonly provider: string;
  readonly purposes: readonly string[];
  readonly scopes: readonly string[];
  readonly notice?: Notice;
  /** How the end user agreed, as the customer recorded it; personal data. */
  readonly evidence?: Json;
  /** `usr_…` or `key_…` of whoever recorded the grant. */
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
  readonly end?: End;
  /** Random; keeps the ledger's commitment to the personal data from being guessed. */
  readonly salt: string;
  /** Repeating a grant under the same key returns the first one. */
  readonly idempotencyKey?: string;
}

/** Status is what callers see: superseding counts as revoking. */
export type Status = 'active' | 'expired' | 'revoked';

/** statusOf tells a consent's status at a moment; expiry needs no clean-up job to take effect. */
export function statusOf(consent: Pick<Consent, 'end' | 'expiresAt'>, now: Date): Status {
  if (consent.end && consent.end.cause !== 'expired') return 'revoked';
  return consent.end || consent.expiresAt <= now ? 'expired' : 'active';
}

/** Ended is a consent that certainly holds no more. */
export type Ended = Consent & { readonly end: End };

/** revoke withdraws a consent as a whole, also an expired one. Throws CONSENT.ALREADY_REVOKED the second time. */
export function revoke(consent: Consent, now: Date, reason?: string): Ended {
  if (statusOf(consent, now) === 'revoked') {
    throw new AppError(
      'conflict',
      'CONSENT.ALREADY_REVOKED',
      'This consent was withdrawn or replaced before.',
    );
  }
  return { ...consent, end: { cause: 'revoked', at: now, ...(reason ? { reason } : {}) } };
}

/** expire ends a consent whose time is over; undefined before that, and after any other end. */
export function expire(consent: Consent, now: Date): Ended | undefined {
  if (consent.end || consent.expiresAt > now) return undefined;
  return { ...consent, end: { cause: 'expired', at: consent.expiresAt } };
}

/** supersede takes from an active consent the purposes that a newer one covers; without any left it ends. */
export function supersede(consent: Consent, newer: Consent): Consent {
  if (statusOf(consent, newer.grantedAt) !== 'active') return consent;
  const purposes = consent.purposes.filter(purpose => !newer.purposes.includes(purpose));
  if (purposes.length > 0) return { ...consent, purposes };
  return { ...consent, end: { cause: 'superseded', at: newer.grantedAt, reason: newer.id } };
}

/** consentNotFound does not tell whether the consent exists elsewhere. */
export function consentNotFound(): AppError {
  return new AppError('notFound', 'CONSENT.NOT_FOUND', 'This workspace has no such consent.');
}
