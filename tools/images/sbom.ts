import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageApp } from './apps.ts';
import { output } from './run.ts';

/** The two formats that npm writes, and the names that their files usually have. */
const formats = { spdx: 'spdx.json', cyclonedx: 'cdx.json' } as const;

/** writeSboms writes what each app is made of, by the lock file, to build/sbom/<app>.spdx.json and .cdx.json. */
export function writeSboms(root: string, apps: readonly ImageApp[]): void {
  const folder = join(root, 'build/sbom');
  mkdirSync(folder, { recursive: true });
  for (const { id, folder: workspace } of apps)
    for (const [format, ending] of Object.entries(formats)) {
      const text = output('npm', [
        ...['sbom', '--prefix', root, '--package-lock-only', '--omit=dev', '--workspace', workspace],
        ...['--sbom-type', 'application', '--sbom-format', format],
      ]);
      if (text === undefined) throw new Error(`npm sbom failed for ${workspace}`);
      writeFileSync(join(folder, `${id}.${ending}`), `${text}\n`);
    }
  process.stdout.write(`${String(apps.length)} apps: build/sbom\n`);
}
