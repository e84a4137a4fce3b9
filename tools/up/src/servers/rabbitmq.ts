import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rabbitmqBinaries } from '../build/rabbitmq.ts';
import { launch } from '../process/child.ts';
import { answers } from '../process/ports.ts';
import { untilReady } from '../process/wait.ts';
import { definitionsOf } from './rabbitmq-definitions.ts';
import type { Server, ServerOptions, ServerTls } from './server.ts';

/** RabbitmqOptions: a node needs two ports more, and gets its one user and its queues from us. */
export interface RabbitmqOptions extends ServerOptions {
  /** Of Erlang's distribution, and of the port mapper that is this node's alone. */
  distPort: number;
  epmdPort: number;
  user: string;
  password: string;
  /** A file of exchanges, queues and bindings, as `rabbitmqctl import_definitions` takes it. */
  definitions?: string;
  tls?: ServerTls | undefined;
}

/**
 * startRabbitmq runs a RabbitMQ node and its port mapper, both on loopback only and apart from any that the
 * machine has. What the definitions name is there from the first start on; `guest` never is.
 */
export async function startRabbitmq(options: RabbitmqOptions): Promise<Server> {
  const { server, epmd } = await rabbitmqBinaries();
  const { directory, port, epmdPort, distPort, onSpawn, signal } = options;
  mkdirSync(directory, { recursive: true });
  const file = (name: string): string => join(directory, name);
  writeFileSync(file('definitions.json'), definitionsOf(options), { mode: 0o600 });
  writeFileSync(file('rabbitmq.conf'), settingsOf(options, file('definitions.json')), { mode: 0o600 });
  writeFileSync(file('enabled_plugins'), '[].\n');

  const common = { onSpawn, signal };
  const address = { ERL_EPMD_ADDRESS: '127.0.0.1', ERL_EPMD_PORT: String(epmdPort) };
  const mapper = await launch({
    ...common,
    name: 'rabbitmq-epmd',
    command: epmd,
    args: [],
    log: options.log.replace(/(\.log)?$/, '-epmd.log'),
    ports: { epmd: epmdPort },
    env: { ...process.env, ...address },
  });
  await untilReady(mapper, () => answers(epmdPort), { what: 'listens', timeoutMs: 30_000, signal });

  const scheme = options.tls === undefined ? 'amqp' : 'amqps';
  const url = `${scheme}://${options.user}:${encodeURIComponent(options.password)}@127.0.0.1:${String(port)}/`;
  const node = await launch({
    ...common,
    name: 'rabbitmq',
    command: server,
    args: [],
    log: options.log,
    ports: { amqp: port, dist: distPort },
    // Where it writes what it remembers of a crash.
    cwd: directory,
    url,
    env: {
      ...process.env,
      ...address,
      // Erlang keeps the cookie of the node here.
      HOME: directory,
      // Nothing of a RabbitMQ that the machine may have of its own.
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_NODENAME: 'neighbourhood@127.0.0.1',
      RABBITMQ_USE_LONGNAME: 'true',
      RABBITMQ_DIST_PORT: String(distPort),
      RABBITMQ_CONFIG_FILE: file('rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: file('advanced.config'),
      RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins'),
      RABBITMQ_GENERATED_CONFIG_DIR: file('generated'),
      RABBITMQ_MNESIA_BASE: file('data'),
      RABBITMQ_LOG_BASE: file('log'),
      RABBITMQ_PID_FILE: file('pid'),
      RABBITMQ_LOGS: '-',
      // The script becomes the Erlang machine, whose pid is ours, instead of waiting for it.
      RABBITMQ_ALLOW_INPUT: 'true',
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        '-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
    },
  });
  const stop = async (): Promise<void> => {
    await node.stop();
    await mapper.stop();
  };
  await untilReady(node, () => answers(port), { what: 'accepts connections', timeoutMs: 120_000, signal });
  return { pid: node.record.pid, port, log: options.log, url, stop };
}

function listeners(address: string, tls: ServerTls | undefined): string[] {
  if (tls === undefined) return [`listeners.tcp.1 = ${address}`];
  return [
    'listeners.tcp = none',
    `listeners.ssl.1 = ${address}`,
    `ssl_options.certfile = ${tls.cert}`,
    `ssl_options.keyfile = ${tls.key}`,
    `ssl_options.cacertfile = ${tls.ca}`,
    'ssl_options.versions.1 = tlsv1.3',
    'ssl_options.versions.2 = tlsv1.2',
    // Clients prove who they are by password.
    'ssl_options.verify = verify_none',
    'ssl_options.fail_if_no_peer_cert = false',
  ];
}

function settingsOf({ port, tls }: RabbitmqOptions, definitions: string): string {
  return [
    ...listeners(`127.0.0.1:${String(port)}`, tls),
    `load_definitions = ${definitions}`,
    // A delivery that nobody acknowledges for this long goes to another consumer; the retries of
    // components/common/resiliency.yaml take less.
    'consumer_timeout = 300000',
    '',
  ].join('\n');
}
