import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readStatus, type ProcessStatus } from '../tools/up/src/platform/status.ts';

const run = promisify(execFile);

/** Root of the repository. */
export const root = resolve(import.meta.dirname, '..');

/**
 * Folder and ports of the benchmarks' own platform: one that a developer runs is never touched. The offset puts the
 * apps above the ports that Linux gives to outgoing connections.
 */
export const state = join(root, '.run/bench');
export const portOffset = 11_000;

/** Where its gateway listens. */
export const gatewayPort = 8080 + portOffset;

async function make(target: string, env: NodeJS.ProcessEnv = {}, ...more: string[]): Promise<void> {
  const settings = { NH_STATE_DIR: state, NH_PORT_OFFSET: String(portOffset) };
  await run('make', [target, ...more], { cwd: root, env: { ...process.env, ...settings, ...env } });
}

/** startPlatform runs `make up` and answers how long that took, in milliseconds. */
export async function startPlatform(env: NodeJS.ProcessEnv = {}): Promise<number> {
  const began = performance.now();
  await make('up', env);
  return performance.now() - began;
}

/** configure runs `make config SET=…` for a running platform. */
export const configure = (setting: string): Promise<void> => make('config', {}, `SET=${setting}`);

/** stopPlatform runs `make down`; data stays. */
export const stopPlatform = (): Promise<void> => make('down');

/** removeData stops what an earlier benchmark left and forgets its data. */
export async function removeData(): Promise<void> {
  await stopPlatform();
  await rm(state, { recursive: true, force: true });
}

/** processes are those of the running platform. */
export const processes = (): ProcessStatus[] => readStatus({ root, state, portOffset }).processes;

/** processOf finds one by name. */
export function processOf(name: string): ProcessStatus {
  const found = processes().find(one => one.name === name);
  if (!found) throw new Error(`The platform has no process ${name}`);
  return found;
}
