import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { silent } from '../../tools/up/src/build/report.ts';
import { readRecord } from '../../tools/up/src/platform/record.ts';
import { withSecrets } from '../../tools/up/src/platform/secret-keeper.ts';
import { readVaultKeys } from '../../tools/up/src/servers/vault-seal.ts';
import { vaultKeysFile } from '../../tools/up/src/platform/vault-place.ts';
import { formsOf, type Needle, needlesOf } from './needles.ts';

const run = promisify(execFile);

/** Files of the launcher's own, each for its owner alone, that hold secrets because they must lie somewhere. */
const keeps = [
  /^secrets\.json$/,
  /^passwords\.json$/,
  /^platform\.json$/,
  /^sandbox-secrets\.json$/,
  /^vault\/keys\.json$/,
  /^vault\/tokens\/[\w-]+$/,
  /^consul\/[\w-]+\.token$/,
  /^tls\/\w+\.key$/,
  /^data\/redis\/redis\.conf$/,
  /^data\/kafka\/server\.properties$/,
  /^data\/rabbitmq\//,
  /^data\/consul\//,
];
const isKept = (file: string) => keeps.some(pattern => pattern.test(file));

/** allNeedles are the secret parts of everything that a platform has, but the two tokens of each sidecar. */
export async function allNeedles(state: string): Promise<Needle[]> {
  const secrets = await withSecrets(state, silent, ({ all }) => Promise.resolve({ ...all }));
  const { postgres } = JSON.parse(readFileSync(path.join(state, 'passwords.json'), 'utf8')) as {
    postgres: string;
  };
  const { unsealKey = '', rootToken = '' } = readVaultKeys(vaultKeysFile(state)) ?? {};
  const tokens = path.join(state, 'vault/tokens');
  const others = {
    'the password of PostgreSQL’s superuser': postgres,
    'Vault’s unseal key': unsealKey,
    'Vault’s root token': rootToken,
    ...Object.fromEntries(
      (existsSync(tokens) ? readdirSync(tokens) : []).map(app => [
        `the Vault token of ${app}`,
        readFileSync(path.join(tokens, app), 'utf8'),
      ]),
    ),
  };
  return Object.entries({ ...secrets, ...others }).flatMap(([name, value]) => needlesOf(name, value));
}

/** Found tells which secret is seen, and where. */
export type Found = string;

/** inProcesses looks at command line and environment of everything that the launcher started, and their children. */
export function inProcesses(
  state: string,
  needles: readonly Needle[],
  files: readonly string[] = ['cmdline', 'environ'],
): Found[] {
  const pids = family((readRecord(state)?.processes ?? []).map(({ pid }) => pid));
  return pids.flatMap(pid =>
    files.flatMap(file => {
      const text = read(`/proc/${String(pid)}/${file}`);
      const command = read(`/proc/${String(pid)}/cmdline`)
        .split('\0')
        .slice(0, 2)
        .join(' ');
      return seenIn(text, needles).map(of => `${of} in the ${file} of ${command}`);
    }),
  );
}

/** tokensOf are the two tokens of every sidecar, which Dapr takes from the environment only. */
export function tokensOf(state: string): Needle[] {
  const pids = (readRecord(state)?.processes ?? []).filter(
    ({ role }) => role === 'app' || role === 'sidecar',
  );
  const found = pids.flatMap(({ name, pid }) =>
    [...read(`/proc/${String(pid)}/environ`).matchAll(/(?:^|\0)((?:DAPR|APP)_API_TOKEN)=([^\0]+)/g)].map(
      ([, variable, value]) => ({ of: `${variable ?? ''} of ${name}`, value: value ?? '' }),
    ),
  );
  return [...new Map(found.map(one => [one.value, one])).values()];
}

/** inFiles looks through everything below some folders. */
export async function inFiles(folders: readonly string[], needles: readonly Needle[]): Promise<Found[]> {
  return (await search(folders, needles)).flatMap(({ file, seen }) => seen.map(of => `${of} in ${file}`));
}

/**
 * inState looks through a platform's folder: its data, logs and copies of component files. It tells what is seen where
 * secrets do not lie, and where others than their owner can read those that do.
 */
export async function inState(state: string, needles: readonly Needle[]): Promise<Found[]> {
  const found = await search([state], needles);
  const isWrong = (file: string) => !isKept(file) || isOpen(state, file);
  const wrong = found.filter(({ file }) => isWrong(path.relative(state, file)));
  if (wrong.length === found.length)
    throw new Error('No secret is where it must be: the search does not work');
  return wrong.flatMap(({ file, seen }) => seen.map(of => `${of} in ${file}`));
}

/** Whether others can read a file, and come to it. */
function isOpen(state: string, file: string): boolean {
  const allows = (part: string, bits: number) => (statSync(path.join(state, part)).mode & bits) !== 0;
  const parts = file.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  return parts.every(part => allows(part, part === file ? 0o044 : 0o011));
}

async function search(folders: readonly string[], needles: readonly Needle[]) {
  const directory = mkdtempSync(path.join(tmpdir(), 'nh-needles-'));
  try {
    const patterns = path.join(directory, 'patterns');
    const forms = needles.flatMap(({ value }) => formsOf(value));
    writeFileSync(patterns, `${forms.join('\n')}\n`, { mode: 0o600 });
    const excluded = ['node_modules', '.git', 'coverage', '.run'].map(name => `--exclude-dir=${name}`);
    const { stdout } = await run('grep', ['-rlaF', ...excluded, '-f', patterns, ...folders], {
      maxBuffer: 1e8,
      env: { ...process.env, LC_ALL: 'C' },
    }).catch((error: unknown) => {
      // 1: nothing found; 2: a file went while it was read.
      const failed = error as { code?: number; stdout?: string };
      if (failed.code === 1 || failed.code === 2) return { stdout: failed.stdout ?? '' };
      throw error;
    });
    const files = stdout.split('\n').filter(file => file !== '');
    return files
      .map(file => ({ file, seen: seenIn(read(file), needles) }))
      .filter(({ seen }) => seen.length > 0);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function seenIn(text: string, needles: readonly Needle[]): string[] {
  return needles.filter(({ value }) => formsOf(value).some(form => text.includes(form))).map(({ of }) => of);
}

/** Bytes, one to a character: nothing that is searched for has others. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // It ended, or went.
  }
}

function family(pids: readonly number[]): number[] {
  if (process.platform !== 'linux') return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    const stat = read(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]));
  }
  const all = new Set(pids);
  for (let before = 0; before !== all.size;) {
    before = all.size;
    for (const [pid, parent] of parents) if (all.has(parent)) all.add(pid);
  }
  return [...all];
}
