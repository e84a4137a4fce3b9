import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { type ConsulTokens, grantsOf } from '../../src/platform/consul-access.ts';
import { ensureGrants } from '../../src/servers/consul-acl.ts';
import { type ConsulApi, consulApi } from '../../src/servers/consul-api.ts';
import { startConsul } from '../../src/servers/consul.ts';
import type { Server } from '../../src/servers/server.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** TestConsul is a real agent of a test's own, set up as a platform's. */
export interface TestConsul {
  url: string;
  tokens: ConsulTokens;
  /** In the name of the management token. */
  ask: ConsulApi;
  /** components/discovery-consul/configuration.yaml, with this agent's address and its tokens' folder. */
  overlay: string;
  /** Writes the file in which a sidecar finds its token. */
  giveToken(app: string, token: string): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again after stop(), with the same ports and data. */
  start(): Promise<void>;
}

/** startTestConsul starts an agent that knows a token for each app. */
export async function startTestConsul(apps: readonly string[]): Promise<TestConsul> {
  const directory = path.join(testServers().directory, `consul-${randomUUID()}`);
  const tokens: ConsulTokens = {
    management: randomUUID(),
    agent: randomUUID(),
    config: randomUUID(),
    configWriter: randomUUID(),
    sidecars: new Map(apps.map(app => [app, randomUUID()])),
  };
  const options = {
    directory,
    port: await freePort(),
    serverPort: await freePort(),
    serfPort: await freePort(),
    log: path.join(directory, 'consul.log'),
    managementToken: tokens.management,
    agentToken: tokens.agent,
  };
  let server: Server = await startConsul(options);
  const ask = consulApi(server.url, tokens.management);
  await ensureGrants(ask, grantsOf(tokens));

  await mkdir(path.join(directory, 'tokens'));
  const giveToken = (app: string, token: string) =>
    writeFile(path.join(directory, 'tokens', `${app}.token`), token, { mode: 0o600 });
  for (const [app, token] of tokens.sidecars) await giveToken(app, token);
  const overlay = path.join(directory, 'overlay.yaml');
  const text = await readFile(path.join(root, 'components/discovery-consul/configuration.yaml'), 'utf8');
  await writeFile(
    overlay,
    text
      .replace('127.0.0.1:8510', `127.0.0.1:${String(options.port)}`)
      .replace('.run/consul', path.join(directory, 'tokens')),
  );
  return {
    url: server.url,
    tokens,
    ask,
    overlay,
    giveToken,
    stop: () => server.stop(),
    start: async () => {
      server = await startConsul(options);
    },
  };
}
