/**
 * make bench RUNS=1: a run of three tasks (set, call http to a local server, set) through REST, next to a bare Dapr
 * Workflow of three activities in the same run, on a platform of its own; printed and never asserted.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { type TestServers, testServersVariable } from '@neighbourhood/shared/testing/servers';
import { DaprWorkflowClient } from '../services/workflow/src/infrastructure/dapr-sdk.ts';
import { routeSdkLogs } from '../services/workflow/src/infrastructure/sdk-log.ts';
import { silentLog } from '../shared/testing/fake-call.ts';
import { createRest } from '../test/journey/rest.ts';
import { daprBinary } from '../tools/up/src/build/dapr.ts';
import { cpuMs, cpuOf } from './cpu.ts';
import {
  gatewayPort,
  portOffset,
  processes,
  removeData,
  startPlatform,
  state,
  stopPlatform,
} from './platform.ts';
import { table } from './print.ts';
import { createTenants } from './tenants.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);
routeSdkLogs(silentLog);
const gateway = `http://127.0.0.1:${gatewayPort}`;

/** Series is so many runs, so many of them at the same time. */
interface Series {
  name: string;
  inFlight: number;
  p50: number;
  p99: number;
  perSecond: number;
  /** Processor time for one run, of all processes that serve it. */
  cpuPerRun: number;
  failed: number;
}

async function measure(
  name: string,
  pids: () => readonly number[],
  run: () => Promise<boolean>,
  inFlight: number,
  count: number,
): Promise<Series> {
  const times: number[] = [];
  let left = count;
  let failed = 0;
  const before = cpuOf(pids());
  const began = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const from = performance.now();
      if (!(await run())) failed++;
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - began) / 1000;
  times.sort((left_, right) => left_ - right);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? NaN;
  return {
    name,
    inFlight,
    p50: at(0.5),
    p99: at(0.99),
    perSecond: count / seconds,
    cpuPerRun: (cpuOf(pids()) - before) / count,
    failed,
  };
}

/** The peer: an app of its own with a sidecar of its own, on the platform's Redis, placement and scheduler. */
async function startBare(url: string) {
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const servers: Partial<TestServers> = {
    directory: join(state, 'bare'),
    daprd: await daprBinary('daprd'),
    placementAddress: `127.0.0.1:${6050 + portOffset}`,
    schedulerAddress: `127.0.0.1:${6060 + portOffset}`,
  };
  process.env[testServersVariable] = JSON.stringify(servers);
  const store: DaprResource = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'actorstore' },
    spec: {
      type: 'state.redis',
      version: 'v1',
      metadata: [
        { name: 'redisHost', value: `127.0.0.1:${6390 + portOffset}` },
        { name: 'redisPassword', value: secrets['redis-password'] },
        { name: 'actorStateStore', value: 'true' },
      ],
    },
  };
  const daprd = await startDaprd({ appId: 'bare', components: [store], waitUntilReady: false });
  const app = fork(join(import.meta.dirname, 'bare-workflow.ts'), [url], {
    env: { ...process.env, DAPR_GRPC_PORT: String(daprd.grpcPort) },
  });
  await once(app, 'message');
  const client = new DaprWorkflowClient({ daprPort: String(daprd.grpcPort) });
  return {
    pids: () => [
      daprd.pid,
      app.pid ?? 0,
      ...processes()
        .filter(({ name }) => /redis|placement|scheduler/.test(name))
        .map(({ pid }) => pid),
    ],
    run: async () => {
      const id = await client.scheduleNewWorkflow('bare', { n: 1 });
      const done = await client.waitForWorkflowCompletion(id, true, 60);
      return done?.serializedOutput === '{"ok":true}';
    },
    stop: async () => {
      await client.stop();
      app.kill('SIGKILL');
      await daprd.stop('SIGKILL');
    },
  };
}

/** Several workspaces take turns: each may send 3000 requests at once. */
async function ours(url: string) {
  const rest = createRest(gateway);
  const document = {
    document: { dsl: '1.0.3', namespace: 'bench', name: 'three', version: '1.0.0' },
    do: [
      { begin: { set: { n: '${ .n + 1 }' } } },
      { get: { call: 'http', with: { method: 'get', endpoint: url } } },
      { end: { set: { ok: '${ .ok }' } } },
    ],
  };
  const targets = await Promise.all(
    (await createTenants(gateway, 4)).map(async ({ apiKey }) => {
      const as = { apiKey };
      const { body } = await rest.call('POST', '/workflows', { body: document, as });
      return { as, path: `/workflows/${(body as { id: string }).id}/executions` };
    }),
  );
  let turn = 0;
  return async () => {
    const target = targets[turn++ % targets.length];
    if (!target) return false;
    const { as, path } = target;
    const headers = { prefer: 'wait=20' };
    const { status, body } = await rest.call('POST', path, { body: { input: { n: 1 } }, as, headers });
    return status === 200 && (body as { status?: string }).status === 'completed';
  };
}

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"ok":true}');
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
try {
  say('Starting a platform of its own');
  await removeData();
  await startPlatform();
  const run = await ours(url);
  const bare = await startBare(url);
  const all = () => processes().map(({ pid }) => pid);
  const scale = values.quick ? 1 : 4;
  const series: Series[] = [];
  let byProcess: string[][] = [];
  try {
    say('Warming up');
    await measure('', all, run, 4, 50);
    await measure('', bare.pids, bare.run, 4, 20);
    for (const [inFlight, count, bareCount] of [
      [1, 100, 40],
      [20, 400, 100],
      [100, 600, 200],
    ] as const) {
      say(`${inFlight} in flight`);
      const before = processes().map(({ name, pid }) => ({ name, pid, ms: cpuMs(pid) }));
      series.push(await measure('three tasks by REST', all, run, inFlight, count * scale));
      byProcess = before
        .map(({ name, pid, ms }) => [name, ((cpuMs(pid) - ms) / (count * scale)).toFixed(2)])
        .sort((left, right) => Number(right[1]) - Number(left[1]));
      series.push(
        await measure(
          'bare Dapr Workflow, three activities',
          bare.pids,
          bare.run,
          inFlight,
          bareCount * scale,
        ),
      );
    }
  } finally {
    await bare.stop();
  }
  const load = loadavg()[0] ?? NaN;
  if (values.json)
    console.log(JSON.stringify({ cores: cpus().length, load, series, byProcess }, undefined, 2));
  else {
    const peer = (one: Series) => series.find(each => each.inFlight === one.inFlight && each !== one);
    console.log(`${cpus().length} cores, load average ${load.toFixed(1)}\n`);
    console.log(
      table([
        ['', 'in flight', 'p50 ms', 'p99 ms', 'runs/s', 'times the peer', 'CPU ms/run', 'failed'],
        ...series.map(one => [
          one.name,
          `${one.inFlight}`,
          one.p50.toFixed(1),
          one.p99.toFixed(1),
          one.perSecond.toFixed(1),
          (one.perSecond / (peer(one)?.perSecond ?? NaN)).toFixed(2),
          one.cpuPerRun.toFixed(1),
          `${one.failed}`,
        ]),
      ]),
    );
    console.log('\nCPU ms for one run with 100 in flight, by process');
    console.log(table([['', 'ms'], ...byProcess]));
  }
} finally {
  server.close();
  await stopPlatform();
}
