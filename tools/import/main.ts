/**
 * Imports files of users, workspaces, connections and consents into the running platform: each service's own command,
 * next to a sidecar that gives it that service's secrets. `make import` says how; docs/migration.md says what.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { alive, readRecord } from '../up/src/platform/record.ts';
import { inherited, readSettings } from '../up/src/platform/settings.ts';
import { Failure } from '../up/src/process/failure.ts';
import { startSecretSidecar } from './sidecar.ts';

/** In this order: workspaces name users; all else names workspaces. */
const parts = [
  { name: 'users', app: 'auth' },
  { name: 'workspaces', app: 'auth' },
  { name: 'connections', app: 'integration' },
  { name: 'consents', app: 'consent' },
] as const;

const { values } = parseArgs({
  options: {
    users: { type: 'string' },
    workspaces: { type: 'string' },
    connections: { type: 'string' },
    consents: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    'stop-after': { type: 'string' },
    ids: { type: 'boolean', default: false },
  },
});

const settings = readSettings();
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => interrupted.abort(new Failure('Interrupted')));

async function run(app: string, name: string, file: string, secretStore: string): Promise<number> {
  const sidecar = await startSecretSidecar(settings, app, secretStore, interrupted.signal);
  try {
    const options = [
      ...(values['dry-run'] ? ['--dry-run'] : []),
      ...(values.verify ? ['--verify'] : []),
      ...(values.ids ? [`--ids=${resolve(`${file}.ids.csv`)}`] : []),
      ...(values['stop-after'] === undefined ? [] : [`--stop-after=${values['stop-after']}`]),
    ];
    const child = spawn(
      process.execPath,
      [`services/${app}/src/import.ts`, name, resolve(file), ...options],
      {
        cwd: settings.root,
        stdio: 'inherit',
        env: { ...inherited(), ...sidecar.env },
      },
    );
    // It ends where it is whole.
    interrupted.signal.addEventListener('abort', () => void child.kill('SIGTERM'), { once: true });
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 2;
  } finally {
    await sidecar.stop();
  }
}

try {
  const record = readRecord(settings.state);
  if (record?.phase !== 'running' || alive(record).length === 0)
    throw new Failure('The platform does not run: make up, then import');
  const asked = parts.filter(({ name }) => values[name] !== undefined);
  if (asked.length === 0)
    throw new Failure('Say what to import: make import USERS=… WORKSPACES=… CONNECTIONS=… CONSENTS=…');
  for (const { name, app } of asked) {
    const code = await run(app, name, values[name] ?? '', record.selection.secrets);
    process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
    // What could not be imported at all would be missed by what comes after it.
    if (code > 1 || interrupted.signal.aborted) break;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
}
