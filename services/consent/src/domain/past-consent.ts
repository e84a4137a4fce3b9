import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { type Consent, type End, supersede } from './consent.ts';
import { endedFact, grantedFact, supersededFact } from './facts.ts';
import { type Grant, grantConsent, type Terms } from './grant-consent.ts';
import type { Fact } from './ledger.ts';

/** PastGrant is a consent that was recorded elsewhere, with all that became of it there. */
export interface PastGrant extends Grant {
  id: string;
  grantedAt: Date;
  expiresAt: Date;
  revokedAt?: Date;
  revokeReason?: string;
}

/** Recorded is how a past consent takes its place among those of its end user. */
export interface Recorded {
  /** As it stands now. */
  consent: Consent;
  /** The purposes for which it decides from now on: those that no newer consent covers. */
  decides: readonly string[];
  /** Older consents, as they are without the purposes that it takes over. */
  superseded: readonly Consent[];
  /** What goes on record, in this order. */
  facts: readonly Fact[];
}

/** importActor is who is on record for what an import brought. */
export const importActor = 'import';

function* faults({ grantedAt, revokedAt }: PastGrant, now: Date): Generator<FieldError> {
  if (grantedAt > now) yield { path: 'grantedAt', message: 'must not lie in the future' };
  if (revokedAt && revokedAt < grantedAt)
    yield { path: 'revokedAt', message: 'must not lie before grantedAt' };
  if (revokedAt && revokedAt > now) yield { path: 'revokedAt', message: 'must not lie in the future' };
}

function endOf({ revokedAt, revokeReason, expiresAt }: PastGrant, now: Date): End | undefined {
  if (revokedAt)
    return { cause: 'revoked', at: revokedAt, ...(revokeReason ? { reason: revokeReason } : {}) };
  return expiresAt <= now ? { cause: 'expired', at: expiresAt } : undefined;
}

/**
 * recordPast judges a past consent as if it had been granted here at its time: the newest grant decides for a purpose,
 * in whatever order consents are imported. `holders` are those that decide for its purposes until now. Fails with
 * REQUEST.INVALID.
 */
export function recordPast(past: PastGrant, holders: readonly Consent[], terms: Terms, now: Date): Recorded {
  const fields = [...faults(past, now)];
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The consent cannot be imported as it is.', {
      fields,
    });
  const { id, revokedAt: _at, revokeReason: _reason, ...grant } = past;
  const granted: Consent = { ...grantConsent(grant, terms, past.grantedAt), id };
  const newer = holders
    .filter(({ grantedAt }) => grantedAt > granted.grantedAt)
    .toSorted((one, other) => one.grantedAt.getTime() - other.grantedAt.getTime());
  const covered = new Set(newer.flatMap(({ purposes }) => purposes));
  const decides = granted.purposes.filter(purpose => !covered.has(purpose));

  const facts: Fact[] = [];
  const superseded: Consent[] = [];
  const taking = { ...granted, purposes: decides };
  for (const older of holders) {
    if (newer.includes(older) || !older.purposes.some(purpose => decides.includes(purpose))) continue;
    const rest = supersede(older, taking);
    if (rest === older) continue;
    superseded.push(rest);
    facts.push(supersededFact(older, taking));
  }
  facts.push(grantedFact(granted));

  const end = endOf(past, now);
  let consent = granted;
  for (const holder of newer) {
    if (end && end.at <= holder.grantedAt) break;
    const rest = supersede(consent, holder);
    if (rest === consent) continue;
    facts.push(supersededFact(consent, holder));
    consent = rest;
  }
  // What was superseded has no time left to expire in; it may still have been withdrawn.
  if (end && !(consent.end && end.cause === 'expired')) {
    facts.push(endedFact(consent, end, end.cause === 'revoked' ? importActor : 'system'));
    consent = { ...consent, end };
  }
  return { consent, decides, superseded, facts: facts.map(fact => imported(fact, now)) };
}

/** imported marks a fact as brought by an import, and when: its `at` is the time at which it happened. */
export function imported(fact: Fact, now: Date): Fact {
  return { ...fact, details: { ...fact.details, imported: now.toISOString() } };
}
