import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventProblems, isReserved, prefixedSource } from '../event-rules.ts';
import { type TenantEvent } from '../tenant-event.ts';

/** HeldToken is a token as it is stored. */
export interface HeldToken {
  /** SHA-256 in base64url. */
  hash: string;
  /** RFC 3339; absent on the newest. */
  until?: string;
}

/** HeldSecret is a signing secret as it is stored. */
export interface HeldSecret {
  /** Encrypted; opens under the hook's id. */
  sealed: string;
  /** RFC 3339; absent on the newest. */
  until?: string;
}

/** Hook is an address of a workspace at which others send what becomes its events. */
export interface Hook {
  /** `hok_…`. */
  id: string;
  workspaceId: string;
  /** Last part of its address. */
  path: string;
  /** Type of the events that it makes; of a provider's, what they begin with, and `*`. */
  eventType: string;
  /** Id of the provider whose webhooks it takes; without it, it takes messages with a token or a standard signature. */
  provider?: string;
  /** The end user of its events, and of the runs that they start. */
  endUserId?: string;
  description: string;
  /** Newest first. */
  tokens: HeldToken[];
  /** Newest first. */
  secrets: HeldSecret[];
  createdAt: Date;
  updatedAt: Date;
}

/** HookRequest is what a tenant says about a new hook. */
export interface HookRequest {
  path: string;
  /** Not with a provider, who says it. */
  eventType?: string;
  provider?: string;
  endUserId?: string;
  description?: string;
}

const pathForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const defaultType = 'hook.received';
const controls = /[\p{Cc}\p{Cs}]/u;

/** newHook makes a hook that nobody can use yet. Fails with REQUEST.INVALID, EVENT.TYPE_RESERVED. */
export function newHook(workspaceId: string, request: HookRequest, now: Date): Hook {
  const { path, provider, endUserId, description = '' } = request;
  const { eventType = provider === undefined ? defaultType : `provider.${provider}.*` } = request;
  const fields: FieldError[] = [];
  if (!pathForm.test(path) || path.length > 100)
    fields.push({ path: 'path', message: 'must be kebab-case, at most 100 characters' });
  if (description.length > 500)
    fields.push({ path: 'description', message: 'must not be longer than 500 characters' });
  if (endUserId !== undefined && (endUserId.length > 200 || controls.test(endUserId)))
    fields.push({ path: 'endUserId', message: 'must have at most 200 characters, none of control' });
  if (provider !== undefined && request.eventType !== undefined)
    fields.push({ path: 'eventType', message: 'is what the provider says' });
  const sample = { specversion: '1.0', id: 'x', source: 'x', type: eventType, time: now.toISOString() };
  for (const { path: name, message } of eventProblems(sample as TenantEvent, Infinity))
    fields.push({ path: name === 'type' ? 'eventType' : name, message });
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The hook is not valid.', { fields });
  if (provider === undefined && isReserved(eventType))
    throw new AppError('invalidArgument', 'EVENT.TYPE_RESERVED', 'Only the platform publishes this type.', {
      fields: [{ path: 'eventType', message: 'is reserved' }],
    });
  return {
    id: newId('hok'),
    workspaceId,
    path,
    eventType,
    ...(provider === undefined ? {} : { provider }),
    ...(endUserId === undefined ? {} : { endUserId }),
    description,
    tokens: [],
    secrets: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** newHookToken makes a token of 32 random bytes. */
export function newHookToken(): string {
  return randomBytes(32).toString('base64url');
}

/** newHookSecret makes a signing secret of Standard Webhooks, 32 random bytes. */
export function newHookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** hashOf is what is stored of a token: it has 256 bits of its own, so nothing slow is needed. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** isTokenOf tells a good token of a hook. */
export function isTokenOf({ tokens }: Pick<Hook, 'tokens'>, token: string, now: Date): boolean {
  const given = Buffer.from(hashOf(token));
  return inForce(tokens, now).some(({ hash }) => timingSafeEqual(Buffer.from(hash), given));
}

/** inForce is what of tokens or secrets is good now. */
export function inForce<T extends { until?: string }>(held: readonly T[], now: Date): T[] {
  return held.filter(({ until }) => until === undefined || Date.parse(until) > now.getTime());
}

/** afterRotation puts a new token or secret before the one in use, which is good until then; older ones go. */
export function afterRotation<T extends { until?: string }>(held: readonly T[], next: T, until: Date): T[] {
  return [next, ...held.slice(0, 1).map(each => ({ ...each, until: until.toISOString() }))];
}

/** sourceOf is the source of a hook's events, under which nothing else publishes. */
export function sourceOf({ workspaceId, path }: Pick<Hook, 'workspaceId' | 'path'>): string {
  return prefixedSource(workspaceId, `hooks/${path}`);
}

/** hookUrl is a hook's address, with a token for senders that do not sign. */
export function hookUrl(
  publicUrl: string,
  { workspaceId, path }: Pick<Hook, 'workspaceId' | 'path'>,
  token = '',
): string {
  const address = `${publicUrl}/api/v1/hooks/${workspaceId}/${path}`;
  return token === '' ? address : `${address}?token=${token}`;
}

/** hookNotFound is the answer for hooks that do not exist, or not in the caller's workspace. */
export function hookNotFound(): AppError {
  return new AppError('notFound', 'HOOK.NOT_FOUND', 'There is no such hook.');
}
