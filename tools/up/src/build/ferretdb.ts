import { cachedPath, ensureBuilt } from './cache.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

const ferretdb = {
  name: 'ferretdb',
  module: 'ferretdb',
  version: '1.24.0',
  package: 'neighbourhood/tools/ferretdb',
};

/** ferretdbBinary returns the path of the MongoDB protocol server, built from tools/ferretdb on first use. */
export async function ferretdbBinary(report: Report = silent, signal?: AbortSignal): Promise<string> {
  await ensureBuilt([ferretdb], report, signal);
  return cachedPath(ferretdb);
}
