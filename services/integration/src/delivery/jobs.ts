import type { JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import type { Jobs } from '@neighbourhood/shared/dapr/jobs';

const forgetRuns = 'forget-runs';

/** createJobHandlers runs the hourly cleaning: old keys are exchanged, and what nobody needs any more is forgotten. */
export function createJobHandlers(clean: () => Promise<number>): JobHandlers {
  return {
    async [forgetRuns](_job, { log }) {
      log.info({ forgotten: await clean() }, 'old idempotency keys, OAuth clients and data keys forgotten');
    },
  };
}

/** scheduleCleaning keeps it going; every replica may call it, there is one job. */
export async function scheduleCleaning(jobs: Jobs): Promise<void> {
  await jobs.schedule(forgetRuns, { schedule: '@every 1h' });
}
