import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopAll, stopLater } from './stops.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const launcher = path.join(root, 'tools/up/src/main.ts');

/** Ports far from those of a platform that a developer may be running. */
const randomOffset = () => 4_000 + Math.floor(Math.random() * 90) * 100;

async function startPlatform(state: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const portOffset = randomOffset();
    const env = { ...process.env, NH_STATE_DIR: state, NH_PORT_OFFSET: String(portOffset) };
    const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
    try {
      await run(process.execPath, [launcher, 'up'], options);
      stopLater(async () => {
        await run(process.execPath, [launcher, 'down'], options);
      });
      return portOffset;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      // Anybody may hold one of the sixty ports for a moment: these are in the range of outgoing connections.
      const portTaken = /in use|could not listen/i.test(stderr);
      if (!portTaken || attempt === 3) {
        throw new Error(`The platform did not start:\n${stdout}\n${stderr}`, { cause: error });
      }
    }
  }
}

/**
 * Starts a whole platform of its own, as `make up` does, in a temporary folder and on other ports; with BASE_URL
 * the suite talks to one that runs already.
 */
export default async function globalSetup(): Promise<void> {
  if (process.env['BASE_URL']) return;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(1)));
  }
  const state = await mkdtemp(path.join(tmpdir(), 'neighbourhood-e2e-'));
  await chmod(state, 0o755);
  stopLater(() => rm(state, { recursive: true, force: true }));
  try {
    process.env['BASE_URL'] = `http://127.0.0.1:${8080 + (await startPlatform(state))}`;
  } catch (error) {
    await stopAll();
    throw error;
  }
}
