import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goBuild } from './go.ts';
import type { ModulePatch } from './go.ts';
import { withLock } from './lock.ts';
import type { Report } from './report.ts';

/** GoTool is a program built once per user from one of the modules in tools/. */
export interface GoTool {
  name: string;
  /** Name of the module's folder in tools/. */
  module: string;
  version: string;
  package: string;
  tags?: string;
  ldflags?: string;
  /** As in GoBuild. The module's go.mod names it too, and so it counts in the checksum. */
  toolchain?: string;
  /** As in GoBuild. */
  cgo?: boolean;
  patch?: ModulePatch;
}

/**
 * cachedPath is where the built program lies: in the user's cache, under its version and the checksum
 * of everything that pins its sources, so that another version is another file.
 */
export function cachedPath(tool: GoTool): string {
  const hash = createHash('sha256');
  const folder = moduleFolder(tool);
  for (const file of readdirSync(folder).sort()) {
    if (/^go\.(mod|sum)$|\.go$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)));
  }
  hash.update(`${tool.tags ?? ''} ${tool.ldflags ?? ''}`);
  if (tool.patch !== undefined) hash.update(readFileSync(join(folder, tool.patch.file)));
  return join(cacheDirectory(), tool.module, `${tool.version}-${hash.digest('hex').slice(0, 12)}`, tool.name);
}

/**
 * ensureBuilt builds those of the programs that the cache lacks, one after the other, and removes the
 * compiler's own cache afterwards: gigabytes that nobody needs again.
 */
export async function ensureBuilt(
  tools: readonly GoTool[],
  report: Report,
  signal?: AbortSignal,
): Promise<void> {
  const missing = (): GoTool[] => tools.filter(tool => !existsSync(cachedPath(tool)));
  if (missing().length === 0) return;
  await withLock(join(cacheDirectory(), 'build.lock'), report, signal, async () => {
    try {
      for (const tool of missing()) await build(tool, report, signal);
    } finally {
      rmSync(buildCache(), { recursive: true, force: true });
    }
  });
}

async function build(tool: GoTool, report: Report, signal?: AbortSignal): Promise<void> {
  const path = cachedPath(tool);
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  await goBuild({ ...tool, module: moduleFolder(tool), output: part, cache: buildCache() }, report, signal);
  renameSync(part, path);
}

/** cacheDirectory is where everything lies that is built or fetched once per user. */
export function cacheDirectory(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'neighbourhood');
}

function buildCache(): string {
  return join(cacheDirectory(), 'go-build');
}

function moduleFolder(tool: GoTool): string {
  return fileURLToPath(new URL(`../../../${tool.module}`, import.meta.url));
}
