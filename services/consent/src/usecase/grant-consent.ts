import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Consent, supersede } from '../domain/consent.ts';
import type { Change, ConsentStore } from '../domain/consent-store.ts';
import { grantedEvent } from '../domain/events.ts';
import { grantedFact, supersededFact } from '../domain/facts.ts';
import { type Grant, grantConsent, type Terms } from '../domain/grant-consent.ts';
import { requireKnown, withBuiltIn } from '../domain/purpose.ts';
import type { PurposeStore } from '../domain/purpose-store.ts';
import { requireWriter } from './access.ts';
import type { Clock, ExpiryTimers } from './ports.ts';

/** GrantRequest is a grant without what the call itself tells. */
export type GrantRequest = Omit<Grant, 'workspaceId' | 'grantedBy' | 'idempotencyKey'>;

/**
 * createGrantConsent records what an end user allowed. From then on the new consent decides for its purposes;
 * older ones keep only the purposes that it does not cover. Repeating a grant under the same idempotency key
 * returns the first one.
 */
export function createGrantConsent(deps: {
  store: ConsentStore;
  purposes: PurposeStore;
  timers: ExpiryTimers;
  terms: Terms;
  clock: Clock;
}) {
  const { store, purposes, timers, terms, clock } = deps;
  return async (request: GrantRequest, call: Call): Promise<Consent> => {
    const workspaceId = requireWriter(call);
    const grant: Grant = { ...request, workspaceId, grantedBy: call.identity.subject };
    if (call.idempotencyKey) grant.idempotencyKey = call.idempotencyKey;
    const wanted = grantConsent(grant, terms, clock());
    requireKnown(grant.purposes, withBuiltIn(await purposes.own(workspaceId)));
    const consent = await store.change(
      workspaceId,
      async change => (await findRepeated(change, wanted)) ?? record(change, wanted),
    );
    await timers.schedule(consent);
    return consent;
  };
}

async function record(change: Change, consent: Consent): Promise<Consent> {
  for (const older of await change.holders(consent)) {
    const rest = supersede(older, consent);
    if (rest === older) continue;
    await change.update(rest);
    await change.record(supersededFact(older, consent));
  }
  await change.add(consent);
  await change.record(grantedFact(consent));
  await change.announce(grantedEvent(consent));
  return consent;
}

async function findRepeated(change: Change, wanted: Consent): Promise<Consent | undefined> {
  if (wanted.idempotencyKey === undefined) return undefined;
  const earlier = await change.findByIdempotencyKey(wanted.grantedBy, wanted.idempotencyKey);
  if (!earlier || (earlier.endUserId === wanted.endUserId && earlier.provider === wanted.provider))
    return earlier;
  throw new AppError(
    'conflict',
    'IDEMPOTENCY.KEY_REUSED',
    'This idempotency key was used for another grant.',
  );
}
