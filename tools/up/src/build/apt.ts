import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Failure } from '../process/failure.ts';
import { onPath } from './command.ts';
import type { Report } from './report.ts';

/** AptPackage is a Debian package that brings a program, and how people install it themselves. */
export interface AptPackage {
  /** For messages: "Redis". */
  what: string;
  name: string;
  /** Formula of Homebrew. */
  brew: string;
  /** Services of the package, which the platform does not use: it runs servers of its own. */
  services?: readonly string[];
}

/**
 * installed finds a program by `find`, or installs its package with apt where we may and looks again. The
 * services of the package are neither started nor enabled. A Failure tells the command to run instead.
 */
export async function installed(
  pack: AptPackage,
  find: () => string | undefined,
  report: Report,
  policy = policyFile,
): Promise<string> {
  const before = find();
  if (before !== undefined) return before;
  const asRoot = rootPrefix();
  if (onPath('apt-get') === undefined || asRoot === undefined) throw new Failure(missing(pack));
  report.line(`Installing ${pack.name} with apt-get`);
  try {
    await install(pack, asRoot, policy);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure(`${pack.what}: apt-get could not install ${pack.name}: ${why}`, { cause });
  }
  const found = find();
  if (found === undefined) throw new Failure(missing(pack));
  return found;
}

/** Where Debian's packages ask whether they may start a service: exit code 101 says no. */
const policyFile = '/usr/sbin/policy-rc.d';

async function install(
  { name, services = [] }: AptPackage,
  asRoot: readonly string[],
  policy: string,
): Promise<void> {
  const run = (...args: string[]): Promise<unknown> => {
    const [command = '', ...rest] = [...asRoot, ...args];
    return promisify(execFile)(command, rest, { env: process.env, maxBuffer: 64 * 1024 * 1024 });
  };
  const apt = (...args: string[]) => run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args);
  await apt('update', '-q');
  const deny = services.length > 0 && !existsSync(policy);
  if (deny)
    await run('/bin/sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' >${policy} && /bin/chmod 755 ${policy}`);
  try {
    await apt('install', '-y', '-q', '--no-install-recommends', name);
  } finally {
    if (deny) await run('/bin/rm', '-f', policy);
  }
  if (services.length > 0 && existsSync('/run/systemd/system')) {
    await run('systemctl', '--quiet', 'disable', ...services);
  }
}

/** Nothing for root, sudo when it asks for no password, undefined when we cannot be root. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  return sudo !== undefined && spawnSync(sudo, ['-n', 'true'], { env: process.env }).status === 0
    ? [sudo, '-n']
    : undefined;
}

function missing({ what, name, brew }: AptPackage): string {
  const how = process.platform === 'darwin' ? `brew install ${brew}` : `sudo apt-get install ${name}`;
  return `${what} is missing: it is not on this machine and cannot be installed from here; run: ${how}`;
}
