/**
 * make bench RUNS=1: a run of three tasks (set, call http to a local server, set) through REST, next to a bare Dapr
 * Workflow of three activities in the same run, on a platform of its own; how soon a run goes on after an event, and what
 * runs that wait hold. `--timers` has 10,000 of them due within a minute. Printed and never asserted.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { routeSdkLogs } from '../services/workflow/src/infrastructure/sdk-log.ts';
import { silentLog } from '../shared/testing/fake-call.ts';
import { startBare } from './bare.ts';
import { cpuMs } from './cpu.ts';
import {
  gatewayPort,
  portOffset,
  processes,
  removeData,
  startPlatform,
  state,
  stopPlatform,
} from './platform.ts';
import { describeRuns, type RunFigures } from './print-runs.ts';
import { measure, quantile, type Series } from './series.ts';
import { createTenantRuns } from './tenant-runs.ts';
import { measureTimers, measureWaiting, openWorkflowDatabase } from './waiting.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    timers: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);
routeSdkLogs(silentLog);
const gateway = `http://127.0.0.1:${gatewayPort}`;
const scale = values.quick ? 1 : 4;

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"ok":true}');
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

type Runs = Awaited<ReturnType<typeof createTenantRuns>>;
type Bare = Awaited<ReturnType<typeof startBare>>;

async function measureSeries(runs: Runs, bare: Bare): Promise<Pick<RunFigures, 'series' | 'byProcess'>> {
  const ours = {
    name: 'three tasks by REST',
    pids: () => processes().map(({ pid }) => pid),
    run: runs.three,
  };
  say('Warming up');
  await measure(ours, 4, 50);
  await measure(bare, 4, 20);
  const series: Series[] = [];
  let byProcess: RunFigures['byProcess'] = [];
  for (const [inFlight, count, bareCount] of [
    [1, 100, 40],
    [20, 400, 100],
    [100, 600, 200],
  ] as const) {
    say(`${inFlight} in flight`);
    const before = processes().map(({ name, pid }) => ({ name, pid, ms: cpuMs(pid) }));
    series.push(await measure(ours, inFlight, count * scale));
    byProcess = before.map(({ name, pid, ms }) => ({ name, ms: (cpuMs(pid) - ms) / (count * scale) }));
    series.push(await measure(bare, inFlight, bareCount * scale));
  }
  return { series, byProcess: byProcess.sort((left, right) => right.ms - left.ms) };
}

async function measureResume(runs: Runs, bare: Bare): Promise<RunFigures['resume']> {
  say('Events for runs that wait');
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  for (let round = 0; round < 50 * scale; round++) {
    times.ours.push(await runs.resume());
    times.bare.push(await bare.resume());
  }
  const figures = (all: number[]) => ({
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    count: all.length,
  });
  return { ours: figures(times.ours), bare: figures(times.bare) };
}

async function run(): Promise<RunFigures> {
  const runs = await createTenantRuns(gateway, url);
  const bare = await startBare(url);
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const database = await openWorkflowDatabase(secrets['workflow-database'] ?? '');
  const redis = () => {
    const port = String(6390 + portOffset);
    const env = { ...process.env, REDISCLI_AUTH: secrets['redis-password'] };
    const info = execFileSync('redis-cli', ['-p', port, 'info', 'memory'], { env, encoding: 'utf8' });
    return Number(/used_memory:(\d+)/.exec(info)?.[1]) / 1000;
  };
  try {
    const measured = await measureSeries(runs, bare);
    const resume = await measureResume(runs, bare);
    say('Runs that wait');
    const waiting = await measureWaiting(runs, database, redis);
    if (values.timers) say('10,000 timers: a quarter of an hour');
    const timers = values.timers ? { timers: await measureTimers(runs, database) } : {};
    return { cores: cpus().length, load: loadavg()[0] ?? NaN, ...measured, resume, waiting, ...timers };
  } finally {
    await database.end();
    await bare.stop();
  }
}

try {
  say('Starting a platform of its own');
  await removeData();
  await startPlatform();
  const figures = await run();
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : describeRuns(figures));
} finally {
  server.close();
  await stopPlatform();
}
