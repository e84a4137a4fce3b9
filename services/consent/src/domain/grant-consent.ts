import { randomBytes } from 'node:crypto';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Consent, Json, Notice } from './consent.ts';
import { isPurposeId } from './purpose.ts';
import { isText } from './text.ts';

/** Grant is what a caller asks to have recorded. */
export interface Grant {
  workspaceId: string;
  endUserId: string;
  provider: string;
  purposes: readonly string[];
  scopes: readonly string[];
  expiresAt?: Date;
  notice?: Notice;
  evidence?: Json;
  grantedBy: string;
  idempotencyKey?: string;
}

/** Terms bound how long a consent may hold, in milliseconds; none holds for ever. */
export interface Terms {
  defaultDuration: number;
  maximumDuration: number;
}

/** grantConsent makes a new consent, or fails with REQUEST.INVALID naming every bad field. */
export function grantConsent(grant: Grant, terms: Terms, now: Date): Consent {
  const fields = [...faults(grant, terms, now)];
  if (fields.length > 0) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The consent cannot be recorded as asked.', {
      fields,
    });
  }
  return {
    ...grant,
    id: newId('cns'),
    purposes: [...new Set(grant.purposes)].sort(),
    scopes: [...new Set(grant.scopes)].sort(),
    grantedAt: now,
    expiresAt: grant.expiresAt ?? new Date(now.getTime() + terms.defaultDuration),
    salt: randomBytes(16).toString('hex'),
  };
}

const providerPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const languagePattern = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const maximumEvidence = 16_384;

function* faults(grant: Grant, terms: Terms, now: Date): Generator<FieldError> {
  if (!isText(grant.endUserId, 200))
    yield { path: 'endUserId', message: 'must have 1 to 200 printable characters' };
  if (!providerPattern.test(grant.provider) || grant.provider.length > 64) {
    yield { path: 'provider', message: 'must be the id of a provider, as `slack`' };
  }
  if (grant.purposes.length < 1 || grant.purposes.length > 32) {
    yield { path: 'purposes', message: 'must name 1 to 32 purposes' };
  }
  for (const [index, purpose] of grant.purposes.entries()) {
    if (!isPurposeId(purpose)) {
      yield {
        path: `purposes.${index}`,
        message: 'must match [a-z][a-z0-9_-]* and have at most 64 characters',
      };
    }
  }
  if (grant.scopes.length > 256) yield { path: 'scopes', message: 'must name at most 256 scopes' };
  for (const [index, scope] of grant.scopes.entries()) {
    if (!isText(scope, 255))
      yield { path: `scopes.${index}`, message: 'must have 1 to 255 printable characters' };
  }
  if (grant.expiresAt) yield* expiryFaults(grant.expiresAt, terms, now);
  if (grant.notice) yield* noticeFaults(grant.notice);
  if (grant.evidence) yield* evidenceFaults(JSON.stringify(grant.evidence));
}

function* expiryFaults(expiresAt: Date, terms: Terms, now: Date): Generator<FieldError> {
  // Written so that an invalid date is refused as well.
  if (!(expiresAt > now)) yield { path: 'expiresAt', message: 'must lie in the future' };
  const latest = new Date(now.getTime() + terms.maximumDuration);
  if (expiresAt > latest) yield { path: 'expiresAt', message: `must not lie after ${latest.toISOString()}` };
}

function* noticeFaults(notice: Notice): Generator<FieldError> {
  if (!isText(notice.version, 100))
    yield { path: 'notice.version', message: 'must have 1 to 100 printable characters' };
  const url = URL.canParse(notice.url) ? new URL(notice.url) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || !isText(notice.url, 2048)) {
    yield { path: 'notice.url', message: 'must be an http or https URL' };
  }
  if (!languagePattern.test(notice.language)) {
    yield { path: 'notice.language', message: 'must be a BCP 47 language tag, as `en`' };
  }
}

function* evidenceFaults(json: string): Generator<FieldError> {
  if (Buffer.byteLength(json) > maximumEvidence) {
    yield { path: 'evidence', message: `must have at most ${maximumEvidence} bytes of JSON` };
  }
  if (json.includes(String.raw`\u0000`))
    yield { path: 'evidence', message: 'must not contain the character U+0000' };
}
