import { type Notification } from '../domain/notification.ts';
import { type Page, pageOf, pageQuery, type PageRequest } from '../domain/page.ts';
import { type NotificationFilter, type Repositories } from '../domain/repositories.ts';
import { allowed } from './access.ts';
import { type UseCase } from './ports.ts';

/** createGetNotificationHistory lists the workspace's messages, newest first. */
export function createGetNotificationHistory({
  notifications,
}: Pick<Repositories, 'notifications'>): UseCase<
  PageRequest & { filter: NotificationFilter },
  Page<Notification>
> {
  return async ({ filter, ...page }, call) => {
    const workspaceId = allowed(call, 'notification:read');
    const query = pageQuery(page, 'ntf');
    return pageOf(await notifications.list(workspaceId, filter, query), query);
  };
}
