import { z } from 'zod';
import type { Notification__Output } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Notification';
import type { Preferences__Output } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Preferences';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** channel is a way to reach somebody. */
export const channel = z.enum(['email', 'sms', 'push', 'webhook']);

/** notificationStatus is the state of a message. */
export const notificationStatus = z.enum(['pending', 'succeeded', 'failed']);

/** notification is a message to somebody. */
export const notification = z
  .object({
    id: typedId('ntf'),
    channel,
    to: z.string(),
    endUserId: z.string().optional(),
    template: z.string().optional(),
    subject: z.string().optional(),
    body: z.string().optional(),
    data: z.unknown().optional(),
    status: notificationStatus,
    createdAt: time,
    endedAt: time.optional(),
  })
  .meta({ id: 'Notification' });

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
  .meta({ examples: ['22:00'] });

/** preferences is what an end user wants to receive. */
export const preferences = z.strictObject({
  channels: z.strictObject({
    email: z.boolean().optional(),
    sms: z.boolean().optional(),
    push: z.boolean().optional(),
  }),
  quietHours: z
    .strictObject({
      from: clock,
      to: clock,
      timezone: z
        .string()
        .min(1)
        .max(64)
        .meta({ examples: ['Europe/Berlin'] }),
    })
    .optional(),
});

/** presentNotification presents a message. */
export function presentNotification(message: Notification__Output | null) {
  const from = required(message);
  const { id, to, endUserId, template, subject, body, data } = from;
  return compact({
    id,
    channel: fromEnum('CHANNEL', from.channel),
    to,
    endUserId: endUserId || undefined,
    template: template || undefined,
    subject: subject || undefined,
    body: body || undefined,
    data: data === null ? undefined : fromValue(data),
    status: fromEnum('NOTIFICATION_STATUS', from.status),
    createdAt: requiredIso(from.createdAt),
    endedAt: iso(from.endedAt),
  });
}

/** presentPreferences presents an end user's choice. */
export function presentPreferences(message: Preferences__Output | null) {
  const { channels, quietHours } = required(message);
  return compact({ channels, quietHours: quietHours ?? undefined });
}
