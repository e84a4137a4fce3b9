import { eventTypes } from '@neighbourhood/shared/events/event-types';
import { allLifecycleTypes, lifecycleTypes } from '@neighbourhood/shared/events/lifecycle-types';

const taskTypes: readonly string[] = Object.values(lifecycleTypes.task);

/** testEventType is what TestWebhook sends; nobody subscribes to it. */
export const testEventType = 'webhook.test';

/** messageEventType is what SendNotification sends to one webhook; nobody subscribes to it. */
export const messageEventType = 'notification.message';

/** What providers sent to hooks of the workspace: their own types, under `provider.<id>.`. */
const providerType = /^provider\.[a-z0-9]+(?:-[a-z0-9]+)*\.[\w./:-]{1,100}$/;
const providerFamily = /^provider\.(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)?\*$/;

/** isDeliverable tells whether webhooks can hear an event that a service published. */
export function isDeliverable(type: string): boolean {
  const isKnown = (eventTypes as readonly string[]).includes(type) || taskTypes.includes(type);
  return isKnown || providerType.test(type);
}

/** isPattern tells a known type, a family of them as `consent.*`, and `*`. */
export function isPattern(pattern: string): boolean {
  if (providerType.test(pattern) || providerFamily.test(pattern)) return true;
  return [...eventTypes, ...allLifecycleTypes].some(type => matches(pattern, type));
}

/** hears tells whether one of the patterns covers a type. */
export function hears(patterns: readonly string[], type: string): boolean {
  return patterns.some(pattern => matches(pattern, type));
}

function matches(pattern: string, type: string): boolean {
  // The DSL's own events say what others say: whoever wants them as well asks for them.
  if (pattern === '*') return !allLifecycleTypes.includes(type);
  if (pattern === type) return true;
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}
