import { type Notification, notificationNotFound } from '../domain/notification.ts';
import { type Repositories } from '../domain/repositories.ts';
import { allowed } from './access.ts';
import { type UseCase } from './ports.ts';

/** createGetNotification returns one message of the caller's workspace. */
export function createGetNotification({
  notifications,
}: Pick<Repositories, 'notifications'>): UseCase<{ notificationId: string }, Notification> {
  return async ({ notificationId }, call) => {
    const notification = await notifications.find(allowed(call, 'notification:read'), notificationId);
    if (!notification) throw notificationNotFound();
    return notification;
  };
}
