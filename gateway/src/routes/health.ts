import { z } from 'zod';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { type Health } from '../usecase/health.ts';

const tag = 'Operation';
const probe = { method: 'get', tag, auth: 'public', prefixed: false, limited: false } as const;
const up = z.object({ status: z.literal('ok') });
const parts = z.record(z.string(), z.enum(['up', 'down']));

/** healthRoutes: what orchestrators ask. */
export function healthRoutes(health: Health): Route[] {
  return [
    defineRoute({
      ...probe,
      id: 'live',
      path: '/health/live',
      summary: 'Is the gateway running?',
      replies: { 200: { description: 'It is', schema: up } },
      handle: async () => json({ status: 'ok' }),
    }),
    defineRoute({
      ...probe,
      id: 'ready',
      path: '/health/ready',
      summary: 'Can the gateway take requests?',
      description:
        'False while it stops, and while its sidecar, state store or auth is down: nothing works without them. Other services are told, but the rest of the API works on without them.',
      replies: {
        200: { description: 'It can', schema: z.object({ status: z.literal('ok'), dependencies: parts }) },
      },
      async handle() {
        const { ready, dependencies } = await health.check();
        if (ready) return json({ status: 'ok', dependencies });
        const down = Object.entries(dependencies)
          .filter(([, state]) => state === 'down')
          .map(([name]) => name);
        const detail =
          down.length > 0 ? `These do not answer: ${down.join(', ')}.` : 'The gateway is stopping.';
        throw new AppError('unavailable', 'GATEWAY.NOT_READY', detail, { retryAfterSeconds: 1 });
      },
    }),
    defineRoute({
      ...probe,
      id: 'startup',
      path: '/health/startup',
      summary: 'Has the gateway started?',
      replies: { 200: { description: 'It has', schema: up } },
      async handle() {
        if (await health.started()) return json({ status: 'ok' });
        throw new AppError('unavailable', 'GATEWAY.STARTING', 'The gateway has not been ready yet.', {
          retryAfterSeconds: 1,
        });
      },
    }),
  ];
}
