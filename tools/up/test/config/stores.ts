import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import type { TestRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { consulStore } from '../../src/config/consul-store.ts';
import { redisStore } from '../../src/config/redis-store.ts';
import type { KeyStore } from '../../src/config/store.ts';
import { startRedis } from '../../src/servers/redis.ts';
import { startTestConsul, type TestConsul } from '../consul/test-consul.ts';

/** TestStore is a real dynamic store of a test's own, that can be stopped and started again. */
export interface TestStore {
  keys: KeyStore;
  /** What `make config STORE=` is given, and the environment that goes with it. */
  command: { store: string; env: Record<string, string> };
  /** What the gateways' environment says of it. */
  env: Record<string, string>;
  /** Where the component `configstore` looks; nothing listens there if it is not this store. */
  configuration(otherwise: TestRedis): TestRedis;
  consul?: TestConsul;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** startRedisStore starts a Redis for the component `configstore`. */
export async function startRedisStore(): Promise<TestStore> {
  const directory = path.join(testServers().directory, `redis-${randomUUID()}`);
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const options = { directory, port, log: path.join(directory, 'redis.log') };
  let server = await startRedis(options);
  const store = `redis://127.0.0.1:${String(port)}/1`;
  return {
    keys: redisStore(store),
    command: { store, env: {} },
    env: { NH_DYNAMIC__SOURCE: 'dapr' },
    configuration: otherwise => ({ ...otherwise, host: '127.0.0.1', port, database: 1 }),
    stop: () => server.stop(),
    start: async () => {
      server = await startRedis(options);
    },
  };
}

/** startConsulStore starts a Consul. */
export async function startConsulStore(): Promise<TestStore> {
  const consul = await startTestConsul([]);
  const { url, tokens } = consul;
  return {
    keys: consulStore(url, 'neighbourhood', tokens.configWriter),
    command: { store: url, env: { CONSUL_HTTP_TOKEN: tokens.configWriter } },
    env: { NH_DYNAMIC__SOURCE: 'consul', NH_DYNAMIC__CONSUL__ADDRESS: url },
    configuration: otherwise => otherwise,
    consul,
    stop: () => consul.stop(),
    start: () => consul.start(),
  };
}
