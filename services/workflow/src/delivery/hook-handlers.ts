import { type Hook as HookMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Hook';
import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { type Handlers } from '@neighbourhood/shared/grpc/types';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { type WorkflowApp } from '../app.ts';
import { type Hook } from '../domain/hooks/hook.ts';
import { type RotateRequest } from '../usecase/hooks/rotate-hook.ts';
import { pageOf } from './wire.ts';

type HookMethods =
  | 'CreateHook'
  | 'ListHooks'
  | 'GetHook'
  | 'DeleteHook'
  | 'RotateHookToken'
  | 'RotateHookSecret'
  | 'ReceiveHook';

/** createHookHandlers answers the methods about hooks. */
export function createHookHandlers(app: WorkflowApp): Pick<Handlers<WorkflowServiceDefinition>, HookMethods> {
  const toMessage = (hook: Hook, query = ''): HookMessage => ({
    id: hook.id,
    path: hook.path,
    url: withQuery(app.hookUrl(hook), query),
    eventType: hook.eventType,
    provider: hook.provider ?? '',
    endUserId: hook.endUserId ?? '',
    description: hook.description,
    createdAt: toTimestamp(hook.createdAt),
    updatedAt: toTimestamp(hook.updatedAt),
  });

  return {
    async CreateHook({ path, eventType, endUserId, description, provider, secret: given }, call) {
      const { hook, token, query, secret } = await app.createHook(
        {
          path,
          description,
          ...(eventType ? { eventType } : {}),
          ...(endUserId ? { endUserId } : {}),
          ...(provider ? { provider } : {}),
          ...(given ? { secret: given } : {}),
        },
        call,
      );
      return { hook: toMessage(hook), url: withQuery(app.hookUrl(hook, token), query), secret };
    },

    async ListHooks(request, call) {
      const page = pageOf(request);
      const hooks = await app.listHooks(page, call);
      return {
        hooks: hooks.map(each => toMessage(each)),
        nextPageToken: (hooks.length === page.limit && hooks.at(-1)?.id) || '',
      };
    },

    async GetHook({ hookId }, call) {
      return { hook: toMessage(await app.getHook({ id: hookId }, call)) };
    },

    async DeleteHook({ hookId }, call) {
      await app.deleteHook({ id: hookId }, call);
      return {};
    },

    async RotateHookToken(request, call) {
      const { hook, token, previousExpiresAt } = await app.rotateHookToken(rotationOf(request), call);
      return {
        hook: toMessage(hook),
        url: app.hookUrl(hook, token),
        previousExpiresAt: toTimestamp(previousExpiresAt),
      };
    },

    async RotateHookSecret(request, call) {
      const { secret: given } = request;
      const rotation = { ...rotationOf(request), ...(given ? { secret: given } : {}) };
      const { hook, query, secret, previousExpiresAt } = await app.rotateHookSecret(rotation, call);
      return { hook: toMessage(hook, query), secret, previousExpiresAt: toTimestamp(previousExpiresAt) };
    },

    async ReceiveHook({ webhookId, webhookTimestamp, webhookSignature, method, ...request }, call) {
      const { eventId = '', reply } = await app.receiveHook(
        {
          ...request,
          method: method || 'POST',
          id: webhookId,
          timestamp: webhookTimestamp,
          signature: webhookSignature,
        },
        call,
      );
      return { eventId, ...(reply ? { reply } : {}) };
    },
  };
}

const withQuery = (url: string, query: string) => (query === '' ? url : `${url}?${query}`);

function rotationOf({
  hookId,
  overlapSeconds,
}: {
  hookId: string;
  overlapSeconds?: number | undefined;
}): RotateRequest {
  return { id: hookId, ...(overlapSeconds === undefined ? {} : { overlapSeconds }) };
}
