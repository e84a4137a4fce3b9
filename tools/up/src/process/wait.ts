import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from './child.ts';
import { Failure } from './failure.ts';
import { lastError } from './log-tail.ts';

/** Waiting says for whom, how long, and who can call it off. */
export interface Waiting {
  /** What is awaited, for messages: "accepts connections". */
  what: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * untilReady polls `ready` until it answers true (an error counts as not yet, a Failure as never).
 * Fails at once when the child ends, with the last error of its log, and when the time is over.
 */
export async function untilReady(
  child: Child,
  ready: () => Promise<boolean>,
  waiting: Waiting,
): Promise<void> {
  const deadline = Date.now() + waiting.timeoutMs;
  for (;;) {
    waiting.signal?.throwIfAborted();
    assertRunning(child);
    if (await Promise.resolve().then(ready).catch(notYet)) return;
    if (Date.now() > deadline) {
      const { name, log } = child.record;
      throw new Failure(
        `${name}: not ready after ${String(waiting.timeoutMs / 1000)} s (${waiting.what}); log: ${log}`,
      );
    }
    await pause(50);
  }
}

function notYet(error: unknown): boolean {
  if (error instanceof Failure) throw error;
  return false;
}

/** assertRunning throws a Failure that names process, log and its last error when the child has ended. */
export function assertRunning(child: Child): void {
  const ended = child.ended();
  if (ended === undefined) return;
  const { name, log } = child.record;
  const why = lastError(log);
  throw new Failure(`${name} ended (${ended})${why === '' ? '' : `: ${why}`}\n  log: ${log}`);
}
