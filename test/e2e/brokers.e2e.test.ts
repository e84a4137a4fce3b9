import { readFileSync } from 'node:fs';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { journey, newWorld } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { createRest } from '../journey/rest.ts';

// The same journey on the other brokers: nothing but BROKER= differs. journey.e2e.test.ts runs it on Redis.

describe.each(['rabbitmq', 'kafka'])('make up BROKER=%s', broker => {
  let platform: TestPlatform;
  let listener: Listener;

  beforeAll(async () => {
    listener = await startListener();
    platform = await startPlatform(`--broker=${broker}`);
  });
  afterAll(async () => {
    await platform.stop();
    await listener.close();
  });

  test('starts it beside Redis, which keeps the state', async () => {
    const { processes, stores } = await platform.status();
    expect(processes.map(({ name }) => name)).toEqual(expect.arrayContaining([broker, 'redis']));
    expect(Object.keys(stores)).toEqual(expect.arrayContaining([broker, 'redis']));
  });

  test('carries the whole journey through REST', async () => {
    const world = newWorld(createRest(platform.baseUrl), listener);
    for (const step of journey) await step.run(world);
    const { processes } = await platform.status();
    const log = processes.find(({ name }) => name === 'notification-daprd')?.log ?? '';
    expect(readFileSync(log, 'utf8')).toContain(`pubsub.${broker}/v1`);
  });
});
