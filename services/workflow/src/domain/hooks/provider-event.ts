import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { type TenantEvent } from '../tenant-event.ts';
import { type HookContent } from './hook-body.ts';
import { type Hook, sourceOf } from './hook.ts';

/** ProviderMessage is what a provider's webhook says of itself; what is empty it does not say. */
export interface ProviderMessage {
  type: string;
  /** The same for the same delivery. */
  delivery: string;
  account: string;
  connectionId: string;
  endUserId: string;
}

const longestType = 100;

/** providerEventType is the type of a provider's event: what the provider calls it, without what no type may have. */
export function providerEventType(provider: string, type: string): string {
  const plain = type.replaceAll(/[^\w./:-]+/g, '_').slice(0, longestType);
  return `provider.${provider}.${plain === '' ? 'received' : plain}`;
}

/** providerEvent is the event of the workspace that a webhook becomes; its end user is the hook's, or the account's. */
export function providerEvent(
  hook: Hook & { provider: string },
  said: ProviderMessage,
  content: HookContent,
  at: Date,
): TenantEvent {
  const endUserId = hook.endUserId ?? said.endUserId;
  return {
    specversion: '1.0',
    id: derivedId('evt', [hook.id, said.delivery]),
    source: sourceOf(hook),
    type: providerEventType(hook.provider, said.type),
    time: at.toISOString(),
    ...(isAttribute(said.account) ? { subject: said.account } : {}),
    ...(said.connectionId === '' ? {} : { connectionid: said.connectionId }),
    ...(endUserId === '' ? {} : { enduserid: endUserId }),
    ...content,
  };
}

/** announcement is the same event as webhooks of the workspace hear it. */
export function announcement(hook: Hook & { provider: string }, event: TenantEvent): CloudEvent {
  const { id, type, source, time, subject, data = null } = event;
  const { workspaceId, provider } = hook;
  const [connectionId, endUserId] = [event['connectionid'], event['enduserid']];
  return {
    ...{ id, type, source, time, workspaceId },
    subject: workspaceId,
    data: {
      ...{ workspaceId, provider, hookId: hook.id },
      ...(subject === undefined ? {} : { account: subject }),
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(endUserId === undefined ? {} : { endUserId }),
      payload: data,
    },
  };
}

const isAttribute = (text: string) => text !== '' && text.length <= 1_024 && !/[\p{Cc}\p{Cs}]/u.test(text);
