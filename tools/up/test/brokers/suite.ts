import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { subscription } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import type { BrokerName } from './broker.ts';
import { load } from './consumer.ts';
import { deadLetters } from './dead-letters.ts';
import { startInboxed } from './inboxed.ts';
import { refusals } from './refusals.ts';
import { subscriptions } from './subscriptions.ts';
import { granted, patience, startWorld, type World } from './world.ts';

/** BrokerPromises are what one broker does and another need not. */
export interface BrokerPromises {
  /** The events of one subject reach their consumer one after the other, in the order of publishing. */
  order: boolean;
}

const many = (count: number) => Array.from({ length: count }, (_, n) => granted({ n }, `cns_${n}`));

const refuse = () => {
  throw new AppError('invalidArgument', 'EVENT.INVALID', 'No such event.');
};

/**
 * brokerSuite is what every broker must do for the platform, through real sidecars with the component file and the
 * subscriptions that it ships.
 */
export function brokerSuite(
  name: BrokerName,
  promises: BrokerPromises,
  more?: (world: () => World) => void,
): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(name);
  });
  beforeEach(() => world.consumer.behave(() => undefined));
  afterAll(() => world.stop());

  const arrivals = ({ id }: CloudEvent) => world.consumer.of(id);
  const replicasOf = (events: readonly CloudEvent[]) =>
    new Set(events.flatMap(arrivals).map(({ replica }) => replica));
  /** A replica that has just started, or is able to work again, takes its share after a moment. */
  const getsSome = (replica: number) =>
    eventually(async () => {
      const events = many(16);
      await Promise.all(events.map(world.publish));
      await world.handled(events);
      return replicasOf(events).has(replica);
    }, patience);
  const saidBy = (replica: number, what: string) =>
    eventually(() => world.consumer.replicas[replica]!.daprd.output().includes(what), patience);

  test('an event arrives whole at the route of its topic', async () => {
    const event = granted({ scopes: ['a', 'ü'], nothing: null });
    await world.publish(event);
    await world.handled([event]);
    expect(arrivals(event)[0]).toMatchObject({ event, route: '/events/consent' });
  });

  test('so does one that was published before its consumer was ever there', async () => {
    await world.handled([world.early]);
  });

  test('a handler that fails gets the event again, with the same id', async () => {
    world.consumer.behave((_, attempt) => {
      if (attempt < 3) throw new Error('database down');
    });
    const event = granted();
    await world.publish(event);
    await eventually(() => arrivals(event).length >= 3, patience);
  });

  test('what an app refuses, of every topic that it may hear, and what fails for good waits in its dead letter topic', async () => {
    const failing = granted();
    world.consumer.behave(({ id }) => {
      if (id === failing.id) throw new Error('bug');
      refuse();
    });
    // Apps that may hear something but have no subscription yet.
    const others = world.broker.hears.filter(
      ({ app, topics }) => topics.length > 0 && app !== 'notification',
    );
    for (const { app, topics } of others) {
      await world.app({
        appId: app,
        components: topics.map(topic => subscription(app, topic, `/events/${topic}`)),
        folders: world.broker.folders,
        events: Object.fromEntries(topics.map(topic => [`/events/${topic}`, async () => refuse()])),
      });
    }
    const heard = [
      ...subscriptions,
      ...others.flatMap(({ app, topics }) => topics.map(topic => ({ app, topic }))),
    ];
    const refused = heard.map(({ app, topic }) => ({ app, topic, event: granted({ topic }) }));
    await Promise.all(refused.map(({ topic, event }) => world.operator.sidecar.publish(topic, event)));
    await world.publish(failing);
    await world.handled([failing]);
    await eventually(() => arrivals(failing).length > 1, patience);

    // Nobody was there to take the letters: they are read afterwards.
    const letters = refused.map(({ app, event }) => ({ topic: `${app}.dead`, event }));
    const last = { topic: 'notification.dead', event: failing };
    const found = await deadLetters(world, [...letters, last]);
    expect(found).toContainEqual(
      expect.objectContaining({ ...last, event: expect.objectContaining(failing) }),
    );
  });

  if (promises.order) {
    test('events of one subject come in order, one after the other, even when one of them fails at first', async () => {
      const subjects = ['cns_a', 'cns_b', 'cns_c'];
      const events = Array.from({ length: 12 }, (_, n) =>
        subjects.map(subject => granted({ n }, subject)),
      ).flat();
      const number = (event: CloudEvent) => (event.data as { n: number }).n;
      world.consumer.behave((event, attempt) => {
        if (number(event) === 3 && attempt < 3) throw new Error('not yet');
      });
      for (const event of events) await world.publish(event);
      await world.handled(events);
      for (const subject of subjects) {
        const mine = world.consumer.all.filter(({ event }) => event.subject === subject);
        expect(mine.map(({ event }) => number(event))).toEqual([0, 1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      }
    });
  }

  const spared = promises.order ? 'no other partition' : 'no other event';
  test(`an event that fails holds up ${spared}, not even at the replica that has it`, async () => {
    const [failing, others] = [granted({}, 'cns_failing'), [] as CloudEvent[]];
    const failed = Promise.withResolvers<undefined>();
    world.consumer.behave(async ({ id }) => {
      if (id !== failing.id) return;
      await failed.promise;
      throw new Error('bug');
    });
    await world.publish(failing);
    await world.handled([failing]);
    const [{ replica } = { replica: -1 }] = arrivals(failing);
    await eventually(async () => {
      const more = many(16);
      others.push(...more);
      await Promise.all(more.map(world.publish));
      return replicasOf(others).has(replica);
    }, patience);
    if (!promises.order) await world.handled(others);
    failed.resolve(undefined);
    await world.handled(others);
  });

  test('two replicas share the events: each goes to one of them, once', async () => {
    await getsSome(0);
    await getsSome(1);
    const events = many(120);
    await Promise.all(events.map(world.publish));
    await world.handled(events);
    expect(events.filter(event => arrivals(event).length !== 1)).toEqual([]);
    expect(replicasOf(events)).toEqual(new Set([0, 1]));
  });

  test('an event of a million bytes arrives whole', async () => {
    const event = granted({ text: 'ü'.repeat(512 * 1024) });
    await world.publish(event);
    await world.handled([event]);
    expect(arrivals(event)[0]!.event.data).toEqual(event.data);
  });

  test('an effect happens once, however often its event is published and delivered', async () => {
    const inboxed = await startInboxed();
    world.consumer.behave(async ({ id }, attempt) => {
      await inboxed.apply(id);
      if (attempt === 1) throw new Error('the answer was lost, after the effect');
    });
    const event = granted();
    for (let times = 0; times < 3; times += 1) await world.publish(event);
    await eventually(() => arrivals(event).length >= 4, patience);
    expect(await inboxed.effectsOf(event.id)).toBe(1);
    await inboxed.stop();
  });

  test('a replica that is unable to work gets nothing, the other all; able again, it takes its share', async () => {
    world.consumer.ready[0] = false;
    await saidBy(0, 'App entered un-healthy status');
    const events = many(40);
    await Promise.all(events.map(world.publish));
    await world.handled(events);
    expect(replicasOf(events)).toEqual(new Set([1]));
    world.consumer.ready[0] = true;
    await getsSome(0);
  });

  test('an event whose sidecar dies while it is handled goes to the other replica', async () => {
    world.consumer.behave((_, attempt) => (attempt === 1 ? new Promise(() => undefined) : undefined));
    const event = granted();
    await world.publish(event);
    await world.handled([event]);
    const [{ replica } = { replica: 0 }] = arrivals(event);
    await world.consumer.replicas[replica]!.daprd.stop('SIGKILL');
    await eventually(() => arrivals(event).some(arrival => arrival.replica !== replica), patience);
  });

  test('what is published while no replica is there waits for them', async () => {
    await Promise.all([world.consumer.stop(0), world.consumer.stop(1)]);
    const events = many(20);
    for (const event of events) await world.publish(event);
    await Promise.all([world.consumer.start(0), world.consumer.start(1)]);
    await world.handled(events);
  });

  test('nothing acknowledged is lost when the broker is killed under load, and nothing strays to another route', async () => {
    const sent = new Map<string, CloudEvent>();
    const sending = load(async () => {
      const event = granted({ text: 'x'.repeat(500) }, `cns_${sent.size}`);
      sent.set(event.id, event);
      await world.publish(event);
      return event.id;
    }, 16);
    const more = async (count: number) => {
      const before = sending.acknowledged.length;
      await eventually(() => sending.acknowledged.length >= before + count, patience);
    };
    await more(300);
    await world.broker.kill();
    await world.broker.start();
    await more(300);
    await sending.stop();
    await world.handled(sending.acknowledged.map(id => sent.get(id)!));
    const strayed = world.consumer.all.filter(
      ({ event, route }) => sent.has(event.id) && route !== '/events/consent',
    );
    expect(strayed).toEqual([]);
  }, 240_000);

  refusals(() => world);
  more?.(() => world);
}
