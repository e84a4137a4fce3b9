import { type CloudEvent, newEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Consent, End } from './consent.ts';

/** grantedEvent tells that an end user allowed something. Data: neighbourhood.events.v1.ConsentGranted. */
export function grantedEvent(consent: Consent): CloudEvent {
  const { purposes, scopes, expiresAt } = consent;
  return event(consent, 'granted', consent.grantedAt, {
    purposes,
    scopes,
    expiresAt: expiresAt.toISOString(),
  });
}

/** revokedEvent tells that an end user withdrew a consent. Data: neighbourhood.events.v1.ConsentRevoked. */
export function revokedEvent(consent: Consent, { at, reason = '' }: End): CloudEvent {
  return event(consent, 'revoked', at, { revokedAt: at.toISOString(), reason });
}

/** expiredEvent tells that a consent ended by time. Data: neighbourhood.events.v1.ConsentExpired. */
export function expiredEvent(consent: Consent, { at }: End): CloudEvent {
  return event(consent, 'expired', at, { expiredAt: at.toISOString() });
}

function event(
  { id, workspaceId, endUserId, provider }: Consent,
  what: string,
  time: Date,
  more: object,
): CloudEvent {
  return newEvent({
    type: `consent.${what}`,
    source: '/neighbourhood/consent',
    subject: id,
    time,
    workspaceId,
    data: { workspaceId, consentId: id, endUserId, provider, ...more },
  });
}
