/** eventTypes are the types that webhooks can hear, as the public contract lists them. */
export const eventTypes = [
  'user.registered',
  'session.revoked',
  'api_key.revoked',
  'connection.created',
  'connection.updated',
  'connection.needs_reauth',
  'connection.revoked',
  'action.executed',
  'action.failed',
  'consent.granted',
  'consent.revoked',
  'consent.expired',
  'end_user.erased',
  'workflow.execution.started',
  'workflow.execution.completed',
  'workflow.execution.faulted',
  'workflow.execution.cancelled',
  'workflow.execution.suspended',
  'workflow.execution.resumed',
  'webhook.disabled',
] as const;

/** testEventType is what TestWebhook sends; nobody subscribes to it. */
export const testEventType = 'webhook.test';

/** messageEventType is what SendNotification sends to one webhook; nobody subscribes to it. */
export const messageEventType = 'notification.message';

/** isDeliverable tells whether webhooks can hear a type at all. */
export function isDeliverable(type: string): boolean {
  return (eventTypes as readonly string[]).includes(type);
}

/** isPattern tells a known type, a family of them as `consent.*`, and `*`. */
export function isPattern(pattern: string): boolean {
  return eventTypes.some(type => matches(pattern, type));
}

/** hears tells whether one of the patterns covers a type. */
export function hears(patterns: readonly string[], type: string): boolean {
  return patterns.some(pattern => matches(pattern, type));
}

function matches(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true;
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}
