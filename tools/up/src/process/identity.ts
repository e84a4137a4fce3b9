import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * identityOf answers when the process of this pid began, as an opaque string, or undefined when no
 * such process runs (a zombie does not). Pid and identity together name one process for good: a
 * recycled pid has another identity, so it is never taken for the one that was recorded.
 */
export function identityOf(pid: number): string | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** isSame tells whether the process recorded as pid and identity still runs. */
export function isSame(recorded: { pid: number; identity: string }): boolean {
  return identityOf(recorded.pid) === recorded.identity;
}

function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The command, in parentheses, may hold spaces; the fields after it start with the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${bootId()}-${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

let boot: string | undefined;
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return boot;
}

function fromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
