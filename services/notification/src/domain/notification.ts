import { AppError } from '@neighbourhood/shared/errors/app-error';

/** Channel is a way to reach somebody. */
export type Channel = 'email' | 'sms' | 'push' | 'webhook';

/** NotificationStatus: accepted, delivered, or given up. */
export type NotificationStatus = 'pending' | 'succeeded' | 'failed';

/** Notification is a message that a customer sends. */
export interface Notification {
  id: string;
  workspaceId: string;
  channel: Channel;
  /** Address on the channel; for webhooks a `whk_…`. */
  to: string;
  endUserId: string;
  template: string;
  subject: string;
  body: string;
  data: unknown;
  status: NotificationStatus;
  createdAt: Date;
  endedAt?: Date;
}

/** notificationNotFound is the error for a message that does not exist in the workspace. */
export function notificationNotFound(): AppError {
  return new AppError('notFound', 'NOTIFICATION.NOT_FOUND', 'There is no such notification.');
}
