import { type CloudEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { subscription } from '@neighbourhood/shared/testing/components';
import { startDaprd } from '@neighbourhood/shared/testing/daprd';
import { granted, type World } from './world.ts';

/** refusals are what nobody may do on any broker. */
export function refusals(worldNow: () => World): void {
  test.each([
    ["another app's events", topics.auth],
    ["another app's dead letters", 'notification.dead'],
    ['a topic that does not exist', 'nowhere.events'],
  ])('an app cannot publish %s', async (_, topic) => {
    await expect(worldNow().publisher.sidecar.publish(topic, granted())).rejects.toThrow(
      /PERMISSION_DENIED.*not allowed/,
    );
  });

  test('nobody without the password of the secrets is let in', async () => {
    const { daprd, strangersFolders } = worldNow().broker;
    const stranger = startDaprd({ appId: 'consent', daprd, folders: strangersFolders });
    await expect(stranger).rejects.toThrow(/403|WRONGPASS|SASL|Authentication failed/i);
  });

  test('an app cannot hear what it is not meant to, whatever it subscribes to', async () => {
    const heard: CloudEvent[] = [];
    const curious = await worldNow().app({
      appId: 'auth',
      components: [subscription('auth', topics.consent, '/events/consent')],
      folders: worldNow().broker.folders,
      events: { '/events/consent': async event => void heard.push(event) },
    });
    expect(curious.daprd.output()).toContain("topic 'consent.events' on pubsub 'pubsub' is not allowed");
    const event = granted();
    await worldNow().publish(event);
    await worldNow().handled([event]);
    expect(heard).toEqual([]);
  });
}
