import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { holder, tryLock } from '../build/lock.ts';
import { Failure } from '../process/failure.ts';

/** lockFile is held by the command that starts a platform, or changes its secrets. */
export const lockFile = (state: string): string => join(state, 'up.lock');

/**
 * exclusively does work that must not meet another of its kind: two starts, or two changes of secrets, each of which
 * would write what it had read before the other.
 */
export async function exclusively<T>(state: string, work: () => Promise<T>): Promise<T> {
  const lock = lockFile(state);
  if (!tryLock(lock)) {
    throw new Failure(
      `make up, rotate or secret is at work already (pid ${String(holder(lock)?.pid)}); make down calls it off`,
    );
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
