import { z } from 'zod';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { endUserId, page } from '../resources/common.ts';
import { connection, presentConnection } from '../resources/connection.ts';
import { consent, presentConsent } from '../resources/consent.ts';
import { execution, presentExecution } from '../resources/execution.ts';
import { notification, presentNotification } from '../resources/notification.ts';
import { createBuildOverview, type Part } from '../usecase/build-overview.ts';
import { type RouteDependencies } from './dependencies.ts';

const newest = { pageSize: 20, pageToken: '' };
const some = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() }).optional();

const overview = z
  .object({
    endUserId,
    consents: some(consent),
    connections: some(connection),
    executions: some(execution),
    notifications: some(notification),
    missing: z
      .array(
        z.object({
          part: z.enum(['consents', 'connections', 'executions', 'notifications']),
          code: z.string(),
        }),
      )
      .meta({ description: 'Parts that could not be read; always empty without `partial=allow`.' }),
  })
  .meta({ id: 'EndUserOverview' });

/** endUserRoutes: one answer out of four services. */
export function endUserRoutes({ services }: RouteDependencies): Route[] {
  const parts: Record<string, Part> = {
    async consents(user, call) {
      const answer = await services.consent.ListConsents({ endUserId: user, ...newest }, call);
      return page(answer.consents, answer.nextPageToken, presentConsent);
    },
    async connections(user, call) {
      const answer = await services.integration.ListConnections({ endUserId: user, ...newest }, call);
      return page(answer.connections, answer.nextPageToken, presentConnection);
    },
    async executions(user, call) {
      const answer = await services.workflow.ListExecutions({ endUserId: user, ...newest }, call);
      return page(answer.executions, answer.nextPageToken, presentExecution);
    },
    async notifications(user, call) {
      const answer = await services.notification.GetNotificationHistory({ endUserId: user, ...newest }, call);
      return page(answer.notifications, answer.nextPageToken, presentNotification);
    },
  };
  const build = createBuildOverview(parts);

  return [
    defineRoute({
      id: 'getEndUserOverview',
      method: 'get',
      path: '/end-users/{endUserId}/overview',
      tag: 'End users',
      auth: 'any',
      permission: 'consent:read',
      summary: 'Read the newest consents, connections, executions and messages of an end user',
      description:
        'Also needs connection:read, workflow:read and notification:read. All or nothing, unless `partial=allow`: then `missing` names what could not be read.',
      params: z.strictObject({ endUserId }),
      query: z.strictObject({ partial: z.enum(['allow', 'deny']).default('deny') }),
      replies: { 200: { description: 'The overview', schema: overview } },
      async handle({ params, query }, { call }) {
        const built = await build({ endUserId: params.endUserId, partial: query.partial === 'allow' }, call);
        return json({ endUserId: built.endUserId, ...built.parts, missing: built.missing });
      },
    }),
  ];
}
