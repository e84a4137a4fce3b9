import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomSecret, writePrivately } from '../../up/src/platform/secrets.ts';
import { issueWorkloadTokens } from '../../up/src/platform/workload-tokens.ts';
import { apps } from './choices.ts';

/**
 * `make compose-identity`, run on the host: what containers prove their names with, in .run/compose-identity. Tokens
 * between app and sidecar and Sentry's public root go by env files, because Dapr reads them from the environment only,
 * and compose reads those before it starts anything. What is there stays; remove the folder to begin anew.
 */
const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.run/compose-identity');
const trustDomain = 'neighbourhood.local';
const namespace = 'default';
const image = process.env['SENTRY_IMAGE'] ?? 'daprio/sentry:1.16.0';
const user = `${String(process.getuid?.() ?? 0)}:${String(process.getgid?.() ?? 0)}`;

const environment = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"`)
    .join('\n');

function docker(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker ${args[0] ?? ''} failed: ${stderr}`);
  return stdout.trim();
}

/** Sentry makes its root and issuer at its first start, which is this one. */
async function makeIssuer(): Promise<string> {
  const sentry = join(folder, 'sentry');
  const anchors = join(sentry, 'ca.crt');
  if (!existsSync(anchors)) {
    mkdirSync(sentry, { recursive: true, mode: 0o700 });
    const flags = [
      '--issuer-credentials=/credentials',
      `--trust-domain=${trustDomain}`,
      '--mode=standalone',
      '--config=/sentry.yaml',
    ];
    const files = [
      `${sentry}:/credentials`,
      `${root}/tools/compose/sentry.yaml:/sentry.yaml:ro`,
      `${folder}/workloads/jwks.json:/workloads/jwks.json:ro`,
    ];
    const mount = [
      ...files.flatMap(file => ['--volume', file]),
      '--user',
      user,
      '--env',
      `NAMESPACE=${namespace}`,
    ];
    const id = docker('run', '--detach', ...mount, '--entrypoint', '/sentry', image, ...flags);
    try {
      for (
        let tries = 0;
        !['ca.crt', 'issuer.crt', 'issuer.key'].every(name => existsSync(join(sentry, name)));
      ) {
        if ((tries += 1) > 300) throw new Error(`Sentry made no certificates: ${docker('logs', id)}`);
        await pause(100);
      }
    } finally {
      docker('rm', '--force', id);
    }
  }
  // Public.
  chmodSync(anchors, 0o444);
  return readFileSync(anchors, 'utf8');
}

function makeTokens(): void {
  if (existsSync(join(folder, 'workloads/jwks.json'))) return;
  const controlPlane = (id: string): string => `spiffe://${trustDomain}/ns/${namespace}/${id}`;
  issueWorkloadTokens(join(folder, 'workloads'), controlPlane('dapr-sentry'), [
    ...['dapr-placement', 'dapr-scheduler'].map(id => ({ id, spiffeId: controlPlane(id) })),
    ...apps.map(id => ({ id, spiffeId: `spiffe://public/ns/${namespace}/${id}` })),
  ]);
  // Each container gets its own file, whatever user it runs as; the folder above is its owner's alone.
  for (const name of readdirSync(join(folder, 'workloads')))
    chmodSync(join(folder, 'workloads', name), 0o444);
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
makeTokens();
const anchors = await makeIssuer();
for (const app of apps) {
  const file = join(folder, `${app}.env`);
  if (!existsSync(file))
    writePrivately(file, environment({ DAPR_API_TOKEN: randomSecret(), APP_API_TOKEN: randomSecret() }));
}
writePrivately(
  join(folder, 'sidecar.env'),
  environment({
    DAPR_TRUST_ANCHORS: anchors,
    DAPR_CONTROLPLANE_TRUST_DOMAIN: trustDomain,
    DAPR_CONTROLPLANE_NAMESPACE: namespace,
    NAMESPACE: namespace,
    DAPR_SENTRY_TOKEN_FILE: '/identity/token',
  }),
);
writePrivately(join(folder, 'compose.env'), `MTLS=true\nSENTRY_ADDRESS=sentry:50003\nOPERATOR=${user}`);
console.log('.run/compose-identity holds what containers prove their names with');
