import { liveConfig } from '@neighbourhood/shared/config/live';
import { components } from '@neighbourhood/shared/dapr/components';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { followDynamic } from '@neighbourhood/shared/process/dynamic';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { testRedis, type TestRedis } from '@neighbourhood/shared/testing/redis';
import { gatewayConfig } from '../../src/infrastructure/config.ts';
import { createMigration } from '../../src/infrastructure/start-migration.ts';
import { asUser, type Harness, startHarness } from '../harness.ts';
import { type LegacyServer, startLegacy } from './legacy-server.ts';

const log = createLogger({ app: 'gateway', level: 'silent' });
const directory = new URL('../../../configs', import.meta.url).pathname;

const workspaces = Array.from({ length: 2_000 }, () => newId('wsp'));

interface Replica {
  gateway: Harness;
  stop(): Promise<void>;
}

/** Two gateways as two processes would be: a sidecar and a live configuration each, one store, one monolith. */
describe('two replicas of the gateway, a store of flags and a monolith', () => {
  let redis: TestRedis;
  let flags: TestRedis;
  let daprds: Daprd[];
  let sidecars: Sidecar[];
  let legacy: LegacyServer;
  const replicas: Replica[] = [];

  async function startReplica(sidecar: Sidecar): Promise<Replica> {
    const live = liveConfig({
      app: 'gateway',
      schema: gatewayConfig,
      directory,
      env: { NH_MIGRATION__LEGACY__BASE_URL: legacy.url },
    });
    const stopFollowing = await followDynamic(live, sidecar.configuration.follow, log);
    const migration = createMigration({
      current: () => live.current.migration,
      bodyLimitBytes: 1024,
      assert: async () => 'assertion',
    });
    const gateway = await startHarness({
      migration,
      everywhere: true,
      logLevel: 'silent',
      state: sidecar.state(components.state),
      services: { consent: { ListConsents: async () => ({ consents: [], nextPageToken: '' }) } },
    });
    return {
      gateway,
      stop: async () => {
        stopFollowing();
        await gateway.stop();
        await Promise.all([migration.client.close(), migration.shadowClient.close()]);
      },
    };
  }

  beforeAll(async () => {
    [redis, flags] = [await testRedis(), await testRedis()];
    const options = { appId: 'gateway', components: redisComponents(redis, flags) };
    daprds = await Promise.all([startDaprd(options), startDaprd(options)]);
    sidecars = daprds.map(({ grpcPort, httpPort }) => createSidecar({ grpcPort, httpPort, log }));
    legacy = await startLegacy();
    replicas.push(await startReplica(sidecars[0]!), await startReplica(sidecars[1]!));
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    for (const sidecar of sidecars) sidecar.close();
    await Promise.all([...daprds.map(daprd => daprd.stop()), legacy.close()]);
  });

  const sideOf = async ({ gateway }: Replica, workspaceId: string) => {
    const reply = await gateway.send('GET', '/api/v1/consents', {
      headers: { ...asUser, 'X-Workspace-Id': workspaceId },
    });
    expect(reply.status).toBe(200);
    return reply.headers.get('X-Served-By');
  };
  /** The side of every workspace, at this replica. */
  async function sides(replica: Replica, of = workspaces): Promise<(string | null)[]> {
    const found: (string | null)[] = [];
    for (let from = 0; from < of.length; from += 50) {
      found.push(...(await Promise.all(of.slice(from, from + 50).map(id => sideOf(replica, id)))));
    }
    return found;
  }
  /** Sets a flag and waits until every replica answers by it. */
  async function set(key: string, value: string, isInForce: (replica: Replica) => Promise<boolean>) {
    await flags.command('SET', `gateway/migration.${key}`, `${value}||1`);
    const began = performance.now();
    await eventually(async () => (await Promise.all(replicas.map(isInForce))).every(Boolean), {
      what: `${key}=${value} in all replicas`,
    });
    return performance.now() - began;
  }
  const share = (value: string) =>
    set('services.consent.legacy', value, async ({ gateway }) => {
      const seen = new Set(await sides({ gateway, stop: async () => undefined }, workspaces.slice(0, 40)));
      return value === '0' ? !seen.has('legacy') : value === '1' ? !seen.has('platform') : seen.size === 2;
    });

  it('send every workspace to one and the same side, and as many there as the share says', async () => {
    await share('0.25');
    const [one, other] = [await sides(replicas[0]!), await sides(replicas[1]!)];
    expect(other).toEqual(one);
    const there = one.filter(side => side === 'legacy').length;
    // Six standard deviations around a quarter of two thousand.
    expect(Math.abs(there - 500)).toBeLessThan(6 * Math.sqrt(2_000 * 0.25 * 0.75));

    await replicas[1]!.stop();
    replicas[1] = await startReplica(sidecars[1]!);
    const restarted = await sides(replicas[1], workspaces.slice(0, 500));
    expect(restarted).toEqual(one.slice(0, 500));

    await share('1');
    expect(new Set(await sides(replicas[0]!, workspaces.slice(0, 300)))).toEqual(new Set(['legacy']));
  });

  it('roll back together, in seconds and without an error; what is under way ends', async () => {
    await share('1');
    const goOn = Promise.withResolvers<undefined>();
    const answer = legacy.answer;
    legacy.answer = (request, response, raw) => {
      if (request.headers['x-slow'] === undefined) answer(request, response, raw);
      else void goOn.promise.then(() => answer(request, response, raw));
    };
    const slow = replicas.map(({ gateway }) =>
      gateway.send('GET', '/api/v1/consents', { headers: { ...asUser, 'X-Slow': '1' } }),
    );
    await eventually(() => legacy.heard.filter(({ headers }) => headers['x-slow']).length === 2);

    let running = true;
    const statuses = new Set<number>();
    const traffic = replicas.map(async ({ gateway }) => {
      while (running) {
        const reply = await gateway.send('GET', '/api/v1/consents', { headers: asUser });
        statuses.add(reply.status);
      }
    });
    const took = await share('0');
    running = false;
    await Promise.all(traffic);
    goOn.resolve(undefined);
    legacy.answer = answer;
    expect([...statuses]).toEqual([200]);
    expect(
      (await Promise.all(slow)).map(({ status, headers }) => [status, headers.get('X-Served-By')]),
    ).toEqual([
      [200, 'legacy'],
      [200, 'legacy'],
    ]);
    process.stderr.write(`rolled back in all replicas after ${Math.round(took)} ms\n`);
  });

  it('take a list of workspaces, and go on with what they know while the store holds nonsense', async () => {
    await share('0');
    const [pilot = ''] = workspaces;
    const list = 'services.consent.legacyWorkspaces';
    const has = (id: string) => async (replica: Replica) => (await sideOf(replica, id)) === 'legacy';
    await set(list, `${pilot},${workspaces[1]}`, has(pilot));
    await flags.command('SET', 'gateway/migration.services.consent.legacy', 'a lot||2');
    await flags.command('SET', 'gateway/migration.services.consent.salt', '||2');
    // In force with the nonsense beside it.
    await set(list, `${pilot},${workspaces[2]}`, has(workspaces[2]!));
    expect(await sides(replicas[0]!, workspaces.slice(0, 4))).toEqual([
      'legacy',
      'platform',
      'legacy',
      'platform',
    ]);
  });
});
