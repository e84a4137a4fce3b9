import { setTimeout as pause } from 'node:timers/promises';
import { isSame } from './identity.ts';

/** How long a process may take to drain before it is killed, in milliseconds. */
const graceMs = 15_000;

/**
 * stopProcess asks a recorded process to end, waits for it, and kills it and what is left of its
 * group after the grace time. A pid that now belongs to another process is left alone.
 */
export async function stopProcess(
  recorded: { pid: number; identity: string; stopSignal?: 'SIGTERM' | 'SIGINT' },
  grace: number = graceMs,
): Promise<void> {
  if (!isSame(recorded)) return;
  send(recorded.pid, recorded.stopSignal ?? 'SIGTERM');
  if (!(await gone(recorded, grace))) {
    send(-recorded.pid, 'SIGKILL');
    send(recorded.pid, 'SIGKILL');
    await gone(recorded, 5_000);
  }
  // What it forked and left behind is still in its group, and no new process can have that id.
  send(-recorded.pid, 'SIGKILL');
}

async function gone(recorded: { pid: number; identity: string }, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isSame(recorded)) {
    if (Date.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
