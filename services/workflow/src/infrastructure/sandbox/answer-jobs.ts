import { parentPort, workerData } from 'node:worker_threads';
import { type Reason } from './protocol.ts';

/** JobFailure is thrown by a worker's job; `broken` ends the thread. */
export class JobFailure extends Error {
  readonly reason: Reason;
  readonly broken: boolean;

  constructor(message: string, reason: Reason = 'job', broken = false) {
    super(message);
    this.reason = reason;
    this.broken = broken;
  }
}

/** answerJobs is a worker's loop: one job at a time, each answered. What is no JobFailure ends the thread. */
export function answerJobs(carryOut: (job: never, limits: never) => unknown): void {
  const say = (answer: object) => {
    const { user, system } = process.threadCpuUsage();
    parentPort?.postMessage({ ...answer, cpu: (user + system) / 1_000 });
  };
  parentPort?.on('message', (job: unknown) => {
    void (async () => carryOut(job as never, workerData as never))().then(
      result => say({ result }),
      (error: unknown) => {
        if (error instanceof JobFailure)
          say({ failure: error.message, reason: error.reason, broken: error.broken });
        // Thrown where nobody catches, it ends the thread, and the sandbox starts another.
        else
          setImmediate(() => {
            throw error;
          });
      },
    );
  });
  parentPort?.postMessage('ready');
}
