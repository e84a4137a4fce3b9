import { newEvent, topics, type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { startApp, testKeys, type TestApp, type TestAppOptions } from '@neighbourhood/shared/test/app';
import { retries } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type BrokerName, startTestBroker, type TestBroker } from './broker.ts';
import { type Consumer, createConsumer } from './consumer.ts';
import { subscriptionFolder } from './subscriptions.ts';

/** Everything that must not depend on how busy the machine is waits this long. */
export const patience = { timeoutMs: 60_000 };

/** granted is an event of `consent`. */
export const granted = (data: unknown = {}, subject = 'cns_1'): CloudEvent =>
  newEvent({
    type: 'consent.granted',
    source: '/neighbourhood/consent',
    subject,
    workspaceId: 'wsp_1',
    data,
  });

/** World is a broker with apps at it: `consent` publishes, two replicas of `notification` consume. */
export interface World {
  broker: TestBroker;
  publisher: TestApp;
  /** May send everything to every topic, as no app of the platform may. */
  operator: TestApp;
  consumer: Consumer;
  /** Was published before its consumer was ever there. */
  early: CloudEvent;
  /** Publishes an event of `consent`. */
  publish(event: CloudEvent): Promise<void>;
  /** Waits until every one of the events has been handled at least once. */
  handled(events: readonly CloudEvent[]): Promise<unknown>;
  /** Starts one more app, ended with the world. */
  app(options: Pick<TestAppOptions, 'appId' | 'components' | 'folders' | 'events'>): Promise<TestApp>;
  stop(): Promise<void>;
}

/** startWorld starts all of it; what was started is stopped again when it fails. */
export async function startWorld(name: BrokerName): Promise<World> {
  const keys = await testKeys();
  const broker = await startTestBroker(name);
  const apps: TestApp[] = [];
  const app: World['app'] = async ({ components = [], ...options }) => {
    const started = await startApp({
      ...options,
      daprd: broker.daprd,
      keys,
      components: [retries(), ...components],
    });
    apps.push(started);
    return started;
  };
  const consumer = createConsumer('notification', keys, {
    daprd: broker.daprd,
    folders: [...broker.folders, await subscriptionFolder()],
  });
  const stop = async () => {
    await Promise.all([...apps, ...consumer.replicas].map(each => each.stop()));
    await broker.stop();
  };
  try {
    const [publisher, operator] = await Promise.all([
      app({ appId: 'consent', folders: broker.folders }),
      app({ appId: 'operator', folders: broker.openFolders }),
    ]);
    const publish = (event: CloudEvent) => publisher.sidecar.publish(topics.consent, event);
    const early = granted();
    await publish(early);
    await Promise.all([consumer.start(0), consumer.start(1)]);
    const missing = (events: readonly CloudEvent[]) =>
      events.filter(({ id }) => consumer.of(id).length === 0);
    const handled = (events: readonly CloudEvent[]) =>
      eventually(() => missing(events).length === 0, {
        ...patience,
        what: () => `the handling of ${missing(events).length} of ${events.length} events`,
      });
    return { broker, publisher, operator, consumer, early, publish, handled, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
