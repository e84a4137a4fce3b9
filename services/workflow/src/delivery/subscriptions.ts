import { type EventHandlers, type JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import { type WorkflowApp } from '../app.ts';
import { createJobHandler, jobPrefix } from '../infrastructure/schedule-jobs.ts';

/** createEventHandlers hears the tenants' own events, and of accounts that are connected again. */
export function createEventHandlers({
  receiveEvent,
  receiveReconnection,
}: Pick<WorkflowApp, 'receiveEvent' | 'receiveReconnection'>): EventHandlers {
  return { '/events/tenant': receiveEvent, '/events/integration': receiveReconnection };
}

/** createJobHandlers runs the schedules that come due. */
export function createJobHandlers({ schedules }: Pick<WorkflowApp, 'schedules'>): JobHandlers {
  return { [jobPrefix]: createJobHandler(schedules) };
}
