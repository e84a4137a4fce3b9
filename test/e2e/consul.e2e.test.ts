import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { type ConsulApi, consulApi } from '../../tools/up/src/servers/consul-api.ts';
import { journey, newWorld } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { createRest } from '../journey/rest.ts';

const root = path.resolve(import.meta.dirname, '../..');
const services = ['auth', 'consent', 'gateway', 'integration', 'notification', 'workflow'];

// The same journey with Consul: nothing but DISCOVERY= and CONFIG= differs.
describe('make up DISCOVERY=consul CONFIG=consul', () => {
  let platform: TestPlatform;
  let listener: Listener;
  let state: string;
  let ask: ConsulApi;

  beforeAll(async () => {
    listener = await startListener();
    platform = await startPlatform('--discovery=consul', '--config=consul');
    const { processes, stores } = await platform.status();
    state = path.resolve(processes[0]!.log, '../..');
    const secrets = JSON.parse(readFileSync(path.join(state, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    ask = consulApi(stores['consul'] ?? '', secrets['consul-agent-token']);
  });
  afterAll(async () => {
    await platform.stop();
    await listener.close();
  });

  const found = async (service: string) => {
    const { body } = await ask('GET', `health/service/${service}?passing`);
    return (JSON.parse(body) as unknown[]).length;
  };

  test('shows all six services in the registry, each healthy', async () => {
    const { body } = await ask('GET', 'catalog/services');
    const registered = Object.keys(JSON.parse(body) as object).filter(name => name !== 'consul');
    expect(registered.toSorted()).toEqual(services);
    for (const service of services) expect([service, await found(service)]).toEqual([service, 1]);
  });

  test('carries the whole journey through REST, by names from Consul', async () => {
    const world = newWorld(createRest(platform.baseUrl), listener);
    for (const step of journey) await step.run(world);
    const log = readFileSync(path.join(state, 'logs/gateway-daprd.log'), 'utf8');
    expect(log).toContain('Initialized name resolution to consul');
  });

  test('changes a limit by make config while all runs', async () => {
    const config = async (...args: string[]) => {
      const command = [path.join(root, 'tools/up/src/config/main.ts'), ...args];
      const env = { PATH: process.env['PATH'], NH_STATE_DIR: state };
      return (await promisify(execFile)(process.execPath, command, { cwd: root, env })).stdout;
    };
    const policy = async () =>
      (await fetch(`${platform.baseUrl}/api/v1/consents`)).headers.get('RateLimit-Policy');
    expect(await config('--set=gateway/limits.address.capacity=1234')).toContain('is set in Consul');
    await eventually(async () => (await policy()) === '"address";q=1234;w=60');
    expect(await config()).toMatch(/1 set\n {2}gateway\/limits\.address\.capacity=1234\n/);
    await config('--unset=gateway/limits.address.capacity');
    await eventually(async () => (await policy()) === '"address";q=300;w=60');
  });

  test('stops finding an app that was killed, and goes on with the others', async () => {
    const { processes } = await platform.status();
    const consent = processes.find(({ name }) => name === 'consent')!;
    process.kill(consent.pid, 'SIGKILL');
    await eventually(async () => (await found('consent')) === 0);
    expect(await found('auth')).toBe(1);
    const login = { body: { email: 'nobody@example.com', password: 'wrong' } };
    const { body } = await createRest(platform.baseUrl).call('POST', '/auth/login', login);
    expect(body).toMatchObject({ code: 'AUTH.INVALID_CREDENTIALS' });
  });
});
