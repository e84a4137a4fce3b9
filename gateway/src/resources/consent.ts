import { z } from 'zod';
import type { Consent__Output } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/Consent';
import type { LedgerEntry__Output } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/LedgerEntry';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { endUserId, iso, providerId, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** consentStatus is the state of a consent. */
export const consentStatus = z.enum(['active', 'expired', 'revoked']);

/** purposeId names what data may be used for. */
export const purposeId = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_-]*$/, 'must match [a-z][a-z0-9_-]*')
  .meta({ examples: ['automation'] });

/** notice is the text that an end user was shown. */
export const notice = z.strictObject({
  version: z.string().min(1).max(100),
  url: z.string().max(2048),
  language: z
    .string()
    .max(35)
    .meta({ examples: ['de'] }),
});

/** consent is what an end user allowed. */
export const consent = z
  .object({
    id: typedId('cns'),
    endUserId,
    provider: providerId,
    purposes: z.array(purposeId),
    scopes: z.array(z.string()),
    status: consentStatus,
    grantedAt: time,
    expiresAt: time.optional(),
    revokedAt: time.optional(),
    revokeReason: z.string().optional(),
    notice: z.object({ version: z.string(), url: z.string(), language: z.string() }).optional(),
  })
  .meta({ id: 'Consent' });

/** purpose is one of a workspace's purposes. */
export const purpose = z.strictObject({
  id: purposeId,
  title: z.string().min(1).max(200),
  description: z.string().max(2000),
});

/** ledgerEntry is one link of a workspace's hash chain. */
export const ledgerEntry = z
  .object({
    sequence: z.int(),
    consentId: z.string(),
    action: z.enum(['granted', 'revoked', 'expired', 'superseded', 'erased']),
    at: time,
    actor: z.string(),
    details: z.unknown(),
    hash: z.string(),
    previousHash: z.string(),
  })
  .meta({ id: 'LedgerEntry' });

/** presentConsent presents a consent. */
export function presentConsent(message: Consent__Output | null) {
  const from = required(message);
  const { id, endUserId: user, provider, purposes, scopes, revokeReason } = from;
  return compact({
    id,
    endUserId: user,
    provider,
    purposes,
    scopes,
    status: fromEnum('CONSENT_STATUS', from.status),
    grantedAt: requiredIso(from.grantedAt),
    expiresAt: iso(from.expiresAt),
    revokedAt: iso(from.revokedAt),
    revokeReason: revokeReason || undefined,
    notice: from.notice ?? undefined,
  });
}

/** presentLedgerEntry presents one link of the chain. */
export function presentLedgerEntry(from: LedgerEntry__Output) {
  const { sequence, consentId, actor, hash, previousHash } = from;
  const action = fromEnum('LEDGER_ACTION', from.action);
  return {
    sequence,
    consentId,
    action,
    at: requiredIso(from.at),
    actor,
    details: fromValue(from.details),
    hash,
    previousHash,
  };
}
