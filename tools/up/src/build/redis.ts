import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '../process/failure.ts';
import { onPath } from './command.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

/** redisBinary finds redis-server on the PATH, or installs it with apt where we may. */
export async function redisBinary(report: Report = silent): Promise<string> {
  const found = onPath('redis-server');
  if (found !== undefined) return found;
  const asRoot = rootPrefix();
  if (onPath('apt-get') === undefined || asRoot === undefined) throw new Failure(missing());
  report.line('Installing redis-server with apt-get');
  try {
    const run = (args: string[]): Promise<unknown> => {
      const [command = '', ...rest] = [
        ...asRoot,
        'env',
        'DEBIAN_FRONTEND=noninteractive',
        'apt-get',
        ...args,
      ];
      return promisify(execFile)(command, rest, { env: process.env, maxBuffer: 64 * 1024 * 1024 });
    };
    await run(['update', '-q']);
    await run(['install', '-y', '-q', '--no-install-recommends', 'redis-server']);
  } catch (cause) {
    throw new Failure(`Redis: apt-get could not install redis-server: ${(cause as Error).message}`, {
      cause,
    });
  }
  const installed = onPath('redis-server');
  if (installed === undefined) throw new Failure(missing());
  return installed;
}

/** Nothing for root, sudo when it asks for no password, undefined when we cannot be root. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  return sudo !== undefined && spawnSync(sudo, ['-n', 'true'], { env: process.env }).status === 0
    ? [sudo, '-n']
    : undefined;
}

function missing(): string {
  const how = process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install redis-server';
  return `Redis is missing: redis-server is not on the PATH and cannot be installed from here; run: ${how}`;
}
