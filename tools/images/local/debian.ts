import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../../up/src/build/command.ts';
import { output, run } from '../run.ts';

/** debianImage is what all other images made here begin with. */
export const debianImage = 'localhost/neighbourhood-bases/debian:12';

/** ensureDebian makes it with debootstrap, from Debian's own servers, where it is not there yet. Needs root. */
export function ensureDebian(): void {
  if (output('docker', ['image', 'inspect', '--format', 'there', debianImage]) === 'there') return;
  if (onPath('debootstrap') === undefined)
    throw new Error('debootstrap is missing: apt-get install debootstrap (Debian, Ubuntu)');
  const folder = mkdtempSync(join(tmpdir(), 'neighbourhood-debian-'));
  try {
    const root = join(folder, 'root');
    run('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', root]);
    const tar = join(folder, 'root.tar');
    run('tar', ['-C', root, '--sort=name', '--mtime=@0', '--numeric-owner', '-cf', tar, '.']);
    run('docker', ['import', '--change', 'CMD ["bash"]', tar, debianImage]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
