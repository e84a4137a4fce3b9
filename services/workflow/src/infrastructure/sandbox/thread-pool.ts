import { Worker } from 'node:worker_threads';
import { type Answer, type Reason } from './protocol.ts';

/** SandboxFailure says why a job failed; the message is meant for the workflow's author. */
export class SandboxFailure extends Error {
  override name = 'SandboxFailure';
  readonly reason: Reason;

  constructor(message: string, reason: Reason = 'job') {
    super(message);
    this.reason = reason;
  }
}

/** ThreadPool carries out jobs in threads of their own. */
export interface ThreadPool<J, R> {
  /**
   * The job's result. Rejects with SandboxFailure when it fails or takes longer than allowed, with the signal's
   * reason when that is aborted; the job is ended then.
   */
  run(job: J, signal?: AbortSignal): Promise<R>;
  /** Threads that are there now. */
  threads(): number;
  close(): Promise<void>;
}

/** PoolOptions bounds a pool. */
export interface PoolOptions<L> {
  /** The module that the threads run; it calls answerJobs. */
  worker: URL;
  /** What it is told about its limits. */
  limits: L;
  /** Jobs at a time. */
  threads: number;
  /** Longest that one job may take. */
  timeoutMs: number;
  /** How long a thread stays that nobody needs. */
  idleMs?: number;
}

interface Waiting<J, R> {
  job: J;
  signal: AbortSignal | undefined;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/** besides is the URL of a module beside another: `.ts` from source, `.js` when compiled. */
export function besides(url: string, name: string): URL {
  return new URL(`${name}.${url.endsWith('.ts') ? 'ts' : 'js'}`, url);
}

/**
 * createThreadPool runs at most `threads` jobs at a time, each for at most `timeoutMs`; a thread whose job takes
 * longer, or needs more than its memory, is ended and replaced. Threads start when first needed.
 */
export function createThreadPool<J, R, L>(options: PoolOptions<L>): ThreadPool<J, R> {
  const { threads, timeoutMs, idleMs = 30_000 } = options;
  const queue: Waiting<J, R>[] = [];
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const rests = new Map<Worker, NodeJS.Timeout>();
  let starting = 0;
  let closed = false;

  function start(): void {
    starting++;
    const worker = new Worker(options.worker, {
      env: {},
      argv: [],
      workerData: options.limits,
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

  function give(worker: Worker, { job, signal, resolve, reject }: Waiting<J, R>): void {
    const done = (usable: boolean) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      signal?.removeEventListener('abort', aborted);
      worker.unref();
      if (usable) rest(worker);
      else end(worker);
      next();
    };
    const fail = (error: unknown) => {
      done(false);
      reject(error);
    };
    const answered = (answer: Answer<R>) => {
      done(!('broken' in answer && answer.broken));
      if ('failure' in answer) reject(new SandboxFailure(answer.failure, answer.reason));
      else resolve(answer.result);
    };
    const failed = () => fail(new SandboxFailure('needs more memory than it may have', 'space'));
    const ended = () => fail(new SandboxFailure('ended before it answered', 'space'));
    const aborted = () => fail(signal?.reason);
    const late = () => fail(new SandboxFailure(`took longer than ${timeoutMs} ms`, 'time'));
    const timer = setTimeout(late, timeoutMs);
    worker.ref();
    worker.on('message', answered).on('error', failed).on('exit', ended);
    signal?.addEventListener('abort', aborted, { once: true });
    worker.postMessage(job);
  }

  return {
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        if (closed) throw new Error('the sandbox is closed');
        signal?.throwIfAborted();
        const waiting = { job, signal, resolve, reject };
        queue.push(waiting);
        // Once a thread has the job, it is give's to end it.
        const leave = () => {
          const place = queue.indexOf(waiting);
          if (place < 0) return;
          queue.splice(place, 1);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', leave, { once: true });
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
