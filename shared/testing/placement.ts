import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { testServers } from './servers.ts';

/** Placement is a placement service of a test file's own. */
export interface Placement {
  address: string;
  stop(): Promise<void>;
}

/**
 * startPlacement starts one, for sidecars that host actors. Test files cannot share it: each is a namespace, and where one
 * went with changes that nobody was told of any more, placement never tells some of the later ones anything (Dapr 1.16.0).
 */
export async function startPlacement(): Promise<Placement> {
  const [port, healthPort, raftPort] = [await freePort(), await freePort(), await freePort()];
  const flags = {
    port,
    'listen-address': '127.0.0.1',
    'healthz-port': healthPort,
    'healthz-listen-address': '127.0.0.1',
    'initial-cluster': `dapr-placement-0=127.0.0.1:${raftPort}`,
    'enable-metrics': false,
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(testServers().placement, args, { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  await eventually(async () => (await fetch(`http://127.0.0.1:${healthPort}/healthz`)).ok, {
    what: 'placement',
    timeoutMs: 60_000,
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address: `127.0.0.1:${port}`, stop };
}
