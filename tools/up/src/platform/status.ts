import { holder } from '../build/lock.ts';
import { isSame } from '../process/identity.ts';
import { lockFile } from './exclusive.ts';
import { readRecord } from './record.ts';
import type { PlatformRecord, Role } from './record.ts';
import type { Settings } from './settings.ts';

/** Status is what `make status --json` prints. */
export interface Status {
  /** "degraded": it ran, and a process has ended since. */
  state: 'stopped' | 'starting' | 'running' | 'degraded';
  startedAt?: string;
  readyAfterMs?: number;
  processes: ProcessStatus[];
  /** Connection strings: postgres (superuser), redis, and one for each service's own store. */
  stores: Record<string, string>;
}

export interface ProcessStatus {
  name: string;
  role: Role;
  pid: number;
  alive: boolean;
  ports: Record<string, number>;
  log: string;
  url?: string;
}

/** readStatus looks at what is recorded and at what of it still runs. */
export function readStatus({ state }: Settings): Status {
  const record = readRecord(state);
  if (record === undefined) return { state: 'stopped', processes: [], stores: {} };
  const processes = record.processes.map(one => ({
    name: one.name,
    role: one.role,
    pid: one.pid,
    alive: isSame(one),
    ports: one.ports,
    log: one.log,
    ...(one.url === undefined ? {} : { url: one.url }),
  }));
  return {
    state: stateOf(state, record, processes),
    startedAt: record.startedAt,
    ...(record.readyAfterMs === undefined ? {} : { readyAfterMs: record.readyAfterMs }),
    processes,
    stores: record.stores,
  };
}

function stateOf(
  state: string,
  record: PlatformRecord,
  processes: readonly ProcessStatus[],
): Status['state'] {
  const living = processes.filter(one => one.alive).length;
  const launcher = holder(lockFile(state));
  if (record.phase === 'starting' && launcher !== undefined && isSame(launcher)) return 'starting';
  if (living === 0) return 'stopped';
  return record.phase === 'running' && living === processes.length ? 'running' : 'degraded';
}
