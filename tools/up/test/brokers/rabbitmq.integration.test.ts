import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { subscription } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { brokerSuite } from './suite.ts';
import { granted, patience } from './world.ts';

brokerSuite('rabbitmq', { order: false }, world => {
  test('dead letters of an app that definitions.json does not know wait, too', async () => {
    const event = granted();
    await world().operator.sidecar.publish('welcome.dead', event);
    const letters: CloudEvent[] = [];
    const { spec, ...rest } = subscription('operator', 'welcome.dead', '/dead');
    await world().app({
      appId: 'operator',
      components: [{ ...rest, spec: { ...(spec as object), metadata: { queueName: 'dead-letters' } } }],
      folders: world().broker.openFolders,
      events: { '/dead': async letter => void letters.push(letter) },
    });
    await eventually(() => letters.some(({ id }) => id === event.id), patience);
  });
});
