import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isSame } from '../process/identity.ts';
import type { Report } from './report.ts';

/**
 * withLock runs the work while no other process holds the lock file, waiting for it as long as its
 * holder lives. A lock whose holder has died is taken over.
 */
export async function withLock<T>(
  file: string,
  report: Report,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  while (!tryLock(file)) {
    signal?.throwIfAborted();
    report.progress(`waiting for pid ${String(holder(file)?.pid)}, which builds now`);
    await pause(500);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** tryLock takes the lock for this process, or answers false when a living process holds it. */
export function tryLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = holder(file);
    if (other !== undefined && isSame(other)) return false;
    rmSync(file, { force: true });
  }
  return false;
}

/** holder reads who took the lock; undefined when nobody did or the file is broken. */
export function holder(file: string): { pid: number; identity: string } | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; identity?: unknown };
    return typeof value.pid === 'number' && typeof value.identity === 'string'
      ? { pid: value.pid, identity: value.identity }
      : undefined;
  } catch {
    return undefined;
  }
}
