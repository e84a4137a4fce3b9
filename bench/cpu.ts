import { readFileSync } from 'node:fs';

/** Jiffies of `man 5 proc_pid_stat` are hundredths of a second on every Linux that Node runs on. */
const jiffyMs = 10;

/** cpuMs is the processor time that a process and its threads have used since it began, in milliseconds. Linux only. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * jiffyMs;
}

/** cpuOf sums it up over processes. */
export const cpuOf = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
