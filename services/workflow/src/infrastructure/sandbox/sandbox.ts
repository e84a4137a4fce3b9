import { Worker } from 'node:worker_threads';
import { type Json } from '../../domain/json.ts';
import { type Answer, type Job } from './protocol.ts';

/** SandboxFailure says why a job failed; the message is meant for the workflow's author. */
export class SandboxFailure extends Error {
  override name = 'SandboxFailure';
}

/** Sandbox carries out jobs in threads of their own. */
export interface Sandbox {
  /** The job's results. Rejects with SandboxFailure when it fails or takes longer than allowed. */
  run(job: Job): Promise<Json[]>;
  /** Threads that are there now. */
  threads(): number;
  close(): Promise<void>;
}

/** SandboxOptions bounds a sandbox. */
export interface SandboxOptions {
  /** Jobs at a time. */
  threads: number;
  /** Longest that one job may take. */
  timeoutMs: number;
  /** How long a thread stays that nobody needs. */
  idleMs?: number;
}

interface Waiting {
  job: Job;
  resolve(result: Json[]): void;
  reject(error: Error): void;
}

const script = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * createSandbox runs at most `threads` jobs at a time, each for at most `timeoutMs`; a thread whose job takes
 * longer, or needs more than its memory, is ended and replaced. Threads start when first needed.
 */
export function createSandbox({ threads, timeoutMs, idleMs = 30_000 }: SandboxOptions): Sandbox {
  const queue: Waiting[] = [];
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const rests = new Map<Worker, NodeJS.Timeout>();
  let starting = 0;
  let closed = false;

  function start(): void {
    starting++;
    const worker = new Worker(script, {
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 192 },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    all.add(worker);
    const broken = (error: Error) => {
      starting--;
      all.delete(worker);
      queue.shift()?.reject(error);
      next();
    };
    worker.once('message', () => {
      starting--;
      worker.off('error', broken);
      rest(worker);
      next();
    });
    worker.once('error', broken);
  }

  /** WebAssembly's memory never shrinks: a thread that nobody needs for a while gives it back by ending. */
  function rest(worker: Worker): void {
    idle.push(worker);
    const over = () => {
      idle.splice(idle.indexOf(worker), 1);
      end(worker);
    };
    rests.set(worker, setTimeout(over, idleMs).unref());
  }

  function end(worker: Worker): void {
    all.delete(worker);
    clearTimeout(rests.get(worker));
    rests.delete(worker);
    void worker.terminate();
  }

  function next(): void {
    while (queue.length > 0) {
      const worker = idle.pop();
      if (!worker) break;
      clearTimeout(rests.get(worker));
      const waiting = queue.shift();
      if (waiting) give(worker, waiting);
    }
    const wanted = Math.min(queue.length, threads - all.size);
    for (let count = starting; count < wanted && !closed; count++) start();
  }

  function give(worker: Worker, { job, resolve, reject }: Waiting): void {
    const done = (usable: boolean) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      worker.unref();
      if (usable) rest(worker);
      else end(worker);
      next();
    };
    const fail = (message: string) => {
      done(false);
      reject(new SandboxFailure(message));
    };
    const answered = (answer: Answer) => {
      done(true);
      if ('failure' in answer) reject(new SandboxFailure(answer.failure));
      else resolve(answer.result);
    };
    const failed = () => fail('needs more memory than it may have');
    const ended = () => fail('ended before it answered');
    const timer = setTimeout(() => fail(`took longer than ${timeoutMs} ms`), timeoutMs);
    worker.ref();
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(job);
  }

  return {
    run: job =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('the sandbox is closed'));
          return;
        }
        queue.push({ job, resolve, reject });
        next();
      }),
    threads: () => all.size,
    close: async () => {
      closed = true;
      for (const timer of rests.values()) clearTimeout(timer);
      await Promise.all([...all].map(worker => worker.terminate()));
    },
  };
}
