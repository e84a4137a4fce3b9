/**
 * make bench: start time, memory and latency of this machine, printed and never asserted. It runs a platform of its
 * own, in .run/bench and on other ports, and stops it at the end. `--json` prints figures for programs;
 * `--quick` leaves out the repeated starts.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startPlatform as startPlatformWith } from '../tools/jest/platform.ts';
import { appOf, startDirectGateway } from './direct-gateway.ts';
import { grpcTarget, httpTarget, measureLatency, type Latency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { gatewayPort, removeData, startPlatform, stopPlatform } from './platform.ts';
import { describe, type Figures } from './print.ts';
import { measureStarts } from './start-times.ts';
import { createTenants, exerciseServices, type Tenant } from './tenants.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const gateway = `http://127.0.0.1:${gatewayPort}`;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function readLatency(tenants: readonly Tenant[]): Promise<Latency[]> {
  const direct = await startDirectGateway();
  // A platform of its own beside this one, so that whatever else the machine does falls on both alike.
  const secured = await startPlatformWith('--mtls');
  const readsOf = (url: string, owners: readonly Tenant[]) =>
    owners.map(({ apiKey, consentId }) => ({ url: `${url}/api/v1/consents/${consentId}`, apiKey }));
  const reads = (url: string) => readsOf(url, tenants);
  const targets = [
    httpTarget('read without sidecars', reads(direct.url)),
    httpTarget('read through two sidecars', reads(gateway)),
    httpTarget(
      'read through two sidecars, mTLS and access control',
      readsOf(secured.baseUrl, await createTenants(secured.baseUrl, tenants.length)),
    ),
    httpTarget('ceiling: GET /health/live', [{ url: `${gateway}/health/live` }]),
    grpcTarget('ceiling: direct gRPC call', appOf('consent')),
  ];
  try {
    return [
      ...(await measureLatency(targets, { concurrency: 1, requests: 1_000, rounds: 5 })),
      ...(await measureLatency(targets, { concurrency: 16, requests: 4_000, rounds: 5 })),
    ];
  } finally {
    for (const target of targets) target.close();
    await Promise.all([direct.stop(), secured.stop()]);
  }
}

const machine = {
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.versions.node,
  loadAverage: loadavg()[0] ?? NaN,
};
try {
  say('Starting a platform of its own, several times: minutes');
  let startMs: Figures['startMs'];
  if (values.quick) {
    await removeData();
    await startPlatform();
  } else {
    startMs = await measureStarts({ cold: 2, warm: 3 });
  }
  const afterStart = measureMemory();
  say('Reading, with and without sidecars, with and without mTLS');
  const tenants = await createTenants(gateway, 6);
  const latencyMs = await readLatency(tenants);
  for (const tenant of tenants.slice(0, 1)) await exerciseServices(gateway, tenant, 50);
  const memoryMb = { afterStart, afterLoad: measureMemory() };
  const figures: Figures = { machine, ...(startMs ? { startMs } : {}), memoryMb, latencyMs };
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : describe(figures));
} finally {
  await stopPlatform();
}
