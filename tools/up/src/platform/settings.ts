import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../process/failure.ts';
import type { Parts } from './selection.ts';

/** Settings say where a platform lives. A second one beside the first needs both settings changed. */
export interface Settings {
  /** Root of the repository, in which every process runs. */
  root: string;
  /** Data, secrets, logs and the record of what runs; `.run` unless NH_STATE_DIR says otherwise. */
  state: string;
  /** Added to every port; NH_PORT_OFFSET. */
  portOffset: number;
}

/** readSettings takes the settings from the environment. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const root = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
  const directory = env['NH_STATE_DIR'] ?? '';
  const portOffset = Number(env['NH_PORT_OFFSET'] ?? '0');
  if (!Number.isInteger(portOffset) || portOffset < 0 || portOffset > 15_000) {
    throw new Failure('NH_PORT_OFFSET must be a whole number from 0 to 15000: it is added to every port');
  }
  const state =
    directory === '' ? join(root, '.run') : isAbsolute(directory) ? directory : join(root, directory);
  return { root, state, portOffset };
}

/**
 * inherited is the environment that processes get from ours: without the launcher's own settings, which an
 * app would take for keys of its configuration.
 */
export function inherited(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const ours = /^NH_(STATE_DIR|PORT_OFFSET|TEST_\w+)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

/** isRelocated tells whether the component files, which name the usual places, do not fit as they are. */
export function isRelocated(settings: Settings): boolean {
  return settings.portOffset !== 0 || settings.state !== join(settings.root, '.run');
}

/**
 * Ports of everything that dapr.yaml does not list: off the defaults, so that own servers do not clash, and
 * below those that outgoing connections are given.
 */
const base = {
  sandbox: 8090,
  postgres: 5440,
  redis: 6390,
  mongo: 27027,
  placement: 6050,
  placementHealth: 6051,
  placementRaft: 6052,
  rabbitmq: 5680,
  rabbitmqDist: 25_680,
  rabbitmqEpmd: 4379,
  kafka: 9098,
  kafkaController: 9099,
  vault: 8210,
  vaultCluster: 8211,
  consulHttp: 8510,
  consulServer: 8511,
  consulSerfLan: 8512,
  sentry: 6070,
  sentryHealth: 6071,
  scheduler: 6060,
  schedulerHealth: 6061,
  schedulerEtcdClient: 6062,
  schedulerEtcdPeer: 6063,
};

export type ServerPorts = typeof base;

/** serverPorts are the ports of all backing servers that this platform could have. */
export function serverPorts({ portOffset }: Settings): ServerPorts {
  return Object.fromEntries(
    Object.entries(base).map(([name, port]) => [name, port + portOffset]),
  ) as ServerPorts;
}

/** movedAddress gives an address on loopback that a file names its place on this platform. */
export function movedAddress(settings: Settings, address: string): string {
  const [host = '', port = ''] = address.split(':');
  return Object.values(base).includes(Number(port))
    ? `${host}:${String(Number(port) + settings.portOffset)}`
    : address;
}

/** chosenPorts are those of serverPorts that the chosen parts listen on. */
export function chosenPorts(settings: Settings, parts: Parts): [name: string, port: number][] {
  const { broker, secrets, discovery, config, mtls } = parts;
  const optional: Record<string, boolean> = {
    rabbitmq: broker === 'rabbitmq',
    kafka: broker === 'kafka',
    vault: secrets === 'vault',
    consul: discovery === 'consul' || config === 'consul',
    sentry: mtls,
  };
  return Object.entries(serverPorts(settings)).filter(([name]) => {
    const part = Object.keys(optional).find(product => name.startsWith(product));
    return part === undefined || optional[part];
  });
}
