import { execFileSync, spawnSync } from 'node:child_process';
import { Failure } from '../process/failure.ts';

/** RunAs is how to run a program as somebody who is not root. */
export interface RunAs {
  uid?: number;
  gid?: number;
  /** Words to put before the command. */
  prefix: readonly string[];
}

/**
 * runAsFor says how PostgreSQL, which refuses to run as root, is run: as we are, or under root as the
 * user `postgres` (made when absent). Where that user may not enter one of the directories, as below
 * /root, it keeps the one capability that lets it.
 */
export function runAsFor(directories: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const uid = idOf('-u') ?? createUser();
  const gid = idOf('-g') ?? uid;
  const mayEnter = directories.every(
    directory => spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { uid, gid }).status === 0,
  );
  if (mayEnter) return { uid, gid, prefix: [] };
  const ids = [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'];
  for (const capability of ['+dac_read_search', '+dac_override']) {
    const prefix = ['setpriv', ...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`];
    const probe = spawnSync(prefix[0] ?? '', [
      ...prefix.slice(1),
      '/bin/sh',
      '-c',
      'cd "$0"',
      directories[0] ?? '/',
    ]);
    if (probe.status === 0) return { prefix };
  }
  throw new Failure(
    `PostgreSQL: it may not run as root, and the user postgres may not enter ${directories.join(' or ')}: ` +
      'move the repository out of a private directory such as /root, or run as an ordinary user',
  );
}

/** ownerFor answers the ids that must own PostgreSQL's files, or undefined when they are our own. */
export function ownerFor(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const uid = idOf('-u') ?? createUser();
  return { uid, gid: idOf('-g') ?? uid };
}

function idOf(which: '-u' | '-g'): number | undefined {
  const result = spawnSync('id', [which, 'postgres'], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : undefined;
}

function createUser(): number {
  try {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
  } catch (cause) {
    throw new Failure('PostgreSQL: it may not run as root, and the user postgres could not be made', {
      cause,
    });
  }
  const uid = idOf('-u');
  if (uid === undefined) throw new Failure('PostgreSQL: the user postgres could not be made');
  return uid;
}
