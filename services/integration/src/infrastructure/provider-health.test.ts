import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { Registry } from 'prom-client';
import { actionSettings, catalogueOf } from '../../test/harness.ts';
import type { Provider } from '../domain/provider.ts';
import { createProviderAccess } from './provider-access.ts';
import { createProviderMetrics } from './provider-metrics.ts';

/** Several replicas, each with its own circuits, that share a state store. */
describe('the health of a provider, over replicas', () => {
  const agent = createGuardedAgent({ profile: 'local' });
  let server: Server;
  let url: string;
  let status = 200;
  let asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await agent.close();
    server.close();
  });
  beforeEach(() => {
    status = 200;
    asked = [];
  });

  async function createReplicas(count: number) {
    const store = createMemoryState();
    const clock = { now: new Date() };
    const sandbox = (await catalogueOf({ url: 'http://127.0.0.1:1' })).find('sandbox')!;
    const provider: Provider = { ...sandbox, probe: { url: `${url}/probe` } };
    const replicas = Array.from({ length: count }, () => {
      const registry = new Registry();
      const access = createProviderAccess({
        ...{ store, log: silentLog, dispatcher: agent, tokenDispatcher: agent },
        actions: { ...actionSettings, attempts: 1, breakerFailures: 2, breakerOpen: 60_000 },
        metrics: createProviderMetrics(registry, id => id === 'sandbox'),
        now: () => clock.now,
      });
      const call = (of = provider) =>
        access.caller.call({
          ...{ provider: of, workspaceId: 'wsp_1', repeatable: true },
          request: { method: 'GET', url: `${url}/api`, headers: {}, body: '' },
          deadline: new Date(Date.now() + 10_000),
          signal: new AbortController().signal,
        });
      return { ...access, call, registry };
    });
    return { replicas, provider, clock };
  }

  test('is probed by one of them, and all know', async () => {
    const { replicas, provider, clock } = await createReplicas(3);
    status = 503;
    const sweeps = await Promise.all(replicas.map(({ probes }) => probes.sweep([provider])));
    expect(sweeps.sort()).toEqual([0, 0, 1]);
    const states = await Promise.all(replicas.map(({ health }) => health.status(provider, 'wsp_1')));
    expect(states).toEqual(
      states.map(
        () => expect.objectContaining({ available: false, circuit: 'closed', errorRate: 0 }) as unknown,
      ),
    );
    expect(asked).toEqual(['/probe']);
    status = 200;
    clock.now = new Date(clock.now.getTime() + 120_000);
    expect(await replicas[1]!.health.status(provider, 'wsp_2')).toMatchObject({ available: true });
    expect(await replicas[2]!.health.status(provider, 'wsp_3')).toMatchObject({ available: true });
    expect(asked).toEqual(['/probe', '/probe']);
  });

  test('has an open circuit where one of them has, for that workspace, until a call may try again', async () => {
    const { replicas, provider, clock } = await createReplicas(2);
    const [one, other] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
    status = 500;
    for (let round = 0; round < 2; round++)
      await expect(one.call()).rejects.toMatchObject({ code: 'PROVIDER.ERROR' });
    status = 200;
    for (const { health } of replicas)
      expect(await health.status(provider, 'wsp_1')).toMatchObject({ circuit: 'open', available: false });
    expect(await one.health.status(provider, 'wsp_1')).toMatchObject({ errorRate: 1 });
    expect(await other.health.status(provider, 'wsp_1')).toMatchObject({ errorRate: 0 });
    expect(await other.health.status(provider, 'wsp_2')).toMatchObject({
      circuit: 'closed',
      available: true,
    });
    await expect(other.call()).resolves.toMatchObject({ kind: 'success' });
    clock.now = new Date(clock.now.getTime() + 61_000);
    expect(await other.health.status(provider, 'wsp_1')).toMatchObject({ circuit: 'closed' });
  });

  test('is counted per provider of the catalogue, and for all that workspaces registered together', async () => {
    const { replicas, provider } = await createReplicas(1);
    const [{ call, probes, registry }] = replicas as [(typeof replicas)[0]];
    await call();
    await call({ ...provider, id: 'a-tenants-secret-project' });
    status = 500;
    await call().catch(() => undefined);
    await call().catch(() => undefined);
    await probes.sweep([provider]);
    const text = await registry.metrics();
    for (const line of [
      'integration_provider_requests_total{provider="sandbox",outcome="success"} 1',
      'integration_provider_requests_total{provider="own",outcome="success"} 1',
      'integration_provider_requests_total{provider="sandbox",outcome="unavailable"} 2',
      'integration_provider_circuits_total{provider="sandbox",change="opened"} 1',
      'integration_provider_up{provider="sandbox"} 0',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('a-tenants-secret-project');
  });
});
