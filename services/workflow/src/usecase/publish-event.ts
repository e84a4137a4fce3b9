import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventProblems, isReserved, platformProblems, prefixedSource } from '../domain/event-rules.ts';
import { type Emitter, type TenantEvent } from '../domain/tenant-event.ts';
import { fault } from '../domain/workflow-error.ts';
import { type Clock, type EventPublisher } from './ports.ts';

/** EventLimits bounds events. */
export interface EventLimits {
  /** Of one event as JSON. */
  maxBytes: number;
}

/** PublishRequest is an event as a tenant sends it. */
export type PublishRequest = Omit<TenantEvent, 'specversion' | 'id' | 'time'> & {
  id?: string;
  time?: string;
};

interface Deps {
  eventPublisher: EventPublisher;
  eventLimits: EventLimits;
  now: Clock;
}

/** Fails with EVENT.TYPE_RESERVED, REQUEST.INVALID. */
function requireSound(event: TenantEvent, { maxBytes }: EventLimits): void {
  const fields = [...eventProblems(event, maxBytes), ...platformProblems(event)];
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The event is not valid.', { fields });
  if (!isReserved(event.type)) return;
  throw new AppError('invalidArgument', 'EVENT.TYPE_RESERVED', 'Only the platform publishes this type.', {
    fields: [{ path: 'type', message: 'is reserved' }],
  });
}

const owned = (workspaceId: string, event: TenantEvent): TenantEvent => ({
  ...event,
  source: prefixedSource(workspaceId, event.source),
});

/**
 * createPublishEvent publishes a workspace's event, which starts and wakes workflows, and returns its id. Repeated with
 * its idempotency key it is the same event. Fails with EVENT.TYPE_RESERVED.
 */
export function createPublishEvent({ eventPublisher, eventLimits, now }: Deps) {
  return async (request: PublishRequest, call: Call): Promise<string> => {
    requirePermission(call, 'workflow:execute');
    const workspaceId = requireWorkspace(call);
    const { idempotencyKey: key } = call;
    const id = key === undefined ? newId('evt') : derivedId('evt', [workspaceId, key]);
    const event = { id, time: now().toISOString(), ...request, specversion: '1.0' } as TenantEvent;
    requireSound(event, eventLimits);
    await eventPublisher.publish(workspaceId, owned(workspaceId, event));
    call.log.info({ eventId: event.id, type: event.type }, 'event accepted');
    return event.id;
  };
}

/** createEmitter publishes what runs emit, under the same rules; what breaks them is a validation error of the DSL. */
export function createEmitter({ eventPublisher, eventLimits }: Omit<Deps, 'now'>): Emitter {
  return {
    async emit(workspaceId, event) {
      try {
        requireSound(event, eventLimits);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const why = error.fields.map(({ path, message }) => `${path} ${message}`).join('; ');
        throw fault('validation', `The event cannot be published: ${why}`, undefined, error);
      }
      await eventPublisher.publish(workspaceId, owned(workspaceId, event));
    },
  };
}
