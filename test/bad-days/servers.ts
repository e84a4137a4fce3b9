import { mkdtemp, rm, chmod } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { redisAt } from '@neighbourhood/shared/testing/redis';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { type Servers } from '../../services/workflow/test/platform.ts';
import { startPlacement } from '../../tools/up/src/servers/placement.ts';
import { startPostgres } from '../../tools/up/src/servers/postgres.ts';
import { startRedis } from '../../tools/up/src/servers/redis.ts';
import { startScheduler } from '../../tools/up/src/servers/scheduler.ts';
import { type Server } from '../../tools/up/src/servers/server.ts';

/** Victim is a server that a test may end in any way, and start again on the same data at the same port. */
export interface Victim {
  url(): string;
  /** Ends it by a signal, and resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Removes its data while it is down. */
  forget(): Promise<void>;
}

/** OwnServers is what a platform stands on, for one test file alone. */
export interface OwnServers {
  placement: Victim;
  scheduler: Victim;
  redis: Victim;
  postgres: Victim;
  /** For startPlatform. */
  asServers(): Partial<Servers>;
  stop(): Promise<void>;
}

/** startServers starts them as the launcher does, on free ports: Redis with its append-only file, PostgreSQL with fsync. */
export async function startServers(): Promise<OwnServers> {
  const directory = await mkdtemp(path.join(testServers().directory, 'bad-days-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(directory, 0o755);
  const log = (name: string) => path.join(directory, `${name}.log`);
  const folder = (name: string) => path.join(directory, name);
  const port = await portsFor('placement', 'placementHealth', 'raft', 'scheduler', 'schedulerHealth');
  const etcd = await portsFor('client', 'peer');
  const store = await portsFor('redis', 'postgres');
  const placement = await victim(() =>
    startPlacement({
      port: port.placement,
      healthPort: port.placementHealth,
      raftPort: port.raft,
      log: log('placement'),
    }),
  );
  const scheduler = await victim(
    () =>
      startScheduler({
        directory: folder('scheduler'),
        port: port.scheduler,
        healthPort: port.schedulerHealth,
        etcdClientPort: etcd.client,
        etcdPeerPort: etcd.peer,
        log: log('scheduler'),
      }),
    folder('scheduler'),
  );
  const redis = await victim(
    () => startRedis({ directory: folder('redis'), port: store.redis, log: log('redis') }),
    folder('redis'),
  );
  const postgres = await victim(
    () =>
      startPostgres({
        directory: folder('postgres'),
        port: store.postgres,
        log: log('postgres'),
        password: 'test',
      }),
    folder('postgres'),
  );
  const all = { placement, scheduler, redis, postgres };
  return {
    ...all,
    asServers: () => ({
      postgresUrl: postgres.url(),
      redis: redisAt('127.0.0.1', store.redis, 0),
      placementAddress: placement.url(),
      schedulerAddress: scheduler.url(),
    }),
    stop: async () => {
      await Promise.all(Object.values(all).map(each => each.end('SIGKILL')));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function portsFor<N extends string>(...names: N[]): Promise<Record<N, number>> {
  const entries = [];
  for (const name of names) entries.push([name, await freePort()]);
  return Object.fromEntries(entries) as Record<N, number>;
}

async function victim(launch: () => Promise<Server>, data?: string): Promise<Victim> {
  let server: Server | undefined = await launch();
  const { url } = server;
  return {
    url: () => url,
    end: async signal => {
      if (!server) return;
      const { pid } = server;
      server = undefined;
      process.kill(pid, signal);
      while (alive(pid)) await delay(10);
    },
    start: async () => {
      server ??= await launch();
    },
    forget: async () => {
      if (data !== undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
