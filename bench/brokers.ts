/**
 * make bench BROKERS=1: the brokers next to each other, each with sidecars and the component file that it ships,
 * printed and never asserted. Starts them itself, in a temporary folder, and stops them at the end.
 */
import { cpus, loadavg, tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newEvent } from '@neighbourhood/shared/events/cloud-event';
import { type TestServers, testServersVariable } from '@neighbourhood/shared/testing/servers';
import { daprBinary } from '../tools/up/src/build/dapr.ts';
import { startWorld, type World } from '../tools/up/test/brokers/world.ts';
import { measureLatency, type Target } from './latency.ts';
import { latency } from './print.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const names = ['redis', 'rabbitmq', 'kafka'] as const;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

let next = 0;
const event = () =>
  newEvent({
    type: 'consent.granted',
    source: '/neighbourhood/consent',
    subject: `cns_${next++}`,
    workspaceId: 'wsp_1',
    data: { text: 'x'.repeat(500) },
  });

/** Publishes one event; through to the end of its handler, or until the broker has it. */
function target(name: string, world: World, end: 'handled' | 'acknowledged'): Target {
  return {
    name,
    async call() {
      const sent = event();
      const handled = Promise.withResolvers<undefined>();
      waiting.set(sent.id, () => handled.resolve(undefined));
      await world.publish(sent);
      if (end === 'handled') await handled.promise;
    },
    close: () => undefined,
  };
}
const waiting = new Map<string, () => void>();

const directory = await mkdtemp(join(tmpdir(), 'neighbourhood-bench-'));
const servers: Partial<TestServers> = { directory, daprd: await daprBinary('daprd') };
process.env[testServersVariable] = JSON.stringify({ ...servers, placementAddress: '', schedulerAddress: '' });

const worlds: World[] = [];
try {
  say('Starting Redis, RabbitMQ and Kafka, each with sidecars of its own');
  for (const name of names) worlds.push(await startWorld(name));
  for (const { consumer } of worlds) {
    consumer.behave(({ id }) => {
      waiting.get(id)?.();
      waiting.delete(id);
    });
  }
  say('Publishing');
  const all = (end: 'handled' | 'acknowledged') =>
    names.flatMap((name, index) => {
      const world = worlds[index];
      return world === undefined ? [] : [target(name, world, end)];
    });
  const rounds = values.quick ? 2 : 5;
  const figures = async (end: 'handled' | 'acknowledged') => [
    ...(await measureLatency(all(end), { concurrency: 1, requests: 100 * rounds, rounds })),
    ...(await measureLatency(all(end), { concurrency: 16, requests: 400 * rounds, rounds })),
  ];
  const acknowledged = await figures('acknowledged');
  const handled = await figures('handled');
  const machine = { cores: cpus().length, node: process.versions.node, loadAverage: loadavg()[0] ?? NaN };
  if (values.json) console.log(JSON.stringify({ machine, acknowledged, handled }, undefined, 2));
  else {
    console.log(
      `${machine.cores} cores, Node ${machine.node}, load average: ${machine.loadAverage.toFixed(1)}\n`,
    );
    console.log(
      `${latency('From publishing until the broker has the event; ratios to Redis', acknowledged)}\n`,
    );
    console.log(latency('From publishing until the event is handled; ratios to Redis', handled));
  }
} finally {
  await Promise.all(worlds.map(world => world.stop()));
  await rm(directory, { recursive: true, force: true });
}
