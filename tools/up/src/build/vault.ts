import { cachedPath, ensureBuilt } from './cache.ts';
import type { GoTool } from './cache.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

const vault: GoTool = {
  name: 'vault',
  module: 'vault',
  version: '1.13.0',
  package: 'neighbourhood/tools/vault',
};

/** vaultBinary returns the path of HashiCorp Vault, built from tools/vault on first use (minutes). */
export async function vaultBinary(report: Report = silent, signal?: AbortSignal): Promise<string> {
  await ensureBuilt([vault], report, signal);
  return cachedPath(vault);
}
