import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessRecord } from '../process/child.ts';
import { isSame } from '../process/identity.ts';
import type { Selection } from './selection.ts';

/** Role says what a process is for; they are stopped in this order, those of one role together. */
export const roles = ['app', 'sidecar', 'server', 'store'] as const;
export type Role = (typeof roles)[number];

export type PlatformProcess = ProcessRecord & { role: Role };

/** PlatformRecord is what a launcher leaves for the next one: everything it started. */
export interface PlatformRecord {
  /** "starting" until everything was ready. */
  phase: 'starting' | 'running';
  /** ISO 8601. */
  startedAt: string;
  /** Milliseconds from the launcher's start until all was ready; absent while starting. */
  readyAfterMs?: number;
  selection: Selection;
  processes: PlatformProcess[];
  /** Connection strings by what they are for: postgres, redis, and each service's own store. */
  stores: Record<string, string>;
}

const fileIn = (state: string): string => join(state, 'platform.json');

/** readRecord returns what the last launcher left, or undefined when nothing was started. */
export function readRecord(state: string): PlatformRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(state), 'utf8')) as PlatformRecord;
  } catch {
    return undefined;
  }
}

/** writeRecord replaces the record in one step; only its owner can read it, for the passwords in it. */
export function writeRecord(state: string, record: PlatformRecord): void {
  mkdirSync(state, { recursive: true });
  const part = `${fileIn(state)}.part`;
  writeFileSync(part, JSON.stringify(record, undefined, 2), { mode: 0o600 });
  renameSync(part, fileIn(state));
}

/** removeRecord forgets a platform of which nothing runs any more. */
export function removeRecord(state: string): void {
  rmSync(fileIn(state), { force: true });
}

/** alive tells which of the recorded processes still run. */
export function alive({ processes }: PlatformRecord): PlatformProcess[] {
  return processes.filter(isSame);
}
