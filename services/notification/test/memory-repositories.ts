import { type Attempt, type Delivery } from '../src/domain/delivery.ts';
import { type Message } from '../src/domain/message.ts';
import { type Notification } from '../src/domain/notification.ts';
import { type PageQuery } from '../src/domain/page.ts';
import { type Preferences } from '../src/domain/preferences.ts';
import { type Repositories } from '../src/domain/repositories.ts';
import { type Webhook } from '../src/domain/webhook.ts';

/** Table holds copies of rows by id, so that nobody changes what is stored by changing what was read. */
class Table<T extends object> {
  readonly rows = new Map<string, T>();

  get(id: string): T | undefined {
    return structuredClone(this.rows.get(id));
  }

  put(id: string, row: T): void {
    this.rows.set(id, structuredClone(row));
  }

  insert(id: string, row: T): boolean {
    if (this.rows.has(id)) return false;
    this.put(id, row);
    return true;
  }

  change(id: string, change: (row: T) => void): void {
    const row = this.rows.get(id);
    if (row) change(row);
  }

  /** The rows that match, by ascending id. */
  where(match: (row: T) => boolean): T[] {
    const sorted = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, row]) => structuredClone(row)).filter(match);
  }

  remove(match: (row: T) => boolean): number {
    const gone = [...this.rows].filter(([, row]) => match(row));
    for (const [id] of gone) this.rows.delete(id);
    return gone.length;
  }
}

function newestFirst<T extends { id: string }>(rows: T[], { limit, before }: PageQuery): T[] {
  const found = before === undefined ? rows : rows.filter(({ id }) => id < before);
  return found.reverse().slice(0, limit + 1);
}

/** createMemoryRepositories is the store of unit tests; it passes the same contract as the real one. */
export function createMemoryRepositories(): Repositories {
  const webhooks = new Table<Webhook>();
  const messages = new Table<Message>();
  const deliveries = new Table<Delivery>();
  const attempts = new Table<Attempt>();
  const notifications = new Table<Notification>();
  const keys = new Table<{ id: string; at: Date }>();
  const preferences = new Table<Preferences>();
  const attemptId = (deliveryId: string, number: number) =>
    `${deliveryId}#${String(number).padStart(6, '0')}`;
  const own = (workspaceId: string, id: string) => {
    const webhook = webhooks.rows.get(id);
    return webhook?.workspaceId === workspaceId ? webhook : undefined;
  };

  return {
    webhooks: {
      insert: async webhook => webhooks.put(webhook.id, webhook),
      find: async (workspaceId, id) => structuredClone(own(workspaceId, id)),
      list: async (workspaceId, page) =>
        newestFirst(
          webhooks.where(row => row.workspaceId === workspaceId),
          page,
        ),
      all: async workspaceId => webhooks.where(row => row.workspaceId === workspaceId),
      replace: async (webhook, previous) => {
        if (own(webhook.workspaceId, webhook.id)?.updatedAt.getTime() !== previous.getTime()) return false;
        webhooks.put(webhook.id, webhook);
        return true;
      },
      reseal: async ({ id, workspaceId, updatedAt }, secrets) => {
        if (own(workspaceId, id)?.updatedAt.getTime() !== updatedAt.getTime()) return false;
        webhooks.change(id, row => (row.secrets = structuredClone(secrets)));
        return true;
      },
      everywhere: async (after, limit) =>
        webhooks.where(({ id }) => after === undefined || id > after).slice(0, limit),
      delete: async (workspaceId, id) =>
        webhooks.remove(row => row.id === id && row.workspaceId === workspaceId) === 1,
      failed: async (workspaceId, id, since) => {
        const row = own(workspaceId, id);
        if (row) row.failingSince ??= since;
      },
      recovered: async (workspaceId, id) => {
        delete own(workspaceId, id)?.failingSince;
      },
      disable: async (workspaceId, id, reason, at) => {
        const row = own(workspaceId, id);
        if (row && row.disabledReason === undefined)
          Object.assign(row, { disabledReason: reason, updatedAt: at });
      },
    },
    messages: {
      add: async message => {
        messages.insert(message.id, message);
        return messages.get(message.id) ?? message;
      },
      find: async id => messages.get(id),
      markFannedOut: async (id, at) => messages.change(id, row => (row.fannedOutAt = at)),
      unpublished: async (before, limit) =>
        messages
          .where(
            row => row.publishTo !== undefined && row.publishedAt === undefined && row.receivedAt < before,
          )
          .slice(0, limit),
      markPublished: async (id, at) => messages.change(id, row => (row.publishedAt = at)),
    },
    deliveries: {
      add: async delivery => void deliveries.insert(delivery.id, delivery),
      find: async id => deliveries.get(id),
      list: async (webhookId, { status }, page) =>
        newestFirst(
          deliveries.where(
            row => row.webhookId === webhookId && (status === undefined || row.status === status),
          ),
          page,
        ),
      due: async (before, limit) =>
        deliveries
          .where(row => row.nextAttemptAt !== undefined && row.nextAttemptAt <= before)
          .sort((a, b) => Number(a.nextAttemptAt) - Number(b.nextAttemptAt))
          .slice(0, limit),
      undelivered: async (webhookId, { from, to }, after, limit) =>
        deliveries
          .where(
            row =>
              row.webhookId === webhookId &&
              ['failed', 'dead'].includes(row.status) &&
              row.createdAt >= from &&
              row.createdAt < to &&
              row.id > after,
          )
          .slice(0, limit),
      restart: async (id, at) =>
        deliveries.change(id, row =>
          Object.assign(row, {
            status: 'pending',
            nextAttemptAt: at,
            roundStart: row.attemptCount,
            once: false,
          }),
        ),
      giveUp: async id =>
        deliveries.change(id, row => {
          row.status = 'dead';
          delete row.nextAttemptAt;
        }),
      claim: async attempt => attempts.insert(attemptId(attempt.deliveryId, attempt.number), attempt),
      findAttempt: async (deliveryId, number) => attempts.get(attemptId(deliveryId, number)),
      attempts: async ids => {
        const byDelivery = Map.groupBy(
          attempts.where(row => ids.includes(row.deliveryId)),
          row => row.deliveryId,
        );
        return new Map([...byDelivery].map(([id, list]) => [id, list.slice(-50)]));
      },
      endAttempt: async ({ deliveryId, number, ended }) => {
        const row = attempts.rows.get(attemptId(deliveryId, number));
        if (!row || row.ended) return false;
        row.ended = structuredClone(ended);
        return true;
      },
      applyAttempt: async (deliveryId, number, { status, nextAttemptAt }) =>
        deliveries.change(deliveryId, row => {
          if (row.attemptCount !== number - 1) return;
          Object.assign(row, { status, attemptCount: number });
          if (nextAttemptAt) row.nextAttemptAt = nextAttemptAt;
          else delete row.nextAttemptAt;
        }),
      deleteOf: async webhookId => {
        const ids = new Set(deliveries.where(row => row.webhookId === webhookId).map(({ id }) => id));
        attempts.remove(row => ids.has(row.deliveryId));
        deliveries.remove(row => ids.has(row.id));
      },
    },
    notifications: {
      add: async notification => {
        notifications.insert(notification.id, notification);
        return notifications.get(notification.id) ?? notification;
      },
      reserve: async (workspaceId, key, id, at, after) => {
        const known = keys.get(`${workspaceId} ${key}`);
        if (known && known.at > after) return known.id;
        keys.put(`${workspaceId} ${key}`, { id, at });
        return id;
      },
      find: async (workspaceId, id) => {
        const row = notifications.get(id);
        return row?.workspaceId === workspaceId ? row : undefined;
      },
      list: async (workspaceId, { endUserId, channel, status }, page) =>
        newestFirst(
          notifications.where(
            row =>
              row.workspaceId === workspaceId &&
              (endUserId === undefined || row.endUserId === endUserId) &&
              (channel === undefined || row.channel === channel) &&
              (status === undefined || row.status === status),
          ),
          page,
        ),
      end: async (workspaceId, id, status, at) =>
        notifications.change(id, row => {
          if (row.workspaceId === workspaceId) Object.assign(row, { status, endedAt: at });
        }),
    },
    preferences: {
      find: async (workspaceId, endUserId) => preferences.get(`${workspaceId} ${endUserId}`),
      save: async row => preferences.put(`${row.workspaceId} ${row.endUserId}`, row),
    },
    history: {
      prune: async before => {
        attempts.remove(row => row.at < before);
        deliveries.remove(row => row.createdAt < before);
        messages.remove(row => row.receivedAt < before);
        notifications.remove(row => row.createdAt < before);
        keys.remove(row => row.at < before);
      },
    },
  };
}
