import { createBatch } from '@neighbourhood/shared/database/batch';
import { type Db } from 'mongodb';
import { type WebhookRepository } from '../domain/repositories.ts';
import { type Webhook } from '../domain/webhook.ts';
import { below, fromDoc, rowsOf, toDoc } from './mongo-database.ts';

/** createMongoWebhookRepository keeps endpoints in the collection `webhooks`. */
export function createMongoWebhookRepository(db: Db): WebhookRepository {
  const rows = rowsOf<Webhook>(db, 'webhooks');
  // Each event asks: those that come together ask together, after they came.
  const allOf = createBatch<string, Webhook[]>({
    async run(workspaceIds) {
      const found = await rows.find({ workspaceId: { $in: [...new Set(workspaceIds)] } }).toArray();
      const webhooks = Map.groupBy(
        found.map(row => fromDoc<Webhook>(row)),
        ({ workspaceId }) => workspaceId,
      );
      return workspaceIds.map(id => webhooks.get(id) ?? []);
    },
  });

  return {
    async insert(webhook) {
      await rows.insertOne(toDoc(webhook));
    },
    async find(workspaceId, id) {
      const row = await rows.findOne({ _id: id, workspaceId });
      return row ? fromDoc<Webhook>(row) : undefined;
    },
    async list(workspaceId, { limit, before }) {
      const found = rows
        .find({ workspaceId, ...below(before) })
        .sort({ _id: -1 })
        .limit(limit + 1);
      return (await found.toArray()).map(row => fromDoc<Webhook>(row));
    },
    all: allOf,
    async replace(webhook, previous) {
      const { _id, ...row } = toDoc(webhook);
      const { matchedCount } = await rows.replaceOne(
        { _id, workspaceId: webhook.workspaceId, updatedAt: previous },
        row,
      );
      return matchedCount === 1;
    },
    async reseal({ id, workspaceId, updatedAt }, secrets) {
      const { matchedCount } = await rows.updateOne(
        { _id: id, workspaceId, updatedAt },
        { $set: { secrets } },
      );
      return matchedCount === 1;
    },
    async everywhere(after, limit) {
      const found = rows
        .find(after === undefined ? {} : { _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit);
      return (await found.toArray()).map(row => fromDoc<Webhook>(row));
    },
    async delete(workspaceId, id) {
      return (await rows.deleteOne({ _id: id, workspaceId })).deletedCount === 1;
    },
    async failed(workspaceId, id, since) {
      await rows.updateOne(
        { _id: id, workspaceId, failingSince: { $exists: false } },
        { $set: { failingSince: since } },
      );
    },
    async recovered(workspaceId, id) {
      await rows.updateOne(
        { _id: id, workspaceId, failingSince: { $exists: true } },
        { $unset: { failingSince: '' } },
      );
    },
    async disable(workspaceId, id, reason, at) {
      await rows.updateOne(
        { _id: id, workspaceId, disabledReason: { $exists: false } },
        { $set: { disabledReason: reason, updatedAt: at } },
      );
    },
  };
}
