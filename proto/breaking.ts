import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Fails on a change of the .proto files that breaks callers, against the git reference AGAINST, else the newest
// tag v*, else main. Where that reference has no protos there is nothing to break.

const here = import.meta.dirname;

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: here, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Checks the protos of a reference out into a new folder. */
function checkout(reference: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'proto-'));
  const archive = path.join(folder, 'proto.tar');
  const made = git('archive', '--format=tar', `--output=${archive}`, reference, '.');
  const read = spawnSync('tar', ['-xf', archive, '-C', folder]);
  if (made === undefined || read.status !== 0) throw new Error(`Cannot read the protos of ${reference}`);
  rmSync(archive);
  // The rules are today's; what they are applied to is the past.
  cpSync(path.join(here, 'buf.yaml'), path.join(folder, 'buf.yaml'));
  return folder;
}

const reference =
  process.env['AGAINST'] ?? git('describe', '--tags', '--abbrev=0', '--match', 'v*') ?? 'main';

if (git('rev-parse', '--verify', '--quiet', `${reference}:proto/buf.yaml`) === undefined) {
  console.error(`proto: ${reference} has no protos, nothing to compare with`);
} else {
  const before = checkout(reference);
  try {
    const buf = path.join(here, '../node_modules/.bin/buf');
    process.exitCode =
      spawnSync(buf, ['breaking', '--against', before], { cwd: here, stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}
