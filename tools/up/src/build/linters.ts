import { cachedPath, ensureBuilt } from './cache.ts';
import type { GoTool } from './cache.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

const linters = {
  actionlint: {
    name: 'actionlint',
    module: 'linters',
    version: '1.7.7',
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
  },
  kustomize: {
    name: 'kustomize',
    module: 'linters',
    version: '5.7.1',
    package: 'sigs.k8s.io/kustomize/kustomize/v5',
  },
  tilt: {
    name: 'tilt',
    module: 'tilt',
    version: '0.33.0',
    package: 'github.com/tilt-dev/tilt/cmd/tilt',
    ldflags: '-X main.version=0.33.0',
    cgo: true,
  },
} as const satisfies Record<string, GoTool>;

/** Linter is a program that checks files of this repository which no program of the platform reads. */
export type Linter = keyof typeof linters;

/** linterBinary returns the path of one, built from tools/linters or tools/tilt on first use (minutes). */
export async function linterBinary(
  name: Linter,
  report: Report = silent,
  signal?: AbortSignal,
): Promise<string> {
  await ensureBuilt([linters[name]], report, signal);
  return cachedPath(linters[name]);
}
