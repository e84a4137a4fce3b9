import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const run = promisify(execFile);

/** root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** Example is one of docs/examples: an app in another language. */
export interface Example {
  language: string;
  /** Relative to the root. */
  folder: string;
  appId: string;
  command: readonly [string, ...string[]];
  env: Readonly<Record<string, string>>;
  permissions: readonly string[];
}

interface AppFile {
  run: { appID: string; command: [string, ...string[]]; env?: Record<string, string> };
  rights: { asserts: { permissions: string[] } };
}

function example(language: string): Example {
  const folder = `docs/examples/${language}`;
  const file = parse(readFileSync(join(root, folder, 'app.yaml'), 'utf8')) as AppFile;
  const { appID, command, env = {} } = file.run;
  return { language, folder, appId: appID, command, env, permissions: file.rights.asserts.permissions };
}

/** examples are all of them. */
export const examples: readonly Example[] = [example('python'), example('go')];

const enough: Record<string, { what: string; command: string; args: string[] }> = {
  python: {
    what: 'Python 3.9 or newer with venv',
    command: 'python3',
    args: ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 9)'],
  },
  // Older ones fetch the toolchain that go.mod names.
  go: { what: 'Go', command: 'go', args: ['env', 'GOVERSION'] },
};

/** missing names what the machine lacks to run an example; undefined when there is nothing. */
export async function missing({ language }: Example): Promise<string | undefined> {
  const needs = enough[language];
  if (!needs) throw new Error(`Nobody said what ${language} needs`);
  try {
    await run(needs.command, needs.args);
    return undefined;
  } catch {
    return `${needs.what} is missing`;
  }
}

/** firstInstallMs bounds what fetches packages and compiles them, once per machine and version. */
export const firstInstallMs = 900_000;

/** make runs one of the example's own commands; it rejects with what the command printed. */
export async function make({ folder }: Example, target: string): Promise<void> {
  await run('make', ['-C', folder, target], { cwd: root, maxBuffer: 16 * 1024 * 1024 }).catch(
    (error: unknown) => {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`make -C ${folder} ${target} failed:\n${stdout}${stderr}`, { cause: error });
    },
  );
}
