import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration, list } from '@neighbourhood/shared/config/types';
import { ssrfConfig } from '@neighbourhood/shared/net/config';
import { baseConfig, requireTls } from '@neighbourhood/shared/process/config';
import { z } from 'zod';
import { type MongoUrlRules } from './mongo-url.ts';

const day = 86_400_000;

/** notificationConfig is the schema of configs/notification.yaml. */
export const notificationConfig = baseConfig.extend({
  ssrf: ssrfConfig,
  database: z
    .strictObject({
      name: z.string().min(1).default('neighbourhood_notification'),
      maxPoolSize: z.coerce.number().int().positive().default(20),
      requireTls,
    })
    .prefault({}),
  webhooks: z.strictObject({ maxPerWorkspace: z.coerce.number().int().positive().default(50) }).prefault({}),
  delivery: z
    .strictObject({
      /** For the whole answer of an endpoint. */
      timeout: duration.default(15_000),
      /** Before the second, third … attempt: ten attempts over three days. */
      schedule: dynamic(
        list
          .prefault(['5s', '5m', '30m', '2h', '5h', '10h', '14h', '20h', '24h'])
          .transform(items => items.map(item => duration.parse(item))),
      ),
      jitter: dynamic(z.coerce.number().min(0).max(1).default(0.1)),
      /** Attempts at a time, of this process and to one endpoint. */
      concurrency: z.coerce.number().int().positive().default(64),
      concurrencyPerEndpoint: z.coerce.number().int().positive().default(4),
      /** Continuous failure after which an endpoint is disabled. */
      disableAfter: duration.default(5 * day),
      /** How often to look for what a crash left behind. */
      sweepEvery: duration.default(15_000),
      /** Life of messages, deliveries and notifications. */
      retention: duration.default(30 * day),
    })
    .prefault({}),
});

/** NotificationConfig is the checked configuration. */
export type NotificationConfig = z.output<typeof notificationConfig>;

/** storeRules are what the store's connection URL must keep to. */
export function storeRules({ database, profile }: NotificationConfig): MongoUrlRules {
  return {
    source: 'The secret notification-database',
    requireTls: database.requireTls ?? profile !== 'local',
  };
}
