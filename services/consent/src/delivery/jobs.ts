import type { Log } from '@neighbourhood/shared/call/call';
import type { JobHandlers } from '@neighbourhood/shared/dapr/app-callback';
import type { ConsentApp } from '../app.ts';

/** jobNames are the Dapr jobs of the service; the first is followed by a consent's id. */
export const jobNames = { expire: 'expire-consent-', reconcile: 'reconcile-consents' } as const;

/** createJobHandlers runs what comes due: one consent's expiry, and the round over everything. */
export function createJobHandlers(app: ConsentApp): JobHandlers {
  return {
    async [jobNames.expire]({ data }) {
      await app.expireConsent(data as { workspaceId: string; id: string });
    },
    async [jobNames.reconcile](_job, { log }) {
      await reconcile(app, log);
    },
  };
}

/** reconcile expires what lost its timer and signs the ledgers that grew; replicas may do so at once. */
export async function reconcile(app: ConsentApp, log: Log): Promise<void> {
  const expired = await app.expireOverdueConsents();
  const signed = await app.checkpointLedgers();
  log.info({ expired, signed }, 'overdue consents expired, ledgers signed');
}
