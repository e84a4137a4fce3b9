import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { redisAt } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { startRedis } from '../../tools/up/src/servers/redis.ts';
import { newWorkspace } from '../../services/integration/test/harness.ts';
import { startPlatform } from '../../services/integration/test/integration-process.ts';

test('Redis dies and comes back while tokens are renewed all the time: no grant is lost, and all goes on', async () => {
  const directory = await mkdtemp(path.join(testServers().directory, 'redis-restart-'));
  const port = await freePort();
  const start = () => startRedis({ directory, port, log: path.join(directory, 'log') });
  let redis = await start();
  // Over before it is used: every call needs a new token, and a refresh token that is used twice ends the grant.
  const platform = await startPlatform({ redis: redisAt('127.0.0.1', port, 0), accessTokenTtl: 1 });
  const call = await platform.callOf(newWorkspace());
  const { client, sandbox } = platform;
  await eventually(async () => (await client.ListProviders({}, call)).providers.length > 0, {
    timeoutMs: 90_000,
    what: () => `the integration service\n${platform.output()}`,
  });

  const { url } = await client.GetAuthURL({ provider: 'sandbox', endUserId: 'ann' }, call);
  const { authorizationUrl, browserBinding } = await client.StartConnection(
    { token: url.split('/').at(-1)! },
    await platform.callOf('', { kind: 'anonymous' }),
  );
  const back = new URL((await fetch(authorizationUrl, { redirect: 'manual' })).headers.get('location')!);
  const [code, state] = ['code', 'state'].map(name => back.searchParams.get(name)!);
  const { connection } = await client.ExchangeCode({ code: code!, state: state!, browserBinding }, call);
  const connectionId = connection!.id;
  const act = () => client.ExecuteAction({ connectionId, action: 'list-notes' }, call);
  const refreshed = () => sandbox.stats().token['refresh_token'] ?? { succeeded: 0, failed: 0 };

  let going = true;
  let done = 0;
  const traffic = Promise.all(
    Array.from({ length: 5 }, async () => {
      while (going)
        await act().then(
          () => (done += 1),
          // Without its state store a call may fail; a token must not.
          () => undefined,
        );
    }),
  );
  const more = (count: number) => {
    const from = refreshed().succeeded;
    return eventually(() => refreshed().succeeded >= from + count, { timeoutMs: 90_000 });
  };
  await more(3);
  process.kill(redis.pid, 'SIGKILL');
  await more(3);
  redis = await start();
  await more(3);
  going = false;
  await traffic;
  await eventually(() => act(), { timeoutMs: 60_000 });
  expect(done).toBeGreaterThan(0);
  expect(refreshed().failed).toBe(0);
  const shown = await client.GetConnection({ connectionId }, call);
  expect(shown.connection?.status).toBe('CONNECTION_STATUS_ACTIVE');

  await platform.stop();
  process.kill(redis.pid, 'SIGKILL');
  await rm(directory, { recursive: true, force: true });
}, 180_000);
