import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cachedPath, ensureBuilt } from './cache.ts';
import type { GoTool } from './cache.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

/** The one version of the runtime that this project runs on. */
export const daprVersion = '1.16.0';

/**
 * Programs of the runtime. `daprd-repaired` is daprd with tools/dapr/components-contrib.patch, for sidecars that talk
 * to RabbitMQ (docs/brokers.md), or to Redis over TLS (docs/tls.md).
 */
export type DaprProgram = 'daprd' | 'daprd-repaired' | 'placement' | 'scheduler' | 'sentry';

/**
 * daprBinary returns the path of a program of the Dapr runtime: the one `dapr init` installed when it
 * is of our version, else the one in the per-user cache, built from tools/dapr on first use (minutes).
 */
export async function daprBinary(name: DaprProgram): Promise<string> {
  await ensureDapr([name]);
  return installed(name) ?? cachedPath(tool(name));
}

/** ensureDapr builds those of the programs that are neither installed nor in the cache. */
export async function ensureDapr(
  names: readonly DaprProgram[],
  report: Report = silent,
  signal?: AbortSignal,
): Promise<void> {
  await ensureBuilt(names.filter(name => installed(name) === undefined).map(tool), report, signal);
}

const repairs = { module: 'github.com/dapr/components-contrib', file: 'components-contrib.patch' };

function tool(name: DaprProgram): GoTool {
  return {
    name,
    module: 'dapr',
    version: daprVersion,
    package: `github.com/dapr/dapr/cmd/${name.replace('-repaired', '')}`,
    // The default build has neither the SQLite name resolution nor all the component types.
    tags: 'allcomponents',
    ldflags: `-X github.com/dapr/dapr/pkg/buildinfo.version=${daprVersion}`,
    ...(name === 'daprd-repaired' ? { patch: repairs } : {}),
  };
}

/** Only daprd tells its version; `dapr init` installs all of one release. */
function installed(name: DaprProgram): string | undefined {
  const directory = join(homedir(), '.dapr', 'bin');
  const path = join(directory, name);
  return existsSync(path) && versionOf(join(directory, 'daprd')) === daprVersion ? path : undefined;
}

function versionOf(binary: string): string {
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
