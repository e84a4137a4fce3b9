import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createJobHandlers, scheduleSweep } from './jobs.ts';

test('the job that is scheduled is the one that runs the sweep', async () => {
  const scheduled: string[] = [];
  const jobs = { schedule: async (name: string) => void scheduled.push(name), delete: async () => undefined };
  await scheduleSweep(jobs, silentLog);
  const swept: string[] = [];
  const handlers = createJobHandlers({ sweep: async call => void swept.push(call.requestId) });
  const call = fakeCall();
  await handlers[scheduled[0]!]!({ name: scheduled[0]!, data: null }, call);
  expect(swept).toEqual([call.requestId]);
});

test('without a scheduler the app starts, and says what is missing', async () => {
  const errors: string[] = [];
  const jobs = { schedule: () => Promise.reject(new Error('no scheduler')), delete: async () => undefined };
  await scheduleSweep(jobs, { ...silentLog, error: (_fields, message) => void errors.push(message) });
  expect(errors).toEqual([expect.stringContaining('could not be scheduled')]);
});
