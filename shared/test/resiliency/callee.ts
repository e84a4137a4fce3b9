import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../../testing/eventually.ts';

/** Callee is an app in a process of its own. */
export interface Callee {
  /** How often a method was called. */
  called(method: string): number;
  signal(signal: NodeJS.Signals): void;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/** startCallee starts callee-main.ts and waits until it listens. */
export async function startCallee(port: number): Promise<Callee> {
  const main = new URL('callee-main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(() => output.includes('listening'), { timeoutMs: 60_000, what: 'the callee listening' });
  return {
    called: method => output.split('\n').filter(line => line === method).length,
    signal: signal => void child.kill(signal),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
