import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { type AttemptResult } from '../src/domain/delivery.ts';
import { type Webhook } from '../src/domain/webhook.ts';
import { type Post } from '../src/usecase/ports.ts';
import { createUseCases, type Limits } from '../src/usecases.ts';
import { start } from './make.ts';
import { createMemoryRepositories } from './memory-repositories.ts';

const everything = [
  'webhook:read',
  'webhook:write',
  'webhook:delete',
  'notification:read',
  'notification:write',
];

/** TestService is all use cases on fakes, and what the fakes saw. */
export type TestService = ReturnType<typeof createTestService>;

/** createTestService puts the use cases on fakes: a clock that stands still, and an endpoint that answers as told. */
export function createTestService(limits: Partial<Limits> = {}) {
  const store = createMemoryRepositories();
  const workspaceId = newId('wsp');
  const seen = {
    posts: [] as Post[],
    dispatched: [] as string[],
    reminders: [] as { id: string; at: Date }[],
    published: [] as { topic: string; event: CloudEvent }[],
  };
  let now = start;
  let endpoint: () => Promise<AttemptResult> = async () => ({ statusCode: 200, durationMs: 5 });

  const app = createUseCases(
    {
      ...store,
      checkUrl: url => {
        if (url.includes('forbidden'))
          throw new AppError('invalidArgument', 'WEBHOOK.URL_FORBIDDEN', 'Not there.');
      },
      box: {
        seal: (text, context) => `${context}:${text}`,
        open: (sealed, context) => sealed.slice(context.length + 1),
        isCurrent: () => true,
      },
      send: async post => {
        seen.posts.push(post);
        return endpoint();
      },
      dispatch: ({ id }) => seen.dispatched.push(id),
      remind: async ({ id }, at) => void seen.reminders.push({ id, at }),
      publish: async (topic, event) => void seen.published.push({ topic, event }),
      clock: () => now,
      log: silentLog,
    },
    {
      maxPerWorkspace: 3,
      backoff: { delaysMs: [5_000, 60_000], jitter: 0, random: () => 0.5 },
      leaseMs: 40_000,
      disableAfterMs: 3_600_000,
      retentionMs: 86_400_000,
      ...limits,
    },
  );
  const call = (permissions: string[] = everything) => fakeCall({ workspaceId, permissions });

  return {
    ...{ app, store, seen, workspaceId, call },
    /** A caller of another workspace, who may do everything there. */
    stranger: () => fakeCall({ permissions: everything }),
    advance: (seconds: number) => (now = new Date(now.getTime() + seconds * 1000)),
    now: () => now,
    answer: (how: Partial<AttemptResult> | (() => Promise<AttemptResult>)) => {
      endpoint = typeof how === 'function' ? how : async () => ({ durationMs: 5, ...how });
    },
    register: async (eventTypes: string[] = ['*']): Promise<{ webhook: Webhook; secret: string }> =>
      app.registerWebhook({ url: 'https://example.com/hook', eventTypes, description: '' }, call()),
    /** Receives one event as the broker would deliver it; gives its id. */
    receive: async (event: Partial<CloudEvent> = {}): Promise<string> => {
      const whole = {
        id: newId('evt'),
        type: 'consent.revoked',
        source: '/neighbourhood/consent',
        time: now.toISOString(),
        workspaceId,
        data: { consentId: 'cns_1' },
        ...event,
      };
      await app.receiveEvent(whole, call([]));
      return whole.id;
    },
    deliveries: async (webhookId: string) =>
      (await app.listDeliveries({ webhookId, pageSize: 0, pageToken: '' }, call())).items,
  };
}
