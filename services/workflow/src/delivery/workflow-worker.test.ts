import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createWorkflowWorker } from './workflow-worker.ts';

/** A runtime of the SDK whose worker never finishes what it has at hand. */
function createFakeRuntime() {
  const runtime = {
    worker: { _isRunning: false, _maxConcurrentWorkItems: 10, _responseStream: { destroyed: false } },
    registerWorkflowWithName: () => runtime as never,
    registerActivityWithName: () => runtime as never,
    start: async () => void (runtime.worker._isRunning = true),
    stop: () => {
      runtime.worker._responseStream.destroyed = true;
      return new Promise<void>(() => undefined);
    },
  };
  return runtime;
}

test('a worker that is replaced takes no more, and the next one does not wait for what it has at hand', async () => {
  const made: ReturnType<typeof createFakeRuntime>[] = [];
  const worker = createWorkflowWorker({
    advance: async () => ({ next: 'end' }),
    ready: async () => undefined,
    log: silentLog,
    createRuntime: () => {
      const runtime = createFakeRuntime();
      made.push(runtime);
      return runtime;
    },
    patienceMs: 1,
  });
  await worker.start();
  expect(worker.connected()).toBe(true);
  await worker.renew();
  expect(made.map(({ worker: { _responseStream } }) => _responseStream.destroyed)).toEqual([true, false]);
  expect(made[1]?.worker).toMatchObject({ _isRunning: true, _maxConcurrentWorkItems: 200 });
  expect(worker.connected()).toBe(true);
  made[1]!.worker._isRunning = false;
  await worker.stop();
});
