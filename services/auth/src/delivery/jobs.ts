import type { Log } from '@neighbourhood/shared/call/call';
import type { JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import type { Jobs } from '@neighbourhood/shared/dapr/jobs';
import type { AuthApp } from '../app.ts';

const sweepJob = 'auth-sweep';

/** createJobHandlers runs what time does. */
export function createJobHandlers(app: Pick<AuthApp, 'sweep'>): JobHandlers {
  return { [sweepJob]: (_job, call) => app.sweep(call) };
}

/** scheduleSweep has the sweep run each minute. Without a scheduler the app works on, and says so. */
export async function scheduleSweep(jobs: Jobs, log: Log): Promise<void> {
  try {
    await jobs.schedule(sweepJob, { schedule: '@every 1m' });
  } catch (err) {
    log.error({ err }, 'the sweep could not be scheduled; it will be at the next start');
  }
}
