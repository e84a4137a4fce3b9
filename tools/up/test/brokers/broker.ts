import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { daprBinary } from '../../src/build/dapr.ts';
import { startBroker } from '../../src/platform/broker.ts';
import { placeResources } from '../../src/platform/resources.ts';
import { ensureSecrets } from '../../src/platform/secrets.ts';
import { type ServerPorts, type Settings, readSettings, serverPorts } from '../../src/platform/settings.ts';
import type { ProcessRecord } from '../../src/process/child.ts';
import { isSame } from '../../src/process/identity.ts';
import { startRedis } from '../../src/servers/redis.ts';
import type { Server } from '../../src/servers/server.ts';

/** BrokerName is the last word of a folder components/pubsub-*. */
export type BrokerName = 'redis' | 'rabbitmq' | 'kafka';

/** TestBroker is a real broker of a suite's own, and the component files that the platform ships for it. */
export interface TestBroker {
  /** Folders for a sidecar of one of the platform's apps: `pubsub` and `secretstore`. */
  folders: readonly string[];
  /** Which topics each app of the platform may hear, as the file says. */
  hears: readonly { app: string; topics: string[] }[];
  /** The same broker without any scopes, to send and read what no app may. */
  openFolders: readonly string[];
  /** The same broker for somebody who does not know its password. */
  strangersFolders: readonly string[];
  /** The sidecar that the platform runs with this broker. */
  daprd: string;
  /** Ends the broker at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on its data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the platform waits longer for than a test may: Redis takes up what a dead sidecar held. */
const quicker = (text: string): string =>
  text.replace('value: 75s', 'value: 8s').replace("value: '15000'", "value: '500'");

interface Component {
  scopes?: string[];
  spec: { metadata: { name: string; value?: string; secretKeyRef?: unknown }[] };
}

function withoutScopes(text: string): string {
  const component = parse(text) as Component;
  delete component.scopes;
  component.spec.metadata = component.spec.metadata.filter(({ name }) => !/topics$|scopes$/i.test(name));
  return stringify(component);
}

function hearersIn(text: string): TestBroker['hears'] {
  const { metadata } = (parse(text) as Component).spec;
  const scopes = metadata.find(({ name }) => name === 'subscriptionScopes')?.value?.trim() ?? '';
  return scopes
    .split(';')
    .map(scope => scope.split('='))
    .map(([app = '', topics = '']) => ({ app, topics: topics.split(',').filter(topic => topic !== '') }));
}

/** As RabbitMQ's own user, which has this password unless somebody took it away. */
function asGuest(text: string): string {
  const component = parse(text) as Component;
  component.spec.metadata = component.spec.metadata.map(({ name, value }) =>
    /username$|password$/i.test(name) ? { name, value: 'guest' } : { name, value: value ?? '' },
  );
  return stringify(component);
}

/** startTestBroker starts one below a temporary folder, at the shipped ports moved by some offset. */
export async function startTestBroker(name: BrokerName): Promise<TestBroker> {
  const { root } = readSettings({});
  const state = await mkdtemp(path.join(testServers().directory, `${name}-`));
  const usual = serverPorts({ root, state, portOffset: 0 });
  const settings: Settings = { root, state, portOffset: (await freePort()) - usual[name] };
  const ports: ServerPorts = {
    ...serverPorts(settings),
    rabbitmqDist: await freePort(),
    rabbitmqEpmd: await freePort(),
    kafkaController: await freePort(),
  };
  const secrets = ensureSecrets(state);
  const options = (server: keyof ServerPorts) => ({
    directory: path.join(state, 'data', server),
    port: ports[server],
    log: path.join(state, 'logs', `${server}.log`),
    onSpawn: endWithUs,
  });

  const shipped = [`components/pubsub-${name}`, 'components/secretstore-file'];
  const [pubsub = '', secretstore = ''] = placeResources(settings, shipped);
  const folderNames = ['open', 'open-secrets', 'strangers'].map(folder => path.join(state, folder));
  const [open = '', openSecrets = '', strangers = ''] = folderNames;
  for (const folder of folderNames) mkdirSync(folder);
  const secretFile = readFileSync(path.join(secretstore, 'secretstore.yaml'), 'utf8');
  writeFileSync(path.join(openSecrets, 'secretstore.yaml'), withoutScopes(secretFile));
  for (const file of readdirSync(pubsub)) {
    const text = quicker(readFileSync(path.join(pubsub, file), 'utf8'));
    writeFileSync(path.join(pubsub, file), text);
    writeFileSync(path.join(open, file), withoutScopes(text));
    writeFileSync(path.join(strangers, file), asGuest(text));
  }

  let server: Server;
  const start = async (): Promise<void> => {
    const started = await startBroker(name, { root, ports, options, secrets });
    server =
      started ?? (await startRedis({ ...options('redis'), password: secrets['redis-password'] ?? '' }));
  };
  await start();
  return {
    folders: [pubsub, secretstore],
    daprd: await daprBinary(name === 'rabbitmq' ? 'daprd-repaired' : 'daprd'),
    hears: hearersIn(readFileSync(path.join(pubsub, 'pubsub.yaml'), 'utf8')),
    openFolders: [open, openSecrets],
    strangersFolders: [strangers, secretstore],
    start,
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.stop();
    },
    async stop() {
      await server.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
}

const started: ProcessRecord[] = [];

/** Servers have sessions of their own: a test run that is broken off would leave them. */
function endWithUs(record: ProcessRecord): void {
  if (started.length === 0) {
    process.once('exit', () => {
      for (const each of started.filter(isSame)) process.kill(each.pid, 'SIGKILL');
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  }
  started.push(record);
}
