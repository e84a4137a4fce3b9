import { z } from 'zod';
import type { Delivery__Output } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Delivery';
import type { Webhook__Output } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Webhook';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** webhookStatus is the state of an endpoint. */
export const webhookStatus = z.enum(['active', 'disabled']);

/** deliveryStatus is the state of a delivery. */
export const deliveryStatus = z.enum(['pending', 'succeeded', 'failed', 'dead']);

const fields = {
  id: typedId('whk'),
  url: z.string(),
  eventTypes: z.array(z.string()),
  description: z.string(),
  status: webhookStatus,
  disabledReason: z.string().optional(),
  createdAt: time,
  updatedAt: time.optional(),
  failingSince: time.optional(),
};
const secret = z.string().meta({ description: 'Signing secret `whsec_…`, shown only here.' });

/** webhook is a customer's endpoint, without its secret. */
export const webhook = z.object(fields).meta({ id: 'Webhook' });

/** newWebhook shows the secret of a new endpoint. */
export const newWebhook = z.object({ ...fields, secret }).meta({ id: 'NewWebhook' });

/** rotatedWebhook shows an endpoint's new secret. */
export const rotatedWebhook = z
  .object({ ...fields, secret, previousExpiresAt: time.optional() })
  .meta({ id: 'RotatedWebhook' });

/** delivery is one event on its way to one endpoint. */
export const delivery = z
  .object({
    id: typedId('dlv'),
    webhookId: typedId('whk'),
    eventId: z.string(),
    eventType: z.string(),
    status: deliveryStatus,
    attempts: z.array(
      z.object({
        at: time,
        statusCode: z.int().optional(),
        error: z.string().optional(),
        durationMs: z.number(),
      }),
    ),
    nextAttemptAt: time.optional(),
    createdAt: time,
  })
  .meta({ id: 'Delivery' });

/** presentWebhook presents an endpoint. */
export function presentWebhook(message: Webhook__Output | null) {
  const from = required(message);
  const { id, url, eventTypes, description, disabledReason } = from;
  return compact({
    id,
    url,
    eventTypes,
    description,
    status: fromEnum('WEBHOOK_STATUS', from.status),
    disabledReason: disabledReason || undefined,
    createdAt: requiredIso(from.createdAt),
    updatedAt: iso(from.updatedAt),
    failingSince: iso(from.failingSince),
  });
}

/** presentDelivery presents a delivery with its attempts. */
export function presentDelivery(message: Delivery__Output | null) {
  const from = required(message);
  const { id, webhookId, eventId, eventType } = from;
  const attempts = from.attempts.map(({ at, statusCode, error, durationMs }) =>
    compact({ at: requiredIso(at), statusCode, error: error || undefined, durationMs }),
  );
  return compact({
    id,
    webhookId,
    eventId,
    eventType,
    status: fromEnum('DELIVERY_STATUS', from.status),
    attempts,
    nextAttemptAt: iso(from.nextAttemptAt),
    createdAt: requiredIso(from.createdAt),
  });
}
