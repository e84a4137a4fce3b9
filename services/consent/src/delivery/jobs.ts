import type { Log } from '@neighbourhood/shared/call/call';
import type { JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import type { Jobs } from '@neighbourhood/shared/dapr/jobs';
import type { ConsentApp } from '../app.ts';

/** jobNames are the Dapr jobs of the service; the first is followed by a consent's id. */
export const jobNames = { expire: 'expire-consent-', reconcile: 'reconcile-ledger' } as const;

/** createJobHandlers runs what comes due: one consent's expiry, and the hourly round over everything. */
export function createJobHandlers(app: ConsentApp): JobHandlers {
  return {
    async [jobNames.expire]({ data }) {
      await app.expireConsent(data as { workspaceId: string; id: string });
    },
    async [jobNames.reconcile](_job, { log }) {
      const expired = await app.expireOverdueConsents();
      const signed = await app.checkpointLedgers();
      log.info({ expired, signed }, 'overdue consents expired, ledgers signed');
    },
  };
}

/** scheduleReconciliation keeps the round going; every replica may call it, there is one job. */
export async function scheduleReconciliation(jobs: Jobs, everyMs: number, log: Log): Promise<void> {
  const schedule = `@every ${Math.max(1, Math.round(everyMs / 1000))}s`;
  await jobs.schedule(jobNames.reconcile, { schedule });
  log.info({ schedule }, 'reconciliation scheduled');
}
