import { newId } from '../ids/typed-id.ts';

/**
 * CloudEvent is the CloudEvents 1.0 envelope of everything that happened. Data is camelCase JSON that
 * conforms to the message of the type in proto/neighbourhood/events/v1.
 */
export interface CloudEvent<T = unknown> {
  /** `evt_…`; consumers drop ids that they have seen. */
  id: string;
  /** As `consent.revoked`. */
  type: string;
  /** As `/neighbourhood/consent`. */
  source: string;
  /** The id of what it is about. */
  subject?: string;
  /** RFC 3339 UTC. */
  time: string;
  workspaceId: string;
  data: T;
  /** W3C trace context of the change. */
  traceparent?: string;
}

/** newEvent gives an event its id and time. */
export function newEvent<T>(
  event: Pick<CloudEvent<T>, 'type' | 'source' | 'workspaceId' | 'data'> & { subject?: string; time?: Date },
): CloudEvent<T> {
  const { time = new Date(), ...rest } = event;
  return { id: newId('evt'), ...rest, time: time.toISOString() };
}

/** topics name the event streams, one per owning service and one for the tenants' own events. */
export const topics = {
  auth: 'auth.events',
  integration: 'integration.events',
  consent: 'consent.events',
  workflow: 'workflow.events',
  notification: 'notification.events',
  tenant: 'tenant.events',
} as const;
