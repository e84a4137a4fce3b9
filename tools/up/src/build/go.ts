import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../process/failure.ts';
import { onPath } from './command.ts';
import { patched } from './patch.ts';
import { elapsed } from './report.ts';
import type { Report } from './report.ts';

/** Dapr 1.16 and its components compile with this toolchain; newer ones break a dependency. */
const usualToolchain = 'go1.24.6';

/** GoBuild is one command to build from the packages of a small wrapper module. */
export interface GoBuild {
  /** For messages. */
  name: string;
  /** Folder of the wrapper module. */
  module: string;
  package: string;
  output: string;
  /** Build cache of its own; gigabytes, to be removed afterwards. */
  cache: string;
  tags?: string;
  ldflags?: string;
  /** The Go that compiles it, as "go1.25.3"; fetched by the installed one. */
  toolchain?: string;
  /** Links C: a compiler has to be there. */
  cgo?: boolean;
  patch?: ModulePatch;
}

/** ModulePatch repairs a dependency, which stays as it is in the module cache. */
export interface ModulePatch {
  module: string;
  /** A unified diff, in the wrapper module's folder. */
  file: string;
}

/** goBuild compiles one program, reporting downloads and the share of packages compiled. */
export async function goBuild(build: GoBuild, report: Report, signal?: AbortSignal): Promise<void> {
  const go = onPath('go');
  if (go === undefined) {
    throw new Failure(
      `Go is missing: it builds ${build.name} (once). Install Go 1.22 or newer: https://go.dev/dl/`,
    );
  }
  const version = versionOf(go);
  if (version < 22) {
    throw new Failure(`${go} is Go 1.${String(version)}: building ${build.name} needs Go 1.22 or newer`);
  }
  const env = {
    ...process.env,
    GOTOOLCHAIN: build.toolchain ?? usualToolchain,
    CGO_ENABLED: build.cgo ? '1' : '0',
    GOCACHE: build.cache,
    GOFLAGS: '-mod=readonly -buildvcs=false',
    GOWORK: 'off',
    // The index of a module, once written, hides what a patched file imports anew (cmd/go, modindex).
    ...(build.patch === undefined ? {} : { GODEBUG: 'goindex=0' }),
  };
  const tags = build.tags === undefined ? [] : ['-tags', build.tags];
  const start = Date.now();
  const ticking = setInterval(() => {
    report.progress(text);
  }, 1_000);
  let text = `${build.name}: looking for its packages`;
  try {
    const run = (args: string[], onLine: OnLine): Promise<void> =>
      runGo(go, args, build, env, signal, onLine);
    let total = 0;
    let downloads = 0;
    await run(['list', '-deps', ...tags, build.package], (line, from) => {
      if (from === 'stdout') total += 1;
      else if (line.startsWith('go: downloading')) downloads += 1;
      text = `${build.name}: ${String(downloads)} modules downloaded, ${elapsed(start)}`;
    });
    const repaired: string[] = [];
    if (build.patch !== undefined) {
      let folder = '';
      await run(['list', '-m', '-f', '{{.Dir}}', build.patch.module], line => {
        folder = line;
      });
      repaired.push('-overlay', overlay(build, build.patch, folder));
    }
    let compiled = 0;
    const ldflags = `-s -w ${build.ldflags ?? ''}`.trim();
    const flags = ['-v', '-trimpath', ...repaired, ...tags, '-ldflags', ldflags];
    await run(['build', ...flags, '-o', build.output, build.package], line => {
      if (!line.startsWith('go: ')) compiled += 1;
      const percent = Math.min(99, Math.floor((100 * compiled) / Math.max(total, 1)));
      text = `${build.name}: ${String(percent)} % compiled, ${elapsed(start)}`;
    });
  } finally {
    clearInterval(ticking);
  }
  report.line(`${build.name}: built in ${elapsed(start)}`);
}

/** Writes the patched files beside the build cache, and the file that tells the compiler to take them instead. */
function overlay({ module, cache }: GoBuild, patch: ModulePatch, folder: string): string {
  const directory = join(cache, 'overlay');
  mkdirSync(directory, { recursive: true });
  const diff = readFileSync(join(module, patch.file), 'utf8');
  const files = [...patched(diff, path => readFileSync(join(folder, path), 'utf8'))];
  const replaced = files.map(([path, text], index): [string, string] => {
    const copy = join(directory, `${String(index)}.go`);
    writeFileSync(copy, text);
    return [join(folder, path), copy];
  });
  const file = join(directory, 'overlay.json');
  writeFileSync(file, JSON.stringify({ Replace: Object.fromEntries(replaced) }));
  return file;
}

/** The 22 of "go1.22.3"; a development version counts as new enough. */
function versionOf(go: string): number {
  const said = execFileSync(go, ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  return Number(/^go1\.(\d+)/.exec(said)?.[1] ?? Infinity);
}

type OnLine = (line: string, from: 'stdout' | 'stderr') => void;

async function runGo(
  go: string,
  args: string[],
  build: GoBuild,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
  onLine: OnLine,
): Promise<void> {
  // A group of its own, so that its compilers end with it.
  const child = spawn(go, args, {
    cwd: build.module,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const errors: string[] = [];
  createInterface(child.stdout).on('line', line => {
    onLine(line, 'stdout');
  });
  createInterface(child.stderr).on('line', line => {
    onLine(line, 'stderr');
    // The names of packages as they are compiled say nothing of what went wrong.
    if (line.startsWith('go: downloading') || /^[^\s:]+$/.test(line)) return;
    errors.push(line);
    if (errors.length > 20) errors.shift();
  });
  const stop = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', stop);
  signal?.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', stop);
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  if (code !== 0) {
    throw new Failure(
      `${build.name}: go ${args[0] ?? ''} failed in ${build.module}:\n  ${errors.slice(-5).join('\n  ')}`,
    );
  }
}
