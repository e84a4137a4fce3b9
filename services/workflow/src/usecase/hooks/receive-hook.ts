import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventProblems } from '../../domain/event-rules.ts';
import { readHookBody } from '../../domain/hooks/hook-body.ts';
import { type HookMessage, isMessageId, isProven } from '../../domain/hooks/hook-message.ts';
import { type Hook, hookUrl, inForce, sourceOf } from '../../domain/hooks/hook.ts';
import { announcement, providerEvent } from '../../domain/hooks/provider-event.ts';
import { type TenantEvent } from '../../domain/tenant-event.ts';
import { type EventPublisher } from '../ports.ts';
import { type EventLimits } from '../publish-event.ts';
import { type HookDeps, type ProviderReply } from './ports.ts';

interface Deps extends HookDeps {
  eventPublisher: EventPublisher;
  eventLimits: EventLimits;
  publicUrl: string;
}

/** ReceiveRequest is a message, and the hook that it was sent to. */
export interface ReceiveRequest extends HookMessage {
  workspaceId: string;
  path: string;
  method: string;
  /** What follows `?` in the address. */
  query: string;
  /** By lower-case names; only providers' hooks look at them. */
  headers: Readonly<Record<string, string>>;
}

/** Received tells which event a message became, and what a provider wants to read. */
export interface Received {
  eventId?: string;
  reply?: ProviderReply;
}

type ProviderHook = Hook & { provider: string };

const nothing: ProviderReply = { contentType: '', body: '' };

const refused = () =>
  new AppError(
    'unauthenticated',
    'HOOK.UNAUTHENTICATED',
    'There is no such hook, or neither token nor signature is good.',
  );

const tooLarge = (most: number) =>
  new AppError('payloadTooLarge', 'REQUEST.TOO_LARGE', `An event must not have more than ${most} bytes.`);

/**
 * createReceiveHook makes a message an event of the hook's workspace; the same `webhook-id`, or delivery of a provider,
 * is the same event. Fails with HOOK.UNAUTHENTICATED, whatever was wrong, and then with REQUEST.TOO_LARGE,
 * REQUEST.MALFORMED, REQUEST.UNSUPPORTED_MEDIA_TYPE.
 */
export function createReceiveHook(deps: Deps) {
  const { hooks, box, providerWebhooks, eventPublisher, publicUrl, now } = deps;
  const { toleranceMs } = deps.hookLimits;
  const { maxBytes } = deps.eventLimits;

  const secretsOf = (hook: Hook, at: Date) =>
    inForce(hook.secrets, at).map(({ sealed }) => box.open(sealed, hook.id));

  function requireSound(event: TenantEvent): void {
    const [problem] = eventProblems(event, maxBytes);
    if (problem?.path === 'data') throw tooLarge(maxBytes);
    if (problem) throw new Error(`an event of a hook breaks a rule: ${problem.path} ${problem.message}`);
  }

  async function fromProvider(hook: ProviderHook, request: ReceiveRequest, at: Date): Promise<Received> {
    const { method, query, headers, body, contentType } = request;
    const url = `${hookUrl(publicUrl, hook)}${query === '' ? '' : `?${query}`}`;
    const message = { method, url, headers, body, secrets: secretsOf(hook, at) };
    const verified = await providerWebhooks.verify(hook, message);
    if (!verified) throw refused();
    if ('answer' in verified) return { reply: verified.answer };
    if (body.length > maxBytes) throw tooLarge(maxBytes);
    const event = providerEvent(hook, verified.event, readHookBody(body, contentType), at);
    requireSound(event);
    await eventPublisher.publish(hook.workspaceId, event, announcement(hook, event));
    return { eventId: event.id, reply: nothing };
  }

  async function fromOthers(hook: Hook, request: ReceiveRequest, at: Date): Promise<Received> {
    const secrets = request.signature === '' ? [] : secretsOf(hook, at);
    const isPost = request.method === 'POST';
    if (!isPost || !isProven(hook, request, { now: at, toleranceMs, secrets })) throw refused();
    if (request.body.length > maxBytes) throw tooLarge(maxBytes);
    const event = eventOf(hook, request, at);
    requireSound(event);
    await eventPublisher.publish(hook.workspaceId, event);
    return { eventId: event.id };
  }

  return async (request: ReceiveRequest, call: Call): Promise<Received> => {
    const at = now();
    const hook = await hooks.byPath(request.workspaceId, request.path);
    if (!hook) throw refused();
    const received = isOfProvider(hook)
      ? await fromProvider(hook, request, at)
      : await fromOthers(hook, request, at);
    const { id: hookId, workspaceId } = hook;
    call.log.info({ hookId, workspaceId, eventId: received.eventId }, 'hook received');
    return received;
  };
}

const isOfProvider = (hook: Hook): hook is ProviderHook => hook.provider !== undefined;

function eventOf(hook: Hook, { id, contentType, body }: HookMessage, at: Date): TenantEvent {
  const { endUserId } = hook;
  return {
    specversion: '1.0',
    id: isMessageId(id) ? derivedId('evt', [hook.id, id]) : newId('evt'),
    source: sourceOf(hook),
    type: hook.eventType,
    time: at.toISOString(),
    ...(endUserId === undefined ? {} : { enduserid: endUserId }),
    ...readHookBody(body, contentType),
  };
}
