import { journey, newWorld, type World } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { platform } from './platform.ts';

let listener: Listener;
let world: World;

beforeAll(async () => {
  listener = await startListener();
  world = newWorld(platform(), listener);
});
afterAll(() => listener.close());

describe('the whole journey through REST', () => {
  test.each(journey.map((step, index) => ({ ...step, name: `${index + 1}. ${step.title}` })))(
    '$name',
    async ({ run }) => {
      const { status } = await run(world);
      expect(status).toBeGreaterThanOrEqual(200);
    },
  );
});
