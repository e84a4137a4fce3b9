import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Settings, readSettings } from '../src/platform/settings.ts';

/** PlatformRoot is a repository in miniature: one app, one sidecar, the real stores and control plane. */
export interface PlatformRoot {
  settings: Settings;
  /** Replaces a file, named from the root. */
  write(file: string, text: string): void;
  remove(): void;
}

/** The app: answers its health check with 200 and writes what it reads from its sidecar's secret store. */
const app = `
import { createServer } from 'node:http';
const url = 'http://127.0.0.1:' + process.env.DAPR_HTTP_PORT;
const headers = { 'dapr-api-token': process.env.DAPR_API_TOKEN };
const until = async ask => { for (;;) { const answer = await ask().catch(() => undefined); if (answer?.ok) return answer; await new Promise(r => setTimeout(r, 50)); } };
await until(() => fetch(url + '/v1.0/healthz/outbound'));
const secret = await fetch(url + '/v1.0/secrets/secretstore/redis-password', { headers });
console.log('secret before listening: ' + secret.status);
createServer((_, response) => response.end('ok')).listen(Number(process.env.APP_PORT), '127.0.0.1');
`;

const daprYaml = `
version: 1
common:
  resourcesPaths: [./components/common, ./components/secretstore-file]
  appProtocol: http
  enableAppHealthCheck: true
  appHealthProbeInterval: 1
apps:
  - appID: hello
    appDirPath: .
    command: [node_modules/.bin/node, app.mjs]
    appPort: 2010
    daprGRPCPort: 2011
    daprHTTPPort: 2012
    daprInternalGRPCPort: 2013
    metricsPort: 2014
    appHealthCheckPath: /health/ready
    configFilePath: ./components/configuration/hello.yaml
`;

const redis = `
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: statestore }
spec:
  type: state.redis
  version: v1
  metadata:
    - { name: redisHost, value: 127.0.0.1:6390 }
    - { name: redisPassword, secretKeyRef: { name: redis-password, key: redis-password } }
auth: { secretStore: secretstore }
`;

const secretstore = `
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: secretstore }
spec:
  type: secretstores.local.file
  version: v1
  metadata: [{ name: secretsFile, value: .run/secrets.json }]
`;

const configuration = `
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: { name: hello }
spec:
  nameResolution:
    component: sqlite
    version: v1
    configuration: { connectionString: .run/names.db }
`;

/** createPlatformRoot makes one in a temporary folder, on ports that no other platform of this machine uses. */
export function createPlatformRoot(): PlatformRoot {
  const root = mkdtempSync(join(tmpdir(), 'up-platform-'));
  chmodSync(root, 0o755);
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('app.mjs', app);
  write('dapr.yaml', daprYaml);
  write('components/common/statestore.yaml', redis);
  write('components/secretstore-file/secretstore.yaml', secretstore);
  write('components/configuration/hello.yaml', configuration);
  symlinkSync(join(readSettings({}).root, 'tools'), join(root, 'tools'));
  return {
    // The offset ends in 07, so that no port of ours plus it is another one of ours.
    settings: { root, state: join(root, '.run'), portOffset: 207 + (process.pid % 50) * 100 },
    write,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
