import path from 'node:path';
import { daprBinary } from '../up/src/build/dapr.ts';
import { redisBinary } from '../up/src/build/redis.ts';
import { launch, type OnSpawn } from '../up/src/process/child.ts';
import { stopProcess } from '../up/src/process/stop.ts';
import { answers, freePort } from '../up/src/process/ports.ts';
import { untilReady } from '../up/src/process/wait.ts';
import { startMongo } from '../up/src/servers/mongo.ts';
import { startPostgres } from '../up/src/servers/postgres.ts';
import { stopLater } from './stops.ts';

/** Stores says where the databases are. */
export interface Stores {
  postgresUrl: string;
  mongoUrl: string;
  redis: { host: string; port: number };
}

// Noted as soon as the process exists: a server that never gets ready is stopped as well.
const onSpawn: OnSpawn = record => {
  stopLater(() => stopProcess(record));
};

async function startChild(name: string, command: string, port: number, args: string[], directory: string) {
  const child = await launch({ name, command, args, log: path.join(directory, `${name}.log`), onSpawn });
  await untilReady(child, () => answers(port), { what: `listens on ${port}`, timeoutMs: 60_000 });
}

async function startRedis(directory: string): Promise<number> {
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', databases: 10_000, save: '', appendonly: 'no', dir: directory };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  await startChild('redis', await redisBinary(), port, args, directory);
  return port;
}

/** startEmbedded starts the same servers as `make up`, as plain processes on free ports below `directory`. */
export async function startEmbedded(directory: string): Promise<Stores> {
  const server = async (name: string) => ({
    directory: path.join(directory, name),
    port: await freePort(),
    log: path.join(directory, `${name}.log`),
    onSpawn,
  });
  const redisPort = await startRedis(directory);
  const postgres = await startPostgres({ ...(await server('postgres')), password: 'test', durable: false });
  const mongo = await startMongo({
    ...(await server('mongo')),
    postgresUrl: postgres.url,
    user: 'test_mongo',
    password: 'test',
  });
  return { postgresUrl: postgres.url, mongoUrl: mongo.url, redis: { host: '127.0.0.1', port: redisPort } };
}

/** ControlPlane is what sidecars need for actors, workflows and jobs. */
export interface ControlPlane {
  placementAddress: string;
  schedulerAddress: string;
  daprd: string;
  placement: string;
}

/** startControlPlane starts Dapr's placement and scheduler on free ports. */
export async function startControlPlane(directory: string): Promise<ControlPlane> {
  const flags = (values: Record<string, string | number | boolean>) =>
    Object.entries(values).map(([name, value]) => `--${name}=${value}`);
  const [placementPort, raftPort] = [await freePort(), await freePort()];
  const [schedulerPort, etcdClientPort, etcdPeerPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const common = { 'listen-address': '127.0.0.1', 'enable-metrics': false, 'log-level': 'info' };
  const placement = startChild(
    'placement',
    await daprBinary('placement'),
    placementPort,
    flags({
      ...common,
      port: placementPort,
      'healthz-port': await freePort(),
      'initial-cluster': `dapr-placement-0=127.0.0.1:${raftPort}`,
    }),
    directory,
  );
  const id = 'dapr-scheduler-server-0';
  const scheduler = startChild(
    'scheduler',
    await daprBinary('scheduler'),
    schedulerPort,
    flags({
      ...common,
      port: schedulerPort,
      'healthz-port': await freePort(),
      id,
      'etcd-data-dir': path.join(directory, 'scheduler'),
      'etcd-client-port': etcdClientPort,
      'etcd-initial-cluster': `${id}=http://127.0.0.1:${etcdPeerPort}`,
      'override-broadcast-host-port': `127.0.0.1:${schedulerPort}`,
    }),
    directory,
  );
  await Promise.all([placement, scheduler]);
  return {
    placementAddress: `127.0.0.1:${placementPort}`,
    schedulerAddress: `127.0.0.1:${schedulerPort}`,
    daprd: await daprBinary('daprd'),
    placement: await daprBinary('placement'),
  };
}
