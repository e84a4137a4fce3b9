/**
 * make bench INTEGRATION=1: what an action costs over the bare request, what of a provider's quota is used under ten times
 * its load, how often many callers renew one token, and how long new data keys take, on a platform of its own. Printed and
 * never asserted.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureOverhead } from './action-overhead.ts';
import { configure, gatewayPort, removeData, startPlatform, stopPlatform } from './platform.ts';
import { describeIntegration, type IntegrationFigures } from './print-integration.ts';
import { measureKeyRotation } from './key-rotation.ts';
import { measureQuotaUse } from './quota-use.ts';
import { measureRefreshStorm } from './refresh-storm.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const gateway = `http://127.0.0.1:${gatewayPort}`;
const scale = values.quick ? 1 : 4;

try {
  say('Starting a platform of its own');
  await removeData();
  await startPlatform();
  // All of it is one workspace's.
  await configure('gateway/limits.workspace.capacity=10000000');
  say('Actions, at 100 and 200 requests a second');
  const overhead = await measureOverhead(gateway, 10 * scale);
  say('Ten times the quota of a provider');
  const quotas = [
    await measureQuotaUse({ requests: 200, perSeconds: 10 }, 2 * scale),
    await measureQuotaUse({ requests: 50, perSeconds: 2 }, 5 * scale),
  ];
  say('Calls with a token that is over, on three processes');
  const storms = [await measureRefreshStorm(1_000, 1), await measureRefreshStorm(1_500, 100)];
  say('New data keys');
  const rotation = await measureKeyRotation(values.quick ? 10_000 : 100_000);
  const figures: IntegrationFigures = {
    cores: cpus().length,
    load: loadavg()[0] ?? NaN,
    overhead,
    quotas,
    storms,
    rotation,
  };
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : describeIntegration(figures));
} finally {
  await stopPlatform();
}
