import { type ServiceError, status } from '@grpc/grpc-js';
import { type DaprCall } from './stub.ts';

/** JobRequest says when a job is due: once at a time, or by a cron schedule (`@every 30s`, `0 0 * * * *`). */
export type JobRequest = { data?: unknown } & ({ dueAt: Date } | { schedule: string });

/** Jobs are the sidecar's durable timers. They may fire more than once, and may fire after `delete`. */
export interface Jobs {
  /** Replaces a job of that name. */
  schedule(name: string, job: JobRequest): Promise<void>;
  /** Does nothing where there is no such job. */
  delete(name: string): Promise<void>;
}

/** createJobs schedules jobs that are tried again each second, without end, until the app has taken them. */
export function createJobs(call: DaprCall): Jobs {
  return {
    async schedule(name, job) {
      const when =
        'dueAt' in job
          ? { dueTime: new Date(Math.max(job.dueAt.getTime(), Date.now())).toISOString() }
          : { schedule: job.schedule };
      await call('ScheduleJobAlpha1', {
        job: {
          name,
          ...when,
          data: {
            type_url: 'type.googleapis.com/google.protobuf.BytesValue',
            value: Buffer.from(JSON.stringify(job.data ?? null)),
          },
          failurePolicy: { constant: { interval: { seconds: 1 } } },
        },
        overwrite: true,
      });
    },
    async delete(name) {
      try {
        await call('DeleteJobAlpha1', { name });
      } catch (error) {
        if ((error as Partial<ServiceError>).code !== status.NOT_FOUND) throw error;
      }
    },
  };
}
