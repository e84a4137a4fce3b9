import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { DaprdOptions } from '@neighbourhood/shared/testing/daprd';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { issueWorkloadTokens } from '../../tools/up/src/platform/workload-tokens.ts';
import { startSentry } from '../../tools/up/src/servers/sentry.ts';
import type { Server } from '../../tools/up/src/servers/server.ts';

const controlPlane = 'test.local';

/** TestSentry is an authority of a suite's own. Its apps are in the namespace `default`, as the platform's. */
export interface TestSentry {
  port: number;
  /** Its certificates and key: `ca.crt`, `issuer.crt`, `issuer.key`. */
  directory: string;
  /** Certificates of the roots that sidecars started from now on trust; at first its own. */
  anchors: string;
  /** What makes a daprd ask it for the certificate of an app, and show the token of one, the same unless told. */
  trust(appId: string, tokenOf?: string): Pick<DaprdOptions, 'controlPlane' | 'args' | 'env'>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** startTestSentry starts one whose certificates live for `ttl`; of `apps` it knows the tokens. */
export async function startTestSentry(apps: readonly string[], ttl = '24h'): Promise<TestSentry> {
  const folder = await mkdtemp(join(testServers().directory, 'sentry-'));
  const directory = join(folder, 'issuer');
  const tokens = issueWorkloadTokens(
    join(folder, 'tokens'),
    `spiffe://${controlPlane}/ns/default/dapr-sentry`,
    apps.map(id => ({ id, spiffeId: `spiffe://public/ns/default/${id}` })),
  );
  const config = join(folder, 'configuration.yaml');
  const validator = { name: 'jwks', options: { source: join(folder, 'tokens', 'jwks.json') } };
  const mtls = { workloadCertTTL: ttl, allowedClockSkew: '0s', tokenValidators: [validator] };
  const resource = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    metadata: { name: 'daprsystem' },
  };
  writeFileSync(config, stringify({ ...resource, spec: { mtls } }));
  const [port, healthPort] = [await freePort(), await freePort()];
  let server: Server;
  const sentry: TestSentry = {
    port,
    directory,
    anchors: '',
    trust: (appId, tokenOf = appId) => ({
      // That of all tests speaks no TLS.
      controlPlane: false,
      args: ['--enable-mtls', `--sentry-address=127.0.0.1:${port}`],
      env: {
        DAPR_TRUST_ANCHORS: sentry.anchors,
        DAPR_CONTROLPLANE_TRUST_DOMAIN: controlPlane,
        DAPR_CONTROLPLANE_NAMESPACE: 'default',
        NAMESPACE: 'default',
        ...(tokens[tokenOf] === undefined ? {} : { DAPR_SENTRY_TOKEN_FILE: tokens[tokenOf] }),
      },
    }),
    async start() {
      const log = join(folder, 'sentry.log');
      server = await startSentry({
        ...{ directory, port, healthPort, log, config },
        ...{ trustDomain: controlPlane, namespace: 'default' },
      });
    },
    stop: () => server.stop(),
  };
  await sentry.start();
  sentry.anchors = readFileSync(join(directory, 'ca.crt'), 'utf8');
  return sentry;
}
