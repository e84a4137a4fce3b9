import { type Db } from 'mongodb';
import { type Attempt, type Delivery } from '../domain/delivery.ts';
import { type DeliveryRepository } from '../domain/repositories.ts';
import { below, fromDoc, insertOnce, rowsOf, toDoc } from './mongo-database.ts';

type StoredAttempt = Attempt & { id: string };

const shownAttempts = 50;

/** The number is padded, so that attempts sort by id. */
function attemptId(deliveryId: string, number: number): string {
  return `${deliveryId}#${String(number).padStart(6, '0')}`;
}

function readAttempt({ id: _id, ...attempt }: StoredAttempt): Attempt {
  return attempt;
}

/** createMongoDeliveryRepository keeps deliveries and attempts in two collections of those names. */
export function createMongoDeliveryRepository(db: Db): DeliveryRepository {
  const rows = rowsOf<Delivery>(db, 'deliveries');
  const attempts = rowsOf<StoredAttempt>(db, 'attempts');

  return {
    async add(delivery) {
      await insertOnce(rows, toDoc(delivery));
    },
    async find(id) {
      const row = await rows.findOne({ _id: id });
      return row ? fromDoc<Delivery>(row) : undefined;
    },
    async list(webhookId, { status }, { limit, before }) {
      const filter = { webhookId, ...(status === undefined ? {} : { status }), ...below(before) };
      const found = rows
        .find(filter)
        .sort({ _id: -1 })
        .limit(limit + 1);
      return (await found.toArray()).map(row => fromDoc<Delivery>(row));
    },
    async due(before, limit) {
      const found = rows
        .find({ nextAttemptAt: { $lte: before } })
        .sort({ nextAttemptAt: 1 })
        .limit(limit);
      return (await found.toArray()).map(row => fromDoc<Delivery>(row));
    },
    async undelivered(webhookId, { from, to }, after, limit) {
      const filter = {
        webhookId,
        status: { $in: ['failed', 'dead'] as Delivery['status'][] },
        createdAt: { $gte: from, $lt: to },
        _id: { $gt: after },
      };
      return (await rows.find(filter).sort({ _id: 1 }).limit(limit).toArray()).map(row =>
        fromDoc<Delivery>(row),
      );
    },
    async restart(id, at) {
      const row = await rows.findOne({ _id: id });
      if (row)
        await rows.updateOne(
          { _id: id },
          { $set: { status: 'pending', nextAttemptAt: at, roundStart: row.attemptCount, once: false } },
        );
    },
    async giveUp(id) {
      await rows.updateOne({ _id: id }, { $set: { status: 'dead' }, $unset: { nextAttemptAt: '' } });
    },
    async claim(attempt) {
      return insertOnce(attempts, toDoc({ id: attemptId(attempt.deliveryId, attempt.number), ...attempt }));
    },
    async findAttempt(deliveryId, number) {
      const row = await attempts.findOne({ _id: attemptId(deliveryId, number) });
      return row ? readAttempt(fromDoc<StoredAttempt>(row)) : undefined;
    },
    async attempts(deliveryIds) {
      const found = await attempts
        .find({ deliveryId: { $in: [...deliveryIds] } })
        .sort({ _id: 1 })
        .toArray();
      const byDelivery = Map.groupBy(
        found.map(row => readAttempt(fromDoc<StoredAttempt>(row))),
        ({ deliveryId }) => deliveryId,
      );
      return new Map([...byDelivery].map(([id, list]) => [id, list.slice(-shownAttempts)]));
    },
    async endAttempt({ deliveryId, number, ended }) {
      const filter = { _id: attemptId(deliveryId, number), ended: { $exists: false } };
      return (await attempts.updateOne(filter, { $set: { ended } })).matchedCount === 1;
    },
    async applyAttempt(deliveryId, number, { status, nextAttemptAt }) {
      await rows.updateOne(
        { _id: deliveryId, attemptCount: number - 1 },
        nextAttemptAt
          ? { $set: { status, nextAttemptAt, attemptCount: number } }
          : { $set: { status, attemptCount: number }, $unset: { nextAttemptAt: '' } },
      );
    },
    async deleteOf(webhookId) {
      const ids = (await rows.find({ webhookId }).project<{ _id: string }>({ _id: 1 }).toArray()).map(
        ({ _id }) => _id,
      );
      for (let start = 0; start < ids.length; start += 1000) {
        await attempts.deleteMany({ deliveryId: { $in: ids.slice(start, start + 1000) } });
      }
      await rows.deleteMany({ webhookId });
    },
  };
}
