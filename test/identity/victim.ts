import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ChannelCredentials } from '@grpc/grpc-js';
import { type Identity } from '@neighbourhood/shared/call/call';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { type TestPlatform } from '../../tools/jest/platform.ts';
import { variableOf } from '../../tools/up/src/process/variable.ts';
import { createRawClient, type RawClient } from './raw-call.ts';

/** Victim is a running platform, seen with the eyes of an attacker who knows all its secrets. */
export interface Victim {
  /** Port of an app itself, of its sidecar's API, or of the port where sidecars call each other. */
  ports(app: string): { app: number; api: number; http: number; internal: number };
  portOf(process: string, port: string): number;
  /** What an app must show its sidecar, and the sidecar the app. */
  tokens(app: string): { api: string; app: string };
  secret(name: string): string;
  secretNames: readonly string[];
  /** An internal token as the gateway or workflow would sign it, of somebody who may do everything. */
  sign(issuer: 'gateway' | 'workflow', over?: Partial<Identity>): Promise<string>;
  /** Folder of Sentry's issuer. */
  issuer: string;
  /** A client of an app's sidecar, or of any port; closed with the victim. */
  client(port: number, as?: ChannelCredentials): RawClient;
  postgresUrl: string;
  close(): void;
}

/** Everything that a role could ever be given. */
const permissions = [
  ...['apikey', 'audit', 'connection', 'consent', 'enduser', 'integration'],
  ...['notification', 'user', 'webhook', 'workflow', 'workspace'],
].flatMap(resource => ['read', 'write', 'execute', 'delete'].map(verb => `${resource}:${verb}`));

/** openVictim finds out all that is needed of a platform that this user runs. */
export async function openVictim(platform: TestPlatform): Promise<Victim> {
  const { processes, stores } = await platform.status();
  const find = (name: string) => {
    const found = processes.find(one => one.name === name);
    if (!found) throw new Error(`The platform has no ${name}`);
    return found;
  };
  const portOf = (process: string, port: string) => find(process).ports[port] ?? 0;
  const state = dirname(dirname(find('consent').log));
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const secret = (name: string) => secrets[name] ?? '';
  const clients: RawClient[] = [];
  return {
    ports: app => ({
      app: portOf(app, app === 'gateway' ? 'http' : 'grpc'),
      api: portOf(`${app}-daprd`, 'grpc'),
      http: portOf(`${app}-daprd`, 'http'),
      internal: portOf(`${app}-daprd`, 'internal'),
    }),
    portOf,
    tokens: app => ({
      api: variableOf(find(app).pid, 'DAPR_API_TOKEN'),
      app: variableOf(find(app).pid, 'APP_API_TOKEN'),
    }),
    secret,
    secretNames: Object.keys(secrets),
    async sign(issuer, over = {}) {
      const privateJwk = JSON.parse(secret(`${issuer}-internal-key`)) as object;
      const signer = await createIdentitySigner({ issuer, privateJwk });
      const kind = issuer === 'gateway' ? 'user' : 'execution';
      const identity = { kind, subject: 'usr_attacker', permissions, role: 'owner', ...over } as const;
      // Outlives the attack, so that it is never for its age that a call is refused.
      return signer.sign(identity, { ttlSeconds: 3_600 });
    },
    issuer: join(state, 'data', 'sentry'),
    client(port, as) {
      const client = createRawClient(port, as);
      clients.push(client);
      return client;
    },
    postgresUrl: stores['postgres'] ?? '',
    close: () => clients.forEach(client => client.close()),
  };
}
