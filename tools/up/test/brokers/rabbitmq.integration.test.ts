import { deadLetters } from './dead-letters.ts';
import { brokerSuite } from './suite.ts';
import { granted } from './world.ts';

brokerSuite('rabbitmq', { order: false }, world => {
  test('dead letters of an app that definitions.json does not know wait, too', async () => {
    const letter = { topic: 'welcome.dead', event: granted() };
    await world().operator.sidecar.publish(letter.topic, letter.event);
    const [found] = await deadLetters(world(), [letter], () => 'dead-letters');
    expect(found).toMatchObject(letter);
  });
});
