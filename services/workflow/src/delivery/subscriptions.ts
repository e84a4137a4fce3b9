import { type EventHandlers, type JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import { type WorkflowApp } from '../app.ts';
import { createJobHandler, jobPrefix } from '../infrastructure/schedule-jobs.ts';

/** createEventHandlers hears the tenants' own events. */
export function createEventHandlers({ receiveEvent }: Pick<WorkflowApp, 'receiveEvent'>): EventHandlers {
  return { '/events/tenant': receiveEvent };
}

/** createJobHandlers runs the schedules that come due. */
export function createJobHandlers({ schedules }: Pick<WorkflowApp, 'schedules'>): JobHandlers {
  return { [jobPrefix]: createJobHandler(schedules) };
}
