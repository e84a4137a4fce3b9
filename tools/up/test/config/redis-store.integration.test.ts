import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { redisStore } from '../../src/config/redis-store.ts';
import { startRedis } from '../../src/servers/redis.ts';
import type { Server } from '../../src/servers/server.ts';

/** The command's side of the component `configstore`, on a Redis that asks for a password. */
describe('dynamic configuration in Redis, as the command writes it', () => {
  let server: Server;
  const at = (change: (url: URL) => void = () => undefined) => {
    const url = new URL(server.url);
    url.pathname = '/1';
    change(url);
    return redisStore(url.href);
  };

  beforeAll(async () => {
    const directory = path.join(testServers().directory, `redis-${randomUUID()}`);
    mkdirSync(directory, { recursive: true });
    const log = path.join(directory, 'redis.log');
    server = await startRedis({ directory, port: await freePort(), log, password: 'p@ss/word' });
  });
  afterAll(() => server.stop());

  test('is there when it is set, in its own database, and gone when it is unset', async () => {
    const store = at();
    expect(await store.read()).toEqual({});
    await store.set('log.level', 'debug');
    await store.set('gateway/x', 'ü, ö');
    expect(await store.read()).toEqual({ 'gateway/x': 'ü, ö', 'log.level': 'debug' });
    expect(await at(url => (url.pathname = '/0')).read()).toEqual({});
    expect([await store.unset('gateway/x'), await store.unset('gateway/x')]).toEqual([true, false]);
    expect(await store.read()).toEqual({ 'log.level': 'debug' });
  });

  test.each([
    ['', 'an empty value counts as none'],
    ['a||b', 'Dapr takes what follows || for a version'],
  ])('cannot be %j: %s', async (value, reason) => {
    await expect(at().set('x', value)).rejects.toThrow(reason);
  });

  test('cannot be reached with a wrong password, or where nobody listens, and says so', async () => {
    await expect(at(url => (url.password = 'wrong')).read()).rejects.toThrow(/^Redis at .*: WRONGPASS/);
    await expect(at(url => (url.port = '1')).read()).rejects.toThrow(
      /^Redis at 127\.0\.0\.1:1, .*ECONNREFUSED/,
    );
  });
});
