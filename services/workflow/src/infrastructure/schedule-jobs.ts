import { type Job } from '@neighbourhood/shared/dapr/app-callback';
import { type Jobs } from '@neighbourhood/shared/dapr/jobs';
import { z } from 'zod';
import { type ScheduleJobs } from '../usecase/ports.ts';
import { type RunSchedules } from '../usecase/run-schedules.ts';

/** jobPrefix begins the names of the jobs of schedules. */
export const jobPrefix = 'schedule-';

const occasion = z.object({ workflowId: z.string(), due: z.iso.datetime() });

/** createScheduleJobs keeps one Dapr job for each definition: for the next time that it is due. */
export function createScheduleJobs(jobs: Jobs): ScheduleJobs {
  return {
    at: (workflowId, due) =>
      jobs.schedule(`${jobPrefix}${workflowId}`, {
        dueAt: due,
        data: { workflowId, due: due.toISOString() },
      }),
    cancel: workflowId => jobs.delete(`${jobPrefix}${workflowId}`),
  };
}

/** createJobHandler runs what comes due. */
export function createJobHandler({ fire }: Pick<RunSchedules, 'fire'>): (job: Job) => Promise<void> {
  return async ({ data }) => {
    const { workflowId, due } = occasion.parse(data);
    await fire(workflowId, new Date(due));
  };
}
