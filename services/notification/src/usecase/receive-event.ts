import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { isDeliverable } from '../domain/event-types.ts';
import { type Clock } from './ports.ts';
import { type RecordMessage } from './record-message.ts';

/**
 * createReceiveEvent takes an event of another service. Types that webhooks cannot hear, and events of no
 * workspace, are passed over.
 */
export function createReceiveEvent({
  record,
  clock,
}: {
  record: RecordMessage;
  clock: Clock;
}): (event: CloudEvent, call: Call) => Promise<void> {
  return async ({ id, type, time, workspaceId, data }, call) => {
    if (!isDeliverable(type) || workspaceId === '') {
      call.log.debug({ eventId: id, type }, 'event has no audience');
      return;
    }
    if (id === '' || Number.isNaN(Date.parse(time))) {
      throw new AppError('invalidArgument', 'EVENT.MALFORMED', 'The event has no id or no valid time.');
    }
    await record({ id, workspaceId, type, time, data, receivedAt: clock() });
  };
}
