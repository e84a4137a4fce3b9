import { z } from 'zod';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { event, toTenantEvent } from '../resources/event.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

/** eventRoutes: the workspace's own events. */
export function eventRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'publishEvent',
      method: 'post',
      path: '/events',
      tag: 'Events',
      auth: 'any',
      permission: 'workflow:execute',
      idempotent: true,
      formats: ['cloudevents+json', 'json'],
      summary: 'Publish an event, which starts and wakes workflows',
      description:
        'A CloudEvent 1.0 in structured mode. An event of one `source` and `id` counts once. Types of the platform itself and `io.serverlessworkflow.*` are reserved.',
      body: event,
      replies: {
        202: { description: 'It will be delivered', schema: z.object({ id: z.string() }) },
      },
      problems: { 'EVENT.TYPE_RESERVED': 400 },
      async handle({ body }, { call }) {
        const { eventId } = await workflow.PublishEvent(
          { event: toTenantEvent(body) },
          call,
          callOptions(call),
        );
        return json({ id: eventId }, 202);
      },
    }),
  ];
}
