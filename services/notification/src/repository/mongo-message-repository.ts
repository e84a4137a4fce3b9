import { type Db } from 'mongodb';
import { type Message } from '../domain/message.ts';
import { type MessageRepository } from '../domain/repositories.ts';
import { type Doc, insertOnce, rowsOf } from './mongo-database.ts';

/** Stored keeps an event's data as text: customers' keys may hold dots and dollars, and their order stays. */
type Stored = Omit<Message, 'data'> & { json: string };

function read({ _id, json, ...row }: Doc<Stored>): Message {
  return { id: _id, ...row, data: JSON.parse(json) as unknown };
}

/** createMongoMessageRepository keeps events in the collection `messages`. */
export function createMongoMessageRepository(db: Db): MessageRepository {
  const rows = rowsOf<Stored>(db, 'messages');

  return {
    async add(message) {
      const { id, data, ...rest } = message;
      if (await insertOnce(rows, { _id: id, ...rest, json: JSON.stringify(data ?? null) })) return message;
      const kept = await rows.findOne({ _id: id });
      return kept ? read(kept) : message;
    },
    async find(id) {
      const row = await rows.findOne({ _id: id });
      return row ? read(row) : undefined;
    },
    async markFannedOut(id, at) {
      await rows.updateOne({ _id: id }, { $set: { fannedOutAt: at } });
    },
    async unpublished(before, limit) {
      const filter = {
        publishTo: { $exists: true },
        publishedAt: { $exists: false },
        receivedAt: { $lt: before },
      };
      return (await rows.find(filter).limit(limit).toArray()).map(read);
    },
    async markPublished(id, at) {
      await rows.updateOne({ _id: id }, { $set: { publishedAt: at } });
    },
  };
}
