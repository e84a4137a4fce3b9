import { cachedPath, ensureBuilt } from './cache.ts';
import type { GoTool } from './cache.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

const consul: GoTool = {
  name: 'consul',
  module: 'consul',
  version: '1.22.0',
  package: 'github.com/hashicorp/consul',
  toolchain: 'go1.25.3',
};

/** consulBinary returns the path of the Consul agent, built from tools/consul on first use (minutes). */
export async function consulBinary(report: Report = silent, signal?: AbortSignal): Promise<string> {
  await ensureBuilt([consul], report, signal);
  return cachedPath(consul);
}
