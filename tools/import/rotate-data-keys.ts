/**
 * Gives every workspace of the running platform a new data key, and seals its credentials under it while calls go on:
 * integration's own command, next to a sidecar that gives it integration's secrets. docs/providers.md says more.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { alive, readRecord } from '../up/src/platform/record.ts';
import { inherited, readSettings } from '../up/src/platform/settings.ts';
import { Failure } from '../up/src/process/failure.ts';
import { startSecretSidecar } from './sidecar.ts';

const settings = readSettings();
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => interrupted.abort(new Failure('Interrupted')));

try {
  const record = readRecord(settings.state);
  if (record?.phase !== 'running' || alive(record).length === 0)
    throw new Failure('The platform does not run: make up, then make rotate-data-keys');
  const { secrets } = record.selection;
  const sidecar = await startSecretSidecar(settings, 'integration', secrets, interrupted.signal);
  try {
    const child = spawn(process.execPath, ['services/integration/src/rotate-data-keys.ts'], {
      cwd: settings.root,
      stdio: 'inherit',
      env: { ...inherited(), ...sidecar.env },
    });
    // It ends where it is whole; the next one goes on from there.
    interrupted.signal.addEventListener('abort', () => void child.kill('SIGTERM'), { once: true });
    const [code] = (await once(child, 'close')) as [number | null];
    process.exitCode = code ?? 2;
  } finally {
    await sidecar.stop();
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
