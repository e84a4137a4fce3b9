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
   * reason when that is aborted; the job is ended then. Jobs of one party wait for those of others, not only in turn.
   */
  run(job: J, signal?: AbortSignal, party?: string): Promise<R>;
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
  /** Longest that one job may take, of its thread's CPU time; five times that on the clock. */
  timeoutMs: number;
  /** How long a thread stays that nobody needs. */
  idleMs?: number;
}

interface Waiting<J, R> {
  job: J;
  signal: AbortSignal | undefined;
  party: string;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/** How much longer than its CPU time a job may take on the clock, where the machine is busy. */
const mostWaiting = 5;

/** besides is the URL of a module beside another: `.ts` from source, `.js` when compiled. */
export function besides(url: string, name: string): URL {
  return new URL(`${name}.${url.endsWith('.ts') ? 'ts' : 'js'}`, url);
}

/**
 * createThreadPool runs at most `threads` jobs at a time, each for at most `timeoutMs`; a thread whose job takes
 * longer, or needs more than its memory, is ended and replaced. Threads start when first needed. A thread that is free goes to
 * the party that has the fewest, so that nobody waits for all that somebody else has asked for.
 */
export function createThreadPool<J, R, L>(options: PoolOptions<L>): ThreadPool<J, R> {
  const { threads, timeoutMs, idleMs = 30_000 } = options;
  const queue: Waiting<J, R>[] = [];
  /** Jobs at work, by party. */
  const atWork = new Map<string, number>();
  /** When each party had its last turn, while others wait. */
  const turns = new Map<string, number>();
  let turnsTaken = 0;
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const rests = new Map<Worker, NodeJS.Timeout>();
  /** CPU milliseconds that each thread had spent at its last answer. */
  const used = new WeakMap<Worker, number>();
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

  /** Milliseconds of CPU that a thread has spent on its job; on a busy machine that is less than has gone by. */
  async function usedBy(worker: Worker): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<number>(resolve => {
      timer = setTimeout(resolve, 1_000, Infinity);
    });
    const told = worker.cpuUsage().then(
      ({ user, system }) => (user + system) / 1_000 - (used.get(worker) ?? 0),
      () => Infinity,
    );
    const answer = await Promise.race([told, silence]);
    clearTimeout(timer);
    return answer;
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

  /** The first of those that have the fewest threads; among equals, whose turn was longest ago. */
  function takeNext(): Waiting<J, R> | undefined {
    const rank = ({ party }: Waiting<J, R>) => [atWork.get(party) ?? 0, turns.get(party) ?? 0] as const;
    let best = 0;
    let [least, oldest] = [Infinity, Infinity];
    for (const [place, waiting] of queue.entries()) {
      const [has, turn] = rank(waiting);
      if (has < least || (has === least && turn < oldest)) [best, least, oldest] = [place, has, turn];
    }
    const [taken] = queue.splice(best, 1);
    if (queue.length === 0) turns.clear();
    else if (taken) turns.set(taken.party, ++turnsTaken);
    return taken;
  }

  function next(): void {
    while (queue.length > 0) {
      const worker = idle.pop();
      if (!worker) break;
      clearTimeout(rests.get(worker));
      const waiting = takeNext();
      if (waiting) give(worker, waiting);
    }
    const wanted = Math.min(queue.length, threads - all.size);
    for (let count = starting; count < wanted && !closed; count++) start();
  }

  function give(worker: Worker, { job, signal, party, resolve, reject }: Waiting<J, R>): void {
    atWork.set(party, (atWork.get(party) ?? 0) + 1);
    const done = (usable: boolean) => {
      over = true;
      clearTimeout(timer);
      const left = (atWork.get(party) ?? 0) - 1;
      if (left > 0) atWork.set(party, left);
      else atWork.delete(party);
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
      used.set(worker, answer.cpu);
      done(!('broken' in answer && answer.broken));
      if ('failure' in answer) reject(new SandboxFailure(answer.failure, answer.reason));
      else resolve(answer.result);
    };
    const failed = () => fail(new SandboxFailure('needs more memory than it may have', 'space'));
    const ended = () => fail(new SandboxFailure('ended before it answered', 'space'));
    const aborted = () => fail(signal?.reason);
    const began = performance.now();
    const late = async () => {
      const left = timeoutMs - (await usedBy(worker));
      if (over) return;
      if (left > 0 && performance.now() - began < timeoutMs * mostWaiting)
        timer = setTimeout(() => void late(), Math.max(left, 20));
      else fail(new SandboxFailure(`took longer than ${timeoutMs} ms`, 'time'));
    };
    let over = false;
    let timer = setTimeout(() => void late(), timeoutMs);
    worker.ref();
    worker.on('message', answered).on('error', failed).on('exit', ended);
    signal?.addEventListener('abort', aborted, { once: true });
    worker.postMessage(job);
  }

  return {
    run: (job, signal, party = '') =>
      new Promise((resolve, reject) => {
        if (closed) throw new Error('the sandbox is closed');
        signal?.throwIfAborted();
        const waiting = { job, signal, party, resolve, reject };
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
