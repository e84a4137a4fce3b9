import { setTimeout as delay } from 'node:timers/promises';
import { createFakeIntegration } from '../../services/workflow/test/effects.ts';
import {
  engineKeepsTimes,
  type Platform,
  type Replica,
  startPlatform,
} from '../../services/workflow/test/platform.ts';
import { startBatch } from './runs.ts';
import { type OwnServers, startServers } from './servers.ts';

const fake = createFakeIntegration();
let servers: OwnServers;
let platform: Platform;
let replica: Replica;

beforeAll(async () => {
  servers = await startServers();
  platform = await startPlatform(fake.handlers, {}, servers.asServers());
  replica = await platform.startReplica(engineKeepsTimes);
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await servers.stop();
});

/** How long whatever died is away, so that waits come due and calls are made meanwhile. */
const awayMs = 3_000;

/** What happens, and what whoever runs the processes does about it. */
const days: [string, () => Promise<void>, () => Promise<void>][] = [
  ['kill -9 of the sidecar', () => replica.daprd.stop('SIGKILL'), () => replica.daprd.restart()],
  ['kill -9 of placement', () => servers.placement.end('SIGKILL'), () => servers.placement.start()],
  ['kill -9 of the scheduler', () => servers.scheduler.end('SIGKILL'), () => servers.scheduler.start()],
  [
    'the loss of the scheduler’s data',
    () => servers.scheduler.end('SIGKILL').then(() => servers.scheduler.forget()),
    () => servers.scheduler.start(),
  ],
  ['kill -9 of Redis', () => servers.redis.end('SIGKILL'), () => servers.redis.start()],
  ['a fast shutdown of PostgreSQL', () => servers.postgres.end('SIGINT'), () => servers.postgres.start()],
  [
    'an immediate shutdown of PostgreSQL',
    () => servers.postgres.end('SIGQUIT'),
    () => servers.postgres.start(),
  ],
  [
    'the loss of Redis’ data, engine and broker',
    () => servers.redis.end('SIGKILL').then(() => servers.redis.forget()),
    () => servers.redis.start(),
  ],
];

const [early, late] = [12, 6];

it.each(days)(
  'runs that call, wait, branch and emit survive %s: none is lost or stuck, no effect happens twice',
  async (what, strike, mend) => {
    const batch = await startBatch(platform, replica, fake);
    await batch.start(early);
    await strike();
    const more = batch.start(late);
    await delay(awayMs);
    await mend();
    await more;
    await batch.finish();
    const all = early + late;
    const { heard, ...counted } = await batch.count();
    expect(counted).toEqual({ done: { first: all, left: all, child: all, last: all }, keys: 4 * all });
    // What the broker had taken and not delivered is gone with its data.
    if (what.includes('broker')) expect(heard).toBeLessThanOrEqual(all);
    else expect(heard).toBe(all);
  },
  300_000,
);
