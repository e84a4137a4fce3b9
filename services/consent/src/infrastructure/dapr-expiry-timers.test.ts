import type { JobRequest } from '@neighbourhood/shared/dapr/jobs';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { aConsent, after, day } from '../../test/make.ts';
import { createDaprExpiryTimers } from './dapr-expiry-timers.ts';

const consent = aConsent({ expiresAt: after(day) });

describe('timers by Dapr jobs', () => {
  it('are one job per consent, due when it expires, until cancelled', async () => {
    const scheduled = new Map<string, JobRequest>();
    const jobs = {
      schedule: async (name: string, job: JobRequest) => void scheduled.set(name, job),
      delete: async (name: string) => void scheduled.delete(name),
    };
    const timers = createDaprExpiryTimers({ jobs, prefix: 'expire-', log: silentLog });
    await timers.schedule(consent);
    expect([...scheduled]).toEqual([
      [`expire-${consent.id}`, { dueAt: after(day), data: { workspaceId: 'wsp_one', id: consent.id } }],
    ]);
    await timers.cancel(consent);
    expect(scheduled.size).toBe(0);
  });

  it('do not fail a grant or a revocation when the sidecar is away, but log it', async () => {
    const warnings: string[] = [];
    const fail = async () => Promise.reject(new Error('unavailable'));
    const log = { ...silentLog, warn: (_fields: object, message: string) => void warnings.push(message) };
    const timers = createDaprExpiryTimers({ jobs: { schedule: fail, delete: fail }, prefix: 'expire-', log });
    await timers.schedule(consent);
    await timers.cancel(consent);
    expect(warnings).toEqual([
      'no timer for the expiry of a consent',
      'the timer of a revoked consent stays',
    ]);
  });
});
