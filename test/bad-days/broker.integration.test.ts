import { setTimeout as delay } from 'node:timers/promises';
import { createFakeIntegration } from '../../services/workflow/test/effects.ts';
import { type Platform, type Replica, startPlatform } from '../../services/workflow/test/platform.ts';
import { startRabbit } from './rabbitmq.ts';
import { startBatch } from './runs.ts';

const fake = createFakeIntegration();
let rabbit: Awaited<ReturnType<typeof startRabbit>>;
let platform: Platform;
let replica: Replica;

beforeAll(async () => {
  rabbit = await startRabbit();
  const { pubsub, daprd } = rabbit;
  platform = await startPlatform(fake.handlers, {}, { pubsub, daprd });
  replica = await platform.startReplica();
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await rabbit.stop();
});

it('what runs emit while RabbitMQ is killed and away is heard once, each, when it is back', async () => {
  const [early, late] = [12, 6];
  const batch = await startBatch(platform, replica, fake);
  const starting = batch.start(early);
  await rabbit.kill();
  await starting;
  await batch.start(late);
  await delay(3_000);
  await rabbit.start();
  await batch.finish();
  const all = early + late;
  expect(await batch.count()).toEqual({
    done: { first: all, left: all, child: all, last: all },
    keys: 4 * all,
    heard: all,
  });
}, 300_000);
