import { type Db } from 'mongodb';
import { type HistoryRepository, type Repositories } from '../domain/repositories.ts';
import { createMongoDeliveryRepository } from './mongo-delivery-repository.ts';
import { createMongoMessageRepository } from './mongo-message-repository.ts';
import { createMongoNotificationRepository } from './mongo-notification-repository.ts';
import { createMongoPreferenceRepository } from './mongo-preference-repository.ts';
import { createMongoWebhookRepository } from './mongo-webhook-repository.ts';

/** createMongoRepositories puts the adapters on one database. */
export function createMongoRepositories(db: Db): Repositories {
  return {
    webhooks: createMongoWebhookRepository(db),
    messages: createMongoMessageRepository(db),
    deliveries: createMongoDeliveryRepository(db),
    notifications: createMongoNotificationRepository(db),
    preferences: createMongoPreferenceRepository(db),
    history: createMongoHistoryRepository(db),
  };
}

/** Deliveries that are still due stay, and so do their messages: the retention is far longer than the schedule. */
function createMongoHistoryRepository(db: Db): HistoryRepository {
  return {
    async prune(before) {
      await db.collection('attempts').deleteMany({ at: { $lt: before } });
      await db.collection('deliveries').deleteMany({ createdAt: { $lt: before } });
      await db.collection('messages').deleteMany({ receivedAt: { $lt: before } });
      await db.collection('notifications').deleteMany({ createdAt: { $lt: before } });
      await db.collection('notification_keys').deleteMany({ at: { $lt: before } });
    },
  };
}
