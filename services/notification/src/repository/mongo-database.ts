import {
  type Collection,
  type Db,
  type Filter,
  MongoServerError,
  type OptionalUnlessRequiredId,
} from 'mongodb';

/** Doc is a row as it is stored: the id is `_id`. */
export type Doc<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

/** toDoc makes the stored form. Fields that are undefined must not be there. */
export function toDoc<T extends { id: string }>({ id, ...rest }: T): Doc<T> {
  return { _id: id, ...rest };
}

/** fromDoc reads the stored form. */
export function fromDoc<T extends { id: string }>({ _id, ...rest }: Doc<T>): T {
  return { id: _id, ...rest } as unknown as T;
}

/** rowsOf is a collection of T. */
export function rowsOf<T extends { id: string }>(db: Db, name: string): Collection<Doc<T>> {
  return db.collection<Doc<T>>(name);
}

/** byId is the filter of one row. */
export function byId<D extends { _id: string }>(id: string): Filter<D> {
  return { _id: id } as Filter<D>;
}

/** insertOnce inserts a row unless its id is known; it tells whether it did. Of several at a time one wins. */
export async function insertOnce<D extends { _id: string }>(rows: Collection<D>, row: D): Promise<boolean> {
  try {
    await rows.insertOne(row as OptionalUnlessRequiredId<D>);
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 11_000) return false;
    throw error;
  }
}

/** below is the part of a filter that continues a list which is sorted by descending id. */
export function below(before: string | undefined): { _id?: { $lt: string } } {
  return before === undefined ? {} : { _id: { $lt: before } };
}

/** createIndexes makes what the queries need; plain indexes only, no TTL, partial or unique ones. */
export async function createIndexes(db: Db): Promise<void> {
  await db.collection('webhooks').createIndex({ workspaceId: 1 });
  await db.collection('messages').createIndex({ publishTo: 1 });
  await db.collection('messages').createIndex({ receivedAt: 1 });
  await db.collection('deliveries').createIndex({ webhookId: 1 });
  await db.collection('deliveries').createIndex({ nextAttemptAt: 1 });
  await db.collection('deliveries').createIndex({ createdAt: 1 });
  await db.collection('attempts').createIndex({ deliveryId: 1 });
  await db.collection('attempts').createIndex({ at: 1 });
  await db.collection('notifications').createIndex({ workspaceId: 1 });
  await db.collection('notifications').createIndex({ createdAt: 1 });
}
