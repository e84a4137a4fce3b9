import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Status } from '../up/src/platform/status.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const launcher = path.join(root, 'tools/up/src/main.ts');

/** TestPlatform is a whole platform of a test's own. */
export interface TestPlatform {
  /** Of the gateway. */
  baseUrl: string;
  /** The environment in which the launcher's commands mean this platform. */
  env: Readonly<Record<string, string>>;
  /** What `make status JSON=1` says. */
  status(): Promise<Status>;
  /** Stops it and starts it again on the same data, of other parts. */
  restart(...parts: string[]): Promise<void>;
  /** Stops it and removes all that it left. */
  stop(): Promise<void>;
}

/** Ports far from those of a platform that a developer may be running. */
const randomOffset = () => 4_000 + Math.floor(Math.random() * 90) * 100;

/** startPlatform starts one as `make up` does, in a temporary folder and on other ports; `parts` as `--mtls`. */
export async function startPlatform(...parts: string[]): Promise<TestPlatform> {
  const state = await mkdtemp(path.join(tmpdir(), 'neighbourhood-e2e-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(state, 0o755);
  for (let attempt = 1; ; attempt += 1) {
    const portOffset = randomOffset();
    const own = { NH_STATE_DIR: state, NH_PORT_OFFSET: String(portOffset) };
    const env = { ...process.env, ...own };
    const launch = (...args: string[]) =>
      run(process.execPath, [launcher, ...args], { cwd: root, env, maxBuffer: 64 * 1024 * 1024 });
    try {
      await launch('up', ...parts);
      return {
        baseUrl: `${parts.includes('--tls') ? 'https' : 'http'}://127.0.0.1:${8080 + portOffset}`,
        env: own,
        status: async () => JSON.parse((await launch('status', '--json')).stdout) as Status,
        restart: async (...others) => {
          await launch('down');
          await launch('up', ...others);
        },
        stop: async () => {
          await launch('down');
          await keepLogs(state);
          await rm(state, { recursive: true, force: true });
        },
      };
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      // Anybody may hold one of the sixty ports for a moment: these are in the range of outgoing connections.
      const portTaken = /in use|could not listen|wants port/i.test(stderr);
      if (!portTaken || attempt === 3) {
        await keepLogs(state);
        await rm(state, { recursive: true, force: true });
        throw new Error(`The platform did not start:\n${stdout}\n${stderr}`, { cause: error });
      }
    }
  }
}

/** What a test that failed leaves to look at: coverage/logs/<file of tests>, of the platform of all tests `shared`. */
async function keepLogs(state: string): Promise<void> {
  const { expect: within } = globalThis as { expect?: jest.Expect };
  const name = path.basename(within?.getState().testPath ?? 'shared').replace(/\..*/, '');
  await cp(path.join(state, 'logs'), path.join(root, 'coverage/logs', name), { recursive: true }).catch(
    () => undefined,
  );
}
