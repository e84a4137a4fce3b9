import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { consulBinary } from '../../up/src/build/consul.ts';
import { daprBinary } from '../../up/src/build/dapr.ts';
import { ferretdbBinary } from '../../up/src/build/ferretdb.ts';
import { kafkaJars } from '../../up/src/build/kafka.ts';
import type { Report } from '../../up/src/build/report.ts';
import { vaultBinary } from '../../up/src/build/vault.ts';
import { postgresBinaries } from '../../up/src/servers/postgres-binaries.ts';
import { output } from '../run.ts';

/** Programs of Dapr that compose and cluster run. */
export const daprPrograms = ['daprd', 'daprd-repaired', 'placement', 'scheduler', 'sentry'] as const;

/**
 * withContext lays out what tools/images/local/Dockerfile copies, from npm, Go and this machine, calls `work` with the
 * folder, and removes it.
 */
export async function withContext(
  root: string,
  report: Report,
  work: (folder: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'neighbourhood-images-'));
  const put = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(from, join(folder, to), { recursive: true, verbatimSymlinks: true });
  };
  try {
    const sources = join(root, 'tools/images/local');
    for (const file of readdirSync(sources).filter(name => !name.endsWith('.ts')))
      copyFileSync(join(sources, file), join(folder, file));
    put(process.execPath, 'node');
    put(join(npmFolder(), 'npm'), 'npm');
    put(authorities(), 'ca-certificates.crt');
    put(dirname(dirname(postgresBinaries().postgres)), 'postgres');
    put(await vaultBinary(report), 'vault');
    put(await ferretdbBinary(report), 'ferretdb');
    put(await kafkaJars(report), 'kafka');
    put(await consulBinary(report), 'consul');
    for (const program of daprPrograms) {
      const name = program.replace('-repaired', '');
      put(await daprBinary(program), join('dapr', program, name));
    }
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The npm that people run here. */
function npmFolder(): string {
  const folder = output('npm', ['root', '--global']);
  if (folder === undefined) throw new Error('npm is missing');
  return folder;
}

/** The authorities that this machine believes. */
function authorities(): string {
  const known = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/cert.pem',
  ];
  const file = known.find(path => existsSync(path));
  if (file === undefined) throw new Error(`No file of certificate authorities: ${known.join(', ')}`);
  return file;
}
