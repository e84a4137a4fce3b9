import { createHash } from 'node:crypto';
import { type Db } from 'mongodb';
import { type Notification } from '../domain/notification.ts';
import { type NotificationRepository } from '../domain/repositories.ts';
import { below, type Doc, insertOnce, rowsOf } from './mongo-database.ts';

/** Stored keeps the data as text: customers' keys may hold dots and dollars. */
type Stored = Omit<Notification, 'data'> & { json: string };

interface Key {
  id: string;
  notificationId: string;
  at: Date;
}

function read({ _id, json, ...row }: Doc<Stored>): Notification {
  return { id: _id, ...row, data: JSON.parse(json) as unknown };
}

/** createMongoNotificationRepository keeps messages in `notifications` and their keys in `notification_keys`. */
export function createMongoNotificationRepository(db: Db): NotificationRepository {
  const rows = rowsOf<Stored>(db, 'notifications');
  const keys = rowsOf<Key>(db, 'notification_keys');

  return {
    async add(notification) {
      const { id, data, ...rest } = notification;
      if (await insertOnce(rows, { _id: id, ...rest, json: JSON.stringify(data ?? null) }))
        return notification;
      const kept = await rows.findOne({ _id: id });
      return kept ? read(kept) : notification;
    },
    async reserve(workspaceId, key, id, at, after) {
      const _id = createHash('sha256')
        .update(JSON.stringify([workspaceId, key]))
        .digest('hex');
      await keys.deleteOne({ _id, at: { $lte: after } });
      if (await insertOnce(keys, { _id, notificationId: id, at })) return id;
      return (await keys.findOne({ _id }))?.notificationId ?? id;
    },
    async find(workspaceId, id) {
      const row = await rows.findOne({ _id: id, workspaceId });
      return row ? read(row) : undefined;
    },
    async list(workspaceId, filter, { limit, before }) {
      const found = rows
        .find({ workspaceId, ...filter, ...below(before) })
        .sort({ _id: -1 })
        .limit(limit + 1);
      return (await found.toArray()).map(read);
    },
    async end(workspaceId, id, status, at) {
      await rows.updateOne({ _id: id, workspaceId }, { $set: { status, endedAt: at } });
    },
  };
}
