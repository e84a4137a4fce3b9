import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { hears, isPattern } from './event-types.ts';
import { invalid } from './page.ts';

/** StoredSecret is a signing secret under encryption; one with an end signs beside the newest until then. */
export interface StoredSecret {
  sealed: string;
  expiresAt?: Date;
}

/** DisabledReason: the customer's own request, continuous failure, or an endpoint that answered 410. */
export type DisabledReason = 'request' | 'failures' | 'gone';

/** Webhook is a customer's endpoint. It is disabled exactly when it has a reason for that. */
export interface Webhook {
  id: string;
  workspaceId: string;
  url: string;
  eventTypes: readonly string[];
  description: string;
  disabledReason?: DisabledReason;
  /** Newest first; never empty. */
  secrets: readonly StoredSecret[];
  createdAt: Date;
  updatedAt: Date;
  /** Begin of the present run of failures. */
  failingSince?: Date;
}

/** WebhookChange holds the fields to change; absent ones stay. */
export interface WebhookChange {
  url?: string;
  eventTypes?: readonly string[];
  description?: string;
  status?: 'active' | 'disabled';
}

const maxDescription = 500;

/** newWebhook makes an active endpoint; its secret is sealed later, under its id. The address was checked before. */
export function newWebhook(
  fields: Pick<Webhook, 'workspaceId' | 'url' | 'eventTypes' | 'description'>,
  now: Date,
): Omit<Webhook, 'secrets'> {
  return {
    id: newId('whk'),
    ...fields,
    eventTypes: checkedTypes(fields.eventTypes),
    description: checkedDescription(fields.description),
    createdAt: now,
    updatedAt: now,
  };
}

/** changeWebhook applies a change; switching on forgets past failures. */
export function changeWebhook(webhook: Webhook, change: WebhookChange, now: Date): Webhook {
  const changed: Webhook = {
    ...webhook,
    ...(change.url === undefined ? {} : { url: change.url }),
    ...(change.eventTypes === undefined ? {} : { eventTypes: checkedTypes(change.eventTypes) }),
    ...(change.description === undefined ? {} : { description: checkedDescription(change.description) }),
    updatedAt: now,
  };
  if (change.status === 'disabled') changed.disabledReason ??= 'request';
  if (change.status === 'active') {
    delete changed.disabledReason;
    delete changed.failingSince;
  }
  return changed;
}

/** rotateSecret puts a new secret first and lets the others end after the overlap, at the latest. */
export function rotateSecret(webhook: Webhook, sealed: string, overlapSeconds: number, now: Date): Webhook {
  const end = new Date(now.getTime() + overlapSeconds * 1000);
  const old = liveSecrets(webhook, now)
    .map(secret => ({
      ...secret,
      expiresAt: secret.expiresAt && secret.expiresAt < end ? secret.expiresAt : end,
    }))
    .filter(({ expiresAt }) => expiresAt > now)
    .slice(0, 9);
  return { ...webhook, secrets: [{ sealed }, ...old], updatedAt: now };
}

/** liveSecrets are those that sign now, newest first. */
export function liveSecrets(webhook: Webhook, now: Date): readonly StoredSecret[] {
  return webhook.secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
}

/** isActive tells whether messages are delivered. */
export function isActive(webhook: Webhook): boolean {
  return webhook.disabledReason === undefined;
}

/** wants tells whether an endpoint hears a type now. */
export function wants(webhook: Webhook, type: string): boolean {
  return isActive(webhook) && hears(webhook.eventTypes, type);
}

/** requireActive throws WEBHOOK.DISABLED for an endpoint that is switched off. */
export function requireActive(webhook: Webhook): void {
  if (isActive(webhook)) return;
  throw new AppError('conflict', 'WEBHOOK.DISABLED', 'The webhook is disabled; switch it on first.');
}

/** webhookNotFound is the error for an endpoint that does not exist in the workspace. */
export function webhookNotFound(): AppError {
  return new AppError('notFound', 'WEBHOOK.NOT_FOUND', 'There is no such webhook.');
}

/** changedMeanwhile is the error for two changes of one endpoint at the same time. */
export function changedMeanwhile(): AppError {
  return new AppError(
    'conflict',
    'WEBHOOK.CHANGED',
    'The webhook was changed or deleted at the same time; read it and try again.',
  );
}

function checkedTypes(types: readonly string[]): readonly string[] {
  if (types.length === 0) throw invalid('eventTypes', 'must name at least one event type');
  if (types.length > 100) throw invalid('eventTypes', 'must name at most 100 event types');
  const unknown = types.flatMap((type, index) =>
    isPattern(type) ? [] : [{ path: `eventTypes.${index}`, message: 'is not a known event type' }],
  );
  if (unknown.length > 0) {
    throw new AppError('invalidArgument', 'WEBHOOK.EVENT_TYPE_UNKNOWN', 'Some event types are not known.', {
      fields: unknown,
    });
  }
  return [...new Set(types)];
}

function checkedDescription(description: string): string {
  if (description.length > maxDescription)
    throw invalid('description', `must have at most ${maxDescription} characters`);
  return description;
}
