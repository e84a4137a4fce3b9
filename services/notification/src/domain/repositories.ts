import { type Attempt, type Delivery, type DeliveryStatus, type Settlement } from './delivery.ts';
import { type Message } from './message.ts';
import { type Channel, type Notification, type NotificationStatus } from './notification.ts';
import { type PageQuery } from './page.ts';
import { type Preferences } from './preferences.ts';
import { type DisabledReason, type StoredSecret, type Webhook } from './webhook.ts';

// The store has no transactions. What must happen once is an insert under an id that follows from what it is
// about, which one process alone can win; everything else can be done again without harm.

/** WebhookRepository keeps endpoints. Lists are newest first and hold one row more than the query's limit. */
export interface WebhookRepository {
  insert(webhook: Webhook): Promise<void>;
  find(workspaceId: string, id: string): Promise<Webhook | undefined>;
  list(workspaceId: string, page: PageQuery): Promise<Webhook[]>;
  /** All of a workspace. */
  all(workspaceId: string): Promise<Webhook[]>;
  /** Writes an endpoint that was last changed at `previous`. False when it changed since, or is gone. */
  replace(webhook: Webhook, previous: Date): Promise<boolean>;
  /** Replaces the secrets of an endpoint as it was read, which does not count as a change. False as for replace. */
  reseal(webhook: Webhook, secrets: readonly StoredSecret[]): Promise<boolean>;
  /** Endpoints of all workspaces, by ascending id, after one. */
  everywhere(after: string | undefined, limit: number): Promise<Webhook[]>;
  delete(workspaceId: string, id: string): Promise<boolean>;
  /** Notes the begin of a run of failures; a run that has begun stays as it is. */
  failed(workspaceId: string, id: string, since: Date): Promise<void>;
  /** Notes that the run of failures is over. */
  recovered(workspaceId: string, id: string): Promise<void>;
  disable(workspaceId: string, id: string, reason: DisabledReason, at: Date): Promise<void>;
}

/** MessageRepository keeps events once each. */
export interface MessageRepository {
  /** Keeps a message unless its id is known; gives the one that is kept. */
  add(message: Message): Promise<Message>;
  find(id: string): Promise<Message | undefined>;
  markFannedOut(id: string, at: Date): Promise<void>;
  /** Messages that a topic must still hear of, received before a time. */
  unpublished(before: Date, limit: number): Promise<Message[]>;
  markPublished(id: string, at: Date): Promise<void>;
}

/** DeliveryRepository keeps deliveries and their attempts. */
export interface DeliveryRepository {
  /** Keeps a delivery unless its id is known. */
  add(delivery: Delivery): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  list(webhookId: string, filter: { status?: DeliveryStatus }, page: PageQuery): Promise<Delivery[]>;
  /** Not ended and due before a time, longest due first. */
  due(before: Date, limit: number): Promise<Delivery[]>;
  /** Failed or dead, created in [from, to), in order of their ids, those above `after`. */
  undelivered(
    webhookId: string,
    period: { from: Date; to: Date },
    after: string,
    limit: number,
  ): Promise<Delivery[]>;
  /** Makes a delivery due again, with a new round of attempts. */
  restart(id: string, at: Date): Promise<void>;
  /** Gives a delivery up without an attempt. */
  giveUp(id: string): Promise<void>;
  /** Inserts an attempt; false when another process holds that number. */
  claim(attempt: Attempt): Promise<boolean>;
  findAttempt(deliveryId: string, number: number): Promise<Attempt | undefined>;
  /** The last 50 of each delivery, oldest first. */
  attempts(deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>>;
  /** Ends an attempt that has not ended. False when it had. */
  endAttempt(attempt: Attempt & Required<Pick<Attempt, 'ended'>>): Promise<boolean>;
  /** Applies an ended attempt to its delivery, unless a later one was applied. */
  applyAttempt(deliveryId: string, number: number, settlement: Settlement): Promise<void>;
  deleteOf(webhookId: string): Promise<void>;
}

/** NotificationRepository keeps the messages that customers send. */
export interface NotificationRepository {
  /** Keeps a message unless its id is known; gives the one that is kept. */
  add(notification: Notification): Promise<Notification>;
  /** Remembers which message a key stands for, unless it is known and not older than `after`; gives the id. */
  reserve(workspaceId: string, key: string, id: string, at: Date, after: Date): Promise<string>;
  find(workspaceId: string, id: string): Promise<Notification | undefined>;
  list(workspaceId: string, filter: NotificationFilter, page: PageQuery): Promise<Notification[]>;
  end(workspaceId: string, id: string, status: NotificationStatus, at: Date): Promise<void>;
}

/** NotificationFilter narrows a list; absent fields mean all. */
export interface NotificationFilter {
  endUserId?: string;
  channel?: Channel;
  status?: NotificationStatus;
}

/** PreferenceRepository keeps what end users want to receive. */
export interface PreferenceRepository {
  find(workspaceId: string, endUserId: string): Promise<Preferences | undefined>;
  save(preferences: Preferences): Promise<void>;
}

/** HistoryRepository forgets: messages, deliveries, attempts and notifications older than a time. */
export interface HistoryRepository {
  prune(before: Date): Promise<void>;
}

/** Repositories are all of them. */
export interface Repositories {
  webhooks: WebhookRepository;
  messages: MessageRepository;
  deliveries: DeliveryRepository;
  notifications: NotificationRepository;
  preferences: PreferenceRepository;
  history: HistoryRepository;
}
