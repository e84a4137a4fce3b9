import type { Log } from '@neighbourhood/shared/call/call';
import type { Jobs } from '@neighbourhood/shared/dapr/jobs';
import type { ExpiryTimers } from '../usecase/ports.ts';

/** createDaprExpiryTimers keeps a job per consent. A failure is only logged: reconciliation finds what it lost. */
export function createDaprExpiryTimers(deps: { jobs: Jobs; prefix: string; log: Log }): ExpiryTimers {
  const { jobs, prefix, log } = deps;
  return {
    async schedule({ id, workspaceId, expiresAt }) {
      try {
        await jobs.schedule(prefix + id, { dueAt: expiresAt, data: { workspaceId, id } });
      } catch (err) {
        log.warn({ err, consentId: id }, 'no timer for the expiry of a consent');
      }
    },
    async cancel({ id }) {
      try {
        await jobs.delete(prefix + id);
      } catch (err) {
        log.warn({ err, consentId: id }, 'the timer of a revoked consent stays');
      }
    },
  };
}
