import { type Job } from '@neighbourhood/shared/dapr/app-callback';
import { type Jobs } from '@neighbourhood/shared/dapr/jobs';
import { z } from 'zod';
import { type Dispatch, type Remind } from '../usecase/ports.ts';

/** reminderPrefix begins the names of the jobs that make an attempt due. */
export const reminderPrefix = 'delivery-';

const reminder = z.object({ id: z.string(), webhookId: z.string() });

/** createRemind schedules a Dapr job, which fires in whatever process runs then. */
export function createRemind(jobs: Pick<Jobs, 'schedule'>): Remind {
  return ({ id, webhookId }, at) =>
    jobs.schedule(`${reminderPrefix}${id}`, { dueAt: at, data: { id, webhookId } });
}

/** createReminderHandler dispatches what a job tells of. */
export function createReminderHandler(dispatch: Dispatch): (job: Job) => Promise<void> {
  return async ({ data }) => {
    dispatch(reminder.parse(data));
  };
}
