import type { Child, OnSpawn } from '../process/child.ts';
import { Failure } from '../process/failure.ts';
import { isSame } from '../process/identity.ts';
import { lastError } from '../process/log-tail.ts';
import { assertRunning } from '../process/wait.ts';
import { writeRecord } from './record.ts';
import type { PlatformRecord, Role } from './record.ts';

/** Starting is one start under way: what it has begun, and what can call it off. */
export interface Starting {
  record: PlatformRecord;
  signal: AbortSignal;
  /** Use it as onSpawn: puts the process into the record at once. */
  recorded: (role: Role) => OnSpawn;
  /** Watches a child until all is ready. */
  watch: (child: Child) => Child;
  /** Fails when any watched child or any recorded process has ended. */
  assertAll: () => void;
}

/** createStarting begins a start whose record lies in the state directory from the first process on. */
export function createStarting(state: string, record: PlatformRecord, signal: AbortSignal): Starting {
  const children: Child[] = [];
  writeRecord(state, record);
  return {
    record,
    signal,
    recorded: role => process => {
      record.processes.push({ ...process, role });
      writeRecord(state, record);
    },
    watch: child => {
      children.push(child);
      return child;
    },
    assertAll: () => {
      children.forEach(assertRunning);
      // Those that are watched tell how they ended, in a moment.
      const watched = new Set(children.map(child => child.record.pid));
      const dead = record.processes.find(process => !watched.has(process.pid) && !isSame(process));
      if (dead !== undefined)
        throw new Failure(`${dead.name} ended: ${lastError(dead.log)}\n  log: ${dead.log}`);
    },
  };
}
