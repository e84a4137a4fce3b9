import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Repositories } from '../src/domain/repositories.ts';
import {
  after,
  ended,
  makeAttempt,
  makeDelivery,
  makeMessage,
  makeNotification,
  makeWebhook,
  start,
} from './make.ts';

/** describeRepositories is what every store must do; `make` gives one that may hold other tests' rows. */
export function describeRepositories(make: () => Repositories): void {
  let store: Repositories;

  beforeAll(() => {
    store = make();
  });

  describe('webhooks', () => {
    test('an endpoint is found in its own workspace only, as it was written', async () => {
      const webhook = makeWebhook({
        disabledReason: 'gone',
        failingSince: start,
        secrets: [{ sealed: 'a' }, { sealed: 'b', expiresAt: after(5) }],
      });
      await store.webhooks.insert(webhook);
      expect(await store.webhooks.find(webhook.workspaceId, webhook.id)).toEqual(webhook);
      expect(await store.webhooks.find(newId('wsp'), webhook.id)).toBeUndefined();
    });

    test('lists are newest first, hold one more than the limit, and continue below an id', async () => {
      const workspaceId = newId('wsp');
      const made = Array.from({ length: 4 }, () => makeWebhook({ workspaceId }));
      for (const webhook of made) await store.webhooks.insert(webhook);
      await store.webhooks.insert(makeWebhook());
      const ids = made
        .map(({ id }) => id)
        .sort()
        .reverse();
      expect((await store.webhooks.list(workspaceId, { limit: 2 })).map(({ id }) => id)).toEqual(
        ids.slice(0, 3),
      );
      expect(
        (await store.webhooks.list(workspaceId, { limit: 2, before: ids[1]! })).map(({ id }) => id),
      ).toEqual(ids.slice(2));
      expect((await store.webhooks.all(workspaceId)).map(({ id }) => id).sort()).toEqual([...ids].reverse());
    });

    test('each workspace has its own, also of those that are asked for at the same time', async () => {
      const made = [makeWebhook(), makeWebhook()];
      for (const webhook of made) await store.webhooks.insert(webhook);
      const [one, other] = made.map(({ workspaceId }) => workspaceId);
      const asked = [one!, other!, newId('wsp'), one!, other!];
      const found = await Promise.all(asked.map(id => store.webhooks.all(id)));
      expect(found.map(list => list.map(({ id }) => id))).toEqual([
        [made[0]!.id],
        [made[1]!.id],
        [],
        [made[0]!.id],
        [made[1]!.id],
      ]);
    });

    test('its secrets are sealed anew only over the version that was read, and nothing else changes', async () => {
      const webhook = makeWebhook();
      await store.webhooks.insert(webhook);
      const secrets = [{ sealed: 'new' }, { sealed: 'older', expiresAt: after(9) }];
      expect(await store.webhooks.reseal({ ...webhook, updatedAt: after(1) }, secrets)).toBe(false);
      expect(await store.webhooks.reseal({ ...webhook, workspaceId: newId('wsp') }, secrets)).toBe(false);
      await store.webhooks.failed(webhook.workspaceId, webhook.id, start);
      expect(await store.webhooks.reseal(webhook, secrets)).toBe(true);
      expect(await store.webhooks.find(webhook.workspaceId, webhook.id)).toEqual({
        ...webhook,
        secrets,
        failingSince: start,
      });
    });

    test('those of all workspaces are read in the order of their ids, some at a time', async () => {
      const made = Array.from({ length: 3 }, () => makeWebhook());
      for (const webhook of made) await store.webhooks.insert(webhook);
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const some = await store.webhooks.everywhere(after, 2);
        if (some.length === 0) break;
        seen.push(...some.map(({ id }) => id));
        after = seen.at(-1);
      }
      expect(seen).toEqual([...seen].sort());
      expect(seen).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    });

    test('a change is written only over the version that it was made from, and only in its workspace', async () => {
      const webhook = makeWebhook({ disabledReason: 'request' });
      await store.webhooks.insert(webhook);
      const { disabledReason: _, ...changed } = { ...webhook, description: 'new', updatedAt: after(1) };
      expect(await store.webhooks.replace({ ...changed, workspaceId: newId('wsp') }, start)).toBe(false);
      expect(await store.webhooks.replace(changed, start)).toBe(true);
      expect(await store.webhooks.replace({ ...changed, description: 'newer' }, start)).toBe(false);
      expect(await store.webhooks.find(webhook.workspaceId, webhook.id)).toEqual(changed);
    });

    test('a run of failures keeps its begin until it is over', async () => {
      const { workspaceId, id, ...rest } = makeWebhook();
      await store.webhooks.insert({ workspaceId, id, ...rest });
      await store.webhooks.failed(workspaceId, id, after(1));
      await store.webhooks.failed(workspaceId, id, after(2));
      expect(await store.webhooks.find(workspaceId, id)).toMatchObject({ failingSince: after(1) });
      await store.webhooks.recovered(workspaceId, id);
      expect(await store.webhooks.find(workspaceId, id)).not.toHaveProperty('failingSince');
    });

    test('disabling keeps the first reason', async () => {
      const { workspaceId, id, ...rest } = makeWebhook();
      await store.webhooks.insert({ workspaceId, id, ...rest });
      await store.webhooks.disable(workspaceId, id, 'gone', after(1));
      await store.webhooks.disable(workspaceId, id, 'failures', after(2));
      expect(await store.webhooks.find(workspaceId, id)).toMatchObject({
        disabledReason: 'gone',
        updatedAt: after(1),
      });
    });

    test('deleting tells whether there was something in that workspace', async () => {
      const webhook = makeWebhook();
      await store.webhooks.insert(webhook);
      expect(await store.webhooks.delete(newId('wsp'), webhook.id)).toBe(false);
      expect(await store.webhooks.delete(webhook.workspaceId, webhook.id)).toBe(true);
      expect(await store.webhooks.delete(webhook.workspaceId, webhook.id)).toBe(false);
    });
  });

  describe('messages', () => {
    test('a message is kept once; a second one of its id gives the first', async () => {
      const message = makeMessage({ data: { 'a.b': [1, null, { $c: 'd' }] } });
      expect(await store.messages.add(message)).toEqual(message);
      expect(await store.messages.add({ ...message, type: 'other' })).toEqual(message);
      expect(await store.messages.find(message.id)).toEqual(message);
      expect(await store.messages.find(newId('evt'))).toBeUndefined();
    });

    test('what is fanned out is marked so', async () => {
      const message = await store.messages.add(makeMessage());
      await store.messages.markFannedOut(message.id, after(3));
      expect(await store.messages.add(message)).toEqual({ ...message, fannedOutAt: after(3) });
    });

    test('what must be published is found until it is', async () => {
      const message = await store.messages.add(makeMessage({ publishTo: 'notification.events' }));
      const silent = await store.messages.add(makeMessage());
      const found = async (before: Date) =>
        (await store.messages.unpublished(before, 1000)).map(({ id }) => id);
      expect(await found(start)).not.toContain(message.id);
      expect(await found(after(1))).toContain(message.id);
      expect(await found(after(1))).not.toContain(silent.id);
      await store.messages.markPublished(message.id, after(1));
      expect(await found(after(1))).not.toContain(message.id);
    });
  });

  describe('deliveries', () => {
    test('a delivery is kept once', async () => {
      const delivery = makeDelivery({ notificationId: newId('ntf') });
      await store.deliveries.add(delivery);
      await store.deliveries.add({ ...delivery, status: 'dead' });
      expect(await store.deliveries.find(delivery.id)).toEqual(delivery);
    });

    test('lists are of one endpoint, newest first, also of one status', async () => {
      const webhookId = newId('whk');
      const made = [
        makeDelivery({ webhookId }),
        makeDelivery({ webhookId, status: 'dead' }),
        makeDelivery({ webhookId }),
      ];
      for (const delivery of [...made, makeDelivery()]) await store.deliveries.add(delivery);
      const ids = made
        .map(({ id }) => id)
        .sort()
        .reverse();
      expect((await store.deliveries.list(webhookId, {}, { limit: 5 })).map(({ id }) => id)).toEqual(ids);
      expect(
        (await store.deliveries.list(webhookId, {}, { limit: 5, before: ids[0]! })).map(({ id }) => id),
      ).toEqual(ids.slice(1));
      expect(
        (await store.deliveries.list(webhookId, { status: 'dead' }, { limit: 5 })).map(({ id }) => id),
      ).toEqual([made[1]!.id]);
    });

    test('those that are due are found, longest due first; ended ones are not', async () => {
      const [late, later, future, done] = [
        makeDelivery({ nextAttemptAt: after(-90_000) }),
        makeDelivery({ nextAttemptAt: after(-80_000) }),
        makeDelivery({ nextAttemptAt: after(99) }),
        makeDelivery(),
      ];
      for (const delivery of [later, late, future, done]) await store.deliveries.add(delivery);
      await store.deliveries.giveUp(done.id);
      const due = (await store.deliveries.due(after(0), 1000)).map(({ id }) => id);
      expect(due.filter(id => [late.id, later.id, future.id, done.id].includes(id))).toEqual([
        late.id,
        later.id,
      ]);
      expect(await store.deliveries.due(after(0), 1)).toHaveLength(1);
    });

    test('an attempt is claimed by one of many at a time', async () => {
      const delivery = makeDelivery();
      const claims = await Promise.all(
        Array.from({ length: 20 }, () => store.deliveries.claim(makeAttempt(delivery, 1))),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.deliveries.claim(makeAttempt(delivery, 2))).toBe(true);
      expect(await store.deliveries.findAttempt(delivery.id, 2)).toEqual(makeAttempt(delivery, 2));
      expect(await store.deliveries.findAttempt(delivery.id, 3)).toBeUndefined();
    });

    test('an attempt ends once', async () => {
      const delivery = makeDelivery();
      const attempt = makeAttempt(delivery, 1);
      await store.deliveries.claim(attempt);
      const first = ended(attempt, {
        statusCode: 500,
        error: 'status',
        settlement: { status: 'failed', nextAttemptAt: after(5) },
      });
      expect(await store.deliveries.endAttempt(first)).toBe(true);
      expect(
        await store.deliveries.endAttempt(
          ended(attempt, { statusCode: 200, settlement: { status: 'succeeded' } }),
        ),
      ).toBe(false);
      expect(await store.deliveries.findAttempt(delivery.id, 1)).toEqual(first);
    });

    test('an ended attempt is applied to its delivery once, and never after a later one', async () => {
      const delivery = makeDelivery();
      await store.deliveries.add(delivery);
      await store.deliveries.applyAttempt(delivery.id, 1, { status: 'failed', nextAttemptAt: after(5) });
      expect(await store.deliveries.find(delivery.id)).toEqual({
        ...delivery,
        status: 'failed',
        attemptCount: 1,
        nextAttemptAt: after(5),
      });
      await store.deliveries.applyAttempt(delivery.id, 2, { status: 'succeeded' });
      await store.deliveries.applyAttempt(delivery.id, 1, { status: 'failed', nextAttemptAt: after(5) });
      const { nextAttemptAt: _, ...rest } = delivery;
      expect(await store.deliveries.find(delivery.id)).toEqual({
        ...rest,
        status: 'succeeded',
        attemptCount: 2,
      });
    });

    test('a restarted delivery is due in a new round', async () => {
      const delivery = makeDelivery({ once: true });
      await store.deliveries.add(delivery);
      await store.deliveries.applyAttempt(delivery.id, 1, { status: 'dead' });
      await store.deliveries.restart(delivery.id, after(50));
      expect(await store.deliveries.find(delivery.id)).toEqual({
        ...delivery,
        ...{ status: 'pending', attemptCount: 1, roundStart: 1, nextAttemptAt: after(50), once: false },
      });
    });

    test('what did not arrive in a period is found in the order of ids', async () => {
      const webhookId = newId('whk');
      const make = (status: 'failed' | 'dead' | 'succeeded', seconds: number) =>
        makeDelivery({ webhookId, status, createdAt: after(seconds) });
      const inside = [make('failed', 0), make('dead', 5)].sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const delivery of [...inside, make('succeeded', 5), make('dead', 10), make('dead', -1)])
        await store.deliveries.add(delivery);
      const period = { from: start, to: after(10) };
      const found = async (last: string) =>
        (await store.deliveries.undelivered(webhookId, period, last, 10)).map(({ id }) => id);
      expect(await found('')).toEqual(inside.map(({ id }) => id));
      expect(await found(inside[0]!.id)).toEqual([inside[1]!.id]);
      expect(await store.deliveries.undelivered(webhookId, period, '', 1)).toHaveLength(1);
    });

    test('attempts come by delivery, oldest first, the last fifty', async () => {
      const [one, two] = [makeDelivery(), makeDelivery()];
      for (let number = 1; number <= 52; number++) await store.deliveries.claim(makeAttempt(one, number));
      await store.deliveries.claim(makeAttempt(two, 1));
      const attempts = await store.deliveries.attempts([one.id, two.id]);
      expect(attempts.get(one.id)?.map(({ number }) => number)).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 3),
      );
      expect(attempts.get(two.id)).toEqual([makeAttempt(two, 1)]);
    });

    test("an endpoint's deliveries and attempts are deleted with it", async () => {
      const [gone, stays] = [makeDelivery(), makeDelivery()];
      for (const delivery of [gone, stays]) {
        await store.deliveries.add(delivery);
        await store.deliveries.claim(makeAttempt(delivery, 1));
      }
      await store.deliveries.deleteOf(gone.webhookId);
      expect(await store.deliveries.find(gone.id)).toBeUndefined();
      expect(await store.deliveries.findAttempt(gone.id, 1)).toBeUndefined();
      expect(await store.deliveries.findAttempt(stays.id, 1)).toBeDefined();
    });
  });

  describe('notifications', () => {
    test('a notification is kept once and found in its workspace only', async () => {
      const notification = makeNotification();
      expect(await store.notifications.add(notification)).toEqual(notification);
      expect(await store.notifications.add({ ...notification, body: 'other' })).toEqual(notification);
      expect(await store.notifications.find(notification.workspaceId, notification.id)).toEqual(notification);
      expect(await store.notifications.find(newId('wsp'), notification.id)).toBeUndefined();
    });

    test('a key stands for one notification of its workspace until it is too old', async () => {
      const workspaceId = newId('wsp');
      expect(await store.notifications.reserve(workspaceId, 'k', 'first', after(10), after(0))).toBe('first');
      expect(await store.notifications.reserve(workspaceId, 'k', 'second', after(11), after(1))).toBe(
        'first',
      );
      expect(await store.notifications.reserve(newId('wsp'), 'k', 'other', after(11), after(1))).toBe(
        'other',
      );
      expect(await store.notifications.reserve(workspaceId, 'k', 'third', after(30), after(10))).toBe(
        'third',
      );
    });

    test('lists are newest first and can be narrowed', async () => {
      const workspaceId = newId('wsp');
      const made = [
        makeNotification({ workspaceId }),
        makeNotification({ workspaceId, endUserId: 'u2' }),
        makeNotification({ workspaceId, status: 'failed' }),
      ];
      for (const notification of [...made, makeNotification()]) await store.notifications.add(notification);
      const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
      const sorted = ids(made).sort().reverse();
      expect(ids(await store.notifications.list(workspaceId, {}, { limit: 9 }))).toEqual(sorted);
      expect(ids(await store.notifications.list(workspaceId, {}, { limit: 9, before: sorted[0]! }))).toEqual(
        sorted.slice(1),
      );
      expect(ids(await store.notifications.list(workspaceId, { endUserId: 'u2' }, { limit: 9 }))).toEqual([
        made[1]!.id,
      ]);
      expect(
        ids(
          await store.notifications.list(workspaceId, { status: 'failed', channel: 'webhook' }, { limit: 9 }),
        ),
      ).toEqual([made[2]!.id]);
      expect(await store.notifications.list(workspaceId, { channel: 'sms' }, { limit: 9 })).toEqual([]);
    });

    test('a notification ends in its workspace only', async () => {
      const { workspaceId, id, ...rest } = makeNotification();
      await store.notifications.add({ workspaceId, id, ...rest });
      await store.notifications.end(newId('wsp'), id, 'failed', after(1));
      expect(await store.notifications.find(workspaceId, id)).toMatchObject({ status: 'pending' });
      await store.notifications.end(workspaceId, id, 'succeeded', after(2));
      expect(await store.notifications.find(workspaceId, id)).toMatchObject({
        status: 'succeeded',
        endedAt: after(2),
      });
    });
  });

  test('preferences are replaced as a whole', async () => {
    const workspaceId = newId('wsp');
    const quietHours = { from: '22:00', to: '08:00', timezone: 'Europe/Berlin' };
    expect(await store.preferences.find(workspaceId, 'u1')).toBeUndefined();
    await store.preferences.save({ workspaceId, endUserId: 'u1', channels: { sms: false }, quietHours });
    await store.preferences.save({ workspaceId, endUserId: 'u1', channels: { email: true } });
    expect(await store.preferences.find(workspaceId, 'u1')).toEqual({
      workspaceId,
      endUserId: 'u1',
      channels: { email: true },
    });
    expect(await store.preferences.find(newId('wsp'), 'u1')).toBeUndefined();
  });

  test('pruning forgets what is older than a time, and nothing else', async () => {
    const old = after(-1_000_000);
    const [gone, stays] = [makeDelivery({ createdAt: old }), makeDelivery()];
    const [message, kept] = [makeMessage({ receivedAt: old }), makeMessage()];
    const [notification, other] = [makeNotification({ createdAt: old }), makeNotification()];
    for (const delivery of [gone, stays]) await store.deliveries.add(delivery);
    await store.deliveries.claim({ ...makeAttempt(gone, 1), at: old });
    for (const row of [message, kept]) await store.messages.add(row);
    for (const row of [notification, other]) await store.notifications.add(row);
    await store.history.prune(after(-500_000));
    expect(await store.deliveries.find(gone.id)).toBeUndefined();
    expect(await store.deliveries.findAttempt(gone.id, 1)).toBeUndefined();
    expect(await store.messages.find(message.id)).toBeUndefined();
    expect(await store.notifications.find(notification.workspaceId, notification.id)).toBeUndefined();
    expect(await store.deliveries.find(stays.id)).toBeDefined();
    expect(await store.messages.find(kept.id)).toBeDefined();
    expect(await store.notifications.find(other.workspaceId, other.id)).toBeDefined();
  });
}
