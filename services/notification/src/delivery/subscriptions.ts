import { type EventHandlers, type JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import { type Dispatch } from '../usecase/ports.ts';
import { createReminderHandler, reminderPrefix } from '../infrastructure/reminders.ts';
import { type UseCases } from '../usecases.ts';

/** Names of the two jobs that recur. */
export const recurring = { sweep: 'notification-sweep', prune: 'notification-prune' } as const;

/** createEventHandlers hears every service's events: which of them reach a webhook is the use case's to say. */
export function createEventHandlers({ receiveEvent }: Pick<UseCases, 'receiveEvent'>): EventHandlers {
  return {
    '/events/auth': receiveEvent,
    '/events/integration': receiveEvent,
    '/events/consent': receiveEvent,
    '/events/workflow': receiveEvent,
  };
}

/** createJobHandlers runs what comes due. */
export function createJobHandlers(
  { sweep, prune }: Pick<UseCases, 'sweep' | 'prune'>,
  dispatch: Dispatch,
): JobHandlers {
  return {
    [reminderPrefix]: createReminderHandler(dispatch),
    [recurring.sweep]: sweep,
    [recurring.prune]: prune,
  };
}
