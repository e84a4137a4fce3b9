import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { processes } from './platform.ts';

/** Memory of one process in MB (1,000,000 bytes). */
export interface Memory {
  name: string;
  role: string;
  /** Resident set, with pages of program files that other processes share. */
  rss: number;
  /** Its proportional share: a page that six map counts a sixth for each. Linux alone tells. */
  pss?: number;
}

const megabytes = (kibibytes: string): number => (Number(kibibytes) * 1024) / 1_000_000;

function memoryOf(pid: number): Pick<Memory, 'rss' | 'pss'> {
  const rollup = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(rollup)) {
    return { rss: megabytes(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) };
  }
  const text = readFileSync(rollup, 'utf8');
  const field = (name: string) => megabytes(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 'NaN');
  return { rss: field('Rss'), pss: field('Pss') };
}

/** measureMemory looks at every app and sidecar of the running platform. */
export function measureMemory(): Memory[] {
  return processes()
    .filter(({ role, name }) => role === 'sidecar' || (role === 'app' && name !== 'sandbox'))
    .map(({ name, role, pid }) => ({ name, role, ...memoryOf(pid) }));
}
