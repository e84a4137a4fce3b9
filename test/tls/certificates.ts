import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Certificate,
  createAuthority,
  issue,
  type LeafOptions,
} from '../../tools/up/src/servers/certificates.ts';

/** TestAuthorities are two authorities, of which tests trust the first. */
export interface TestAuthorities {
  directory: string;
  ours: Certificate;
  theirs: Certificate;
  /** A certificate of ours for this machine, unless told otherwise. */
  issue(name: string, options?: Partial<LeafOptions> & { of?: Certificate }): Promise<Certificate>;
  remove(): void;
}

/** createTestAuthorities makes them in a temporary folder. */
export async function createTestAuthorities(): Promise<TestAuthorities> {
  const directory = mkdtempSync(path.join(tmpdir(), 'neighbourhood-tls-'));
  const ours = await createAuthority(directory, 'ours', { name: 'Ours', days: 2 });
  const theirs = await createAuthority(directory, 'theirs', { name: 'Theirs', days: 2 });
  return {
    directory,
    ours,
    theirs,
    issue: (name, { of = ours, hosts = ['localhost', '127.0.0.1'], days = 1 } = {}) =>
      issue(of, name, { hosts, days }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
