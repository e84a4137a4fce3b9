import { readFileSync } from 'node:fs';

/** Jiffies of `man 5 proc_pid_stat` are hundredths of a second on every Linux that Node runs on. */
const jiffyMs = 10;

/**
 * cpuMs is the processor time that a process and those that it started have used, in milliseconds: PostgreSQL has a
 * process for each connection. Linux only.
 */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces. Own time, then that of children that have ended.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) * jiffyMs;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return own + cpuOf(children === '' ? [] : children.split(' ').map(Number));
}

/** cpuOf sums it up over processes. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
}
