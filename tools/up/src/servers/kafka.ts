import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { javaBinary } from '../build/java.ts';
import { kafkaJars } from '../build/kafka.ts';
import { launch } from '../process/child.ts';
import { Failure } from '../process/failure.ts';
import { untilReady } from '../process/wait.ts';
import type { Server, ServerOptions, ServerTls } from './server.ts';

/** KafkaOptions: one node is broker and controller; its one user is the administrator, too. */
export interface KafkaOptions extends ServerOptions {
  controllerPort: number;
  user: string;
  password: string;
  tls?: ServerTls | undefined;
}

/** Little memory and a quick start matter more here than the last bit of throughput. */
const javaOptions = [
  ...['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'],
  ...['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'],
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
];

/** startKafka runs a Kafka broker in KRaft mode whose clients authenticate; its url is `host:port`. */
export async function startKafka(options: KafkaOptions): Promise<Server> {
  const java = await javaBinary();
  const jars = await kafkaJars(undefined, options.signal);
  const { directory, port, onSpawn, signal } = options;
  mkdirSync(directory, { recursive: true });
  const settings = join(directory, 'server.properties');
  writeFileSync(settings, settingsOf(options), { mode: 0o600 });
  const run = [...javaOptions, '-cp', join(jars, '*')];
  await format(java, run, settings, join(directory, 'data'));

  const url = `127.0.0.1:${String(port)}`;
  const child = await launch({
    name: 'kafka',
    command: java,
    args: [...run, 'kafka.Kafka', settings],
    log: options.log,
    ports: { kafka: port, controller: options.controllerPort },
    url,
    onSpawn,
    signal,
  });
  const waiting = { what: 'answers requests', timeoutMs: 120_000, signal };
  await untilReady(child, () => answersRequests(options), waiting);
  return { pid: child.record.pid, port, log: options.log, url, stop: child.stop };
}

/** Makes the data directory, whole or not at all: an interrupted one is made anew. */
async function format(java: string, run: string[], settings: string, data: string): Promise<void> {
  if (existsSync(join(data, 'bootstrap.checkpoint'))) return;
  rmSync(data, { recursive: true, force: true });
  const clusterId = randomBytes(16).toString('base64url');
  // One argument: an id may begin with a dash.
  const command = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '--config', settings];
  try {
    await promisify(execFile)(java, [...run, ...command], { maxBuffer: 16 * 1024 * 1024 });
  } catch (cause) {
    throw new Failure(`Kafka: cannot format ${data}: ${(cause as Error).message}`, { cause });
  }
}

/** Kafka wants key and certificate in one file. */
function tlsSettings(directory: string, { cert, key, ca }: ServerTls): Record<string, string> {
  const both = join(directory, 'server.pem');
  writeFileSync(both, `${readFileSync(key, 'utf8')}${readFileSync(cert, 'utf8')}`, { mode: 0o600 });
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': both,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': ca,
    'ssl.enabled.protocols': 'TLSv1.3,TLSv1.2',
  };
}

function settingsOf({ directory, port, controllerPort, user, password, tls }: KafkaOptions): string {
  const protocol = tls === undefined ? 'SASL_PLAINTEXT' : 'SASL_SSL';
  const login =
    'org.apache.kafka.common.security.plain.PlainLoginModule required ' +
    `username="${user}" password="${password}" user_${user}="${password}";`;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${String(controllerPort)}`,
    listeners: `CLIENT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllerPort)}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${String(port)}`,
    'listener.security.protocol.map': `CLIENT:${protocol},CONTROLLER:${protocol}`,
    ...(tls === undefined ? {} : tlsSettings(directory, tls)),
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.client.plain.sasl.jaas.config': login,
    'listener.name.controller.plain.sasl.jaas.config': login,
    'log.dirs': join(directory, 'data'),
    // Topics appear when somebody first uses them. A topic's partitions are what its consumers can share.
    'auto.create.topics.enable': 'true',
    'num.partitions': '4',
    'message.max.bytes': String(8 * 1024 * 1024),
    // Longer than any consumer should be away, shorter than consumers remember what they had (14 days); an
    // offset outlives the messages before it.
    'log.retention.hours': String(13 * 24),
    'offsets.retention.minutes': String(28 * 24 * 60),
    // One node: a power cut costs a second, as with Redis; a killed broker loses nothing.
    'log.flush.interval.ms': '1000',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    // After a crash the node waits for its own earlier session to end.
    'broker.session.timeout.ms': '5000',
    'broker.heartbeat.interval.ms': '1000',
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** ApiVersions, which needs no login: header of version 1 without a client id. Answered once the broker is up. */
const question = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

function answersRequests({ port, tls }: KafkaOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const target = { port, host: '127.0.0.1', timeout: 2_000 };
    const socket = tls === undefined ? connect(target) : connectTls({ ...target, ca: readFileSync(tls.ca) });
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('timeout', () => {
      socket.destroy(new Error('no answer'));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(false);
    });
    socket.write(question);
  });
}
