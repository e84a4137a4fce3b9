import type { JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import type { Jobs } from '@neighbourhood/shared/dapr/jobs';

const forgetRuns = 'forget-runs';

/** createJobHandlers runs the hourly cleaning: idempotency keys whose day is over, data keys under an old key. */
export function createJobHandlers(forget: () => Promise<number>, rewrap: () => void): JobHandlers {
  return {
    async [forgetRuns](_job, { log }) {
      rewrap();
      log.info({ forgotten: await forget() }, 'old idempotency keys forgotten');
    },
  };
}

/** scheduleCleaning keeps it going; every replica may call it, there is one job. */
export async function scheduleCleaning(jobs: Jobs): Promise<void> {
  await jobs.schedule(forgetRuns, { schedule: '@every 1h' });
}
