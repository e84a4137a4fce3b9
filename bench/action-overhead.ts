import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { Agent, request } from 'undici';
import { createSidecar } from '../shared/dapr/sidecar.ts';
import type { AppError } from '../shared/errors/app-error.ts';
import { createServiceClient } from '../shared/grpc/client.ts';
import { createIdentitySigner } from '../shared/grpc/identity.ts';
import { currentKey, type SigningKeys } from '../shared/grpc/signing-keys.ts';
import { toValue } from '../shared/grpc/wire.ts';
import { fakeCall, silentLog } from '../shared/testing/fake-call.ts';
import { createRest } from '../test/journey/rest.ts';
import { variableOf } from '../tools/up/src/process/variable.ts';
import { cpuOf } from './cpu.ts';
import { processes, processOf, state } from './platform.ts';
import { quantile } from './series.ts';
import { startMock } from './strict-mock.ts';
import { createTenants } from './tenants.ts';

/** Timing of one way to the mock, in milliseconds. */
export interface Timing {
  name: string;
  p50: number;
  p99: number;
  count: number;
  failed: number;
  /** Of those, how many for which reason. */
  reasons: Readonly<Record<string, number>>;
  /** Of all processes of the platform, for one call. */
  cpuMs: number;
}

const ownProvider = (id: string, baseUrl: string) => ({
  ...{ id, name: 'Bench', description: 'Bench', category: 'other', docsUrl: baseUrl, baseUrl },
  scopes: [{ id: 'read', description: 'Read', default: true }],
  auth: { type: 'apiKey', fields: [{ id: 'key', title: 'Key', description: 'Key' }] },
  authorization: 'Bearer ${credentials.key}',
  account: { request: { method: 'GET', path: '/me' }, id: '${body.id}' },
  probe: { url: `${baseUrl}/` },
  rateLimit: { requests: 1_000_000, perSeconds: 60 },
  actions: [
    {
      ...{
        id: 'read',
        version: '1.0.0',
        title: 'Read',
        description: 'Read',
        scopes: ['read'],
        idempotent: true,
      },
      ...{ input: { type: 'object' }, output: { type: 'object' }, request: { method: 'GET', path: '/read' } },
    },
  ],
});

async function connect(gateway: string, url: string) {
  const rest = createRest(gateway);
  const [tenant] = await createTenants(gateway, 1);
  const { apiKey = '', workspaceId = '' } = tenant ?? {};
  const as = { apiKey };
  const post = async (path: string, body: unknown) => {
    const answer = await rest.call('POST', path, { as, body });
    if (answer.status >= 300)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string };
  };
  const id = `bench-${randomBytes(4).toString('hex')}`;
  await post('/providers', ownProvider(id, url));
  const endUserId = 'bench';
  const { id: connectionId } = await post('/connections', {
    provider: id,
    endUserId,
    credentials: { key: 'k' },
  });
  await post('/consents', { endUserId, provider: id, purposes: ['automation'], scopes: ['read'] });
  return { rest, as, connectionId, workspaceId };
}

/** Calls of integration as the gateway makes them: its sidecar, integration's, integration. */
async function throughSidecars(connectionId: string, workspaceId: string) {
  const { pid } = processOf('gateway');
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const keys = JSON.parse(secrets['gateway-internal-key'] ?? '{}') as SigningKeys;
  const signer = await createIdentitySigner({ issuer: 'gateway', privateJwk: currentKey(keys) });
  const sidecar = createSidecar({
    grpcPort: Number(variableOf(pid, 'DAPR_GRPC_PORT')),
    apiToken: variableOf(pid, 'DAPR_API_TOKEN'),
    log: silentLog,
  });
  const client = createServiceClient<IntegrationServiceDefinition>(
    sidecar.route('integration'),
    'neighbourhood.integration.v1.IntegrationService',
  );
  const { identity } = fakeCall({
    kind: 'apiKey',
    workspaceId,
    permissions: ['integration:execute', 'consent:read'],
  });
  const token = await signer.sign(identity, { ttlSeconds: 600 });
  return {
    close: () => sidecar.close(),
    act: () =>
      client.ExecuteAction(
        { connectionId, action: 'read', input: toValue({}) },
        { requestId: 'bench', token, deadline: new Date(Date.now() + 10_000) },
      ),
  };
}

/** measureOverhead calls each way one at a time, and 100 and 200 times a second, once it is warm. */
export async function measureOverhead(gateway: string, seconds: number): Promise<Timing[]> {
  const mock = await startMock();
  const { rest, as, connectionId, workspaceId } = await connect(gateway, mock.url);
  const direct = await throughSidecars(connectionId, workspaceId);
  const dispatcher = new Agent({ connections: 64 });
  const ways = {
    'bare undici': async () => {
      const { body } = await request(`${mock.url}/read`, { dispatcher });
      await body.json();
    },
    'action through two sidecars': direct.act,
    'action by REST': async () => {
      const { status } = await rest.call('POST', `/connections/${connectionId}/actions/read`, {
        as,
        body: {},
      });
      if (status !== 200) throw new Error(`status ${status}`);
    },
  };
  const results: Timing[] = [];
  for (const [name, way] of Object.entries(ways)) {
    await paced(way, 15, 100);
    results.push({ name: `${name}, one at a time`, ...(await measured(() => inTurn(way, seconds))) });
    for (const rate of [100, 200]) {
      const timing = await measured(() => paced(way, seconds, rate));
      results.push({ name: `${name}, ${rate} a second`, ...timing });
    }
  }
  direct.close();
  await dispatcher.close();
  mock.stop();
  return results;
}

async function measured(run: () => Promise<Times>): Promise<Omit<Timing, 'name'>> {
  const pids = processes().map(({ pid }) => pid);
  const before = cpuOf(pids);
  const { times, reasons } = await run();
  const count = times.length;
  const failed = Object.values(reasons).reduce((sum, one) => sum + one, 0);
  const cpuMs = (cpuOf(pids) - before) / (count + failed);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), count, failed, reasons, cpuMs };
}

interface Times {
  times: number[];
  reasons: Record<string, number>;
}

/** newTimes takes the time of each call, or why it failed. */
function newTimes() {
  const taken: Times = { times: [], reasons: {} };
  async function take(way: () => Promise<unknown>): Promise<void> {
    const from = performance.now();
    try {
      await way();
      taken.times.push(performance.now() - from);
    } catch (error) {
      const reason = (error as Partial<AppError>).code ?? String(error);
      taken.reasons[reason] = (taken.reasons[reason] ?? 0) + 1;
    }
  }
  return { taken, take };
}

async function inTurn(way: () => Promise<unknown>, seconds: number): Promise<Times> {
  const { taken, take } = newTimes();
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) await take(way);
  return taken;
}

async function paced(way: () => Promise<unknown>, seconds: number, perSecond: number): Promise<Times> {
  const { taken, take } = newTimes();
  const calls: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < seconds * perSecond; sent += 1) {
    await delay(Math.max(0, began + (sent * 1_000) / perSecond - performance.now()));
    calls.push(take(way));
  }
  await Promise.all(calls);
  return taken;
}
