import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { prefixedSource } from '../domain/event-rules.ts';
import { type JsonObject, isObject } from '../domain/json.ts';
import { type EventRepository, type TenantEvent } from '../domain/tenant-event.ts';
import { type RunTriggers } from './run-triggers.ts';
import { type WakeRuns } from './wake-runs.ts';

interface Deps {
  events: EventRepository;
  wakeRuns: WakeRuns;
  runTriggers: RunTriggers;
}

/**
 * createReceiveEvent stores an event from the broker, wakes the runs that may wait for it and starts the workflows that
 * it triggers. Delivered again, it is stored once, and the rest is done again: the first time may have ended after the
 * row. A run that cannot be woken is woken later, when the engine is asked about it.
 */
export function createReceiveEvent({ events, wakeRuns, runTriggers }: Deps) {
  return async ({ workspaceId, data }: CloudEvent, { log }: Pick<Call, 'log'>): Promise<void> => {
    const event = readTenantEvent(workspaceId, data);
    const isNew = (await events.insert(workspaceId, event)) !== undefined;
    log.info({ eventId: event.id, type: event.type, workspaceId, isNew }, 'event received');
    await Promise.all([wakeRuns(workspaceId, event.type, log), runTriggers.onEvent(workspaceId, event.type)]);
  };
}

/** What is on the topic went through publish-event.ts; whatever else comes is nobody's event. */
function readTenantEvent(workspaceId: string, data: unknown): TenantEvent {
  const event: JsonObject = isObject(data) ? data : {};
  const { id, type, source } = event;
  const named = [id, type].every(text => typeof text === 'string' && text !== '');
  const own = typeof source === 'string' && prefixedSource(workspaceId, source) === source;
  if (named && own && workspaceId !== '') return event as unknown as TenantEvent;
  throw new AppError('invalidArgument', 'EVENT.MALFORMED', 'This is no event of a workspace.');
}
