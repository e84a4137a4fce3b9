import { eventually } from '@neighbourhood/shared/testing/eventually';
import { Webhook } from 'standardwebhooks';
import { type AttemptResult } from '../domain/delivery.ts';
import { createTestService } from '../../test/test-service.ts';

/** A service with one endpoint and one delivery that is due. */
async function withDelivery(limits: Parameters<typeof createTestService>[0] = {}) {
  const service = createTestService(limits);
  const { webhook, secret } = await service.register();
  const eventId = await service.receive();
  const id = service.seen.dispatched[0]!;
  return {
    ...service,
    ...{ webhook, secret, eventId, id },
    delivery: () => service.store.deliveries.find(id),
    attempts: async () => (await service.store.deliveries.attempts([id])).get(id) ?? [],
    endpoint: () => service.store.webhooks.find(service.workspaceId, webhook.id),
  };
}

test('the message is posted once, signed, with type, timestamp and data', async () => {
  const { app, id, seen, now, webhook, secret, eventId, delivery, attempts } = await withDelivery();
  jest.useFakeTimers({ now: now(), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  await app.attemptDelivery(id);
  await app.attemptDelivery(id);
  expect(seen.posts).toHaveLength(1);
  const { url, headers, body } = seen.posts[0]!;
  expect(url).toBe(webhook.url);
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': eventId });
  expect(new Webhook(secret).verify(body, headers)).toEqual({
    type: 'consent.revoked',
    timestamp: now().toISOString(),
    data: { consentId: 'cns_1' },
  });
  expect(await delivery()).toMatchObject({ status: 'succeeded', attemptCount: 1 });
  expect(await delivery()).not.toHaveProperty('nextAttemptAt');
  expect(await attempts()).toMatchObject([{ number: 1, ended: { statusCode: 200, durationMs: 5 } }]);
  jest.useRealTimers();
});

test('a failed attempt is followed by others by the schedule, until it is given up', async () => {
  const { app, id, seen, answer, advance, now, delivery, attempts } = await withDelivery();
  answer({ statusCode: 500, error: 'status' });
  const begin = now().getTime();
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({
    status: 'failed',
    attemptCount: 1,
    nextAttemptAt: new Date(begin + 5_000),
  });
  await app.attemptDelivery(id);
  expect(seen.posts).toHaveLength(1);
  advance(5);
  await app.attemptDelivery(id);
  expect(seen.reminders.map(({ at }) => at.getTime() - begin)).toEqual([5_000, 65_000]);
  advance(60);
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({ status: 'dead', attemptCount: 3 });
  advance(9_999);
  await app.attemptDelivery(id);
  expect(seen.posts).toHaveLength(3);
  expect((await attempts()).map(({ ended }) => ended?.error)).toEqual(['status', 'status', 'status']);
});

test('Retry-After is honoured', async () => {
  const { app, id, answer, now, delivery } = await withDelivery();
  answer({ statusCode: 429, error: 'status', retryAfterSeconds: 120 });
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({ nextAttemptAt: new Date(now().getTime() + 120_000) });
});

test('of many processes that try at a time, one posts', async () => {
  const { app, id, seen } = await withDelivery();
  await Promise.all(Array.from({ length: 10 }, () => app.attemptDelivery(id)));
  expect(seen.posts).toHaveLength(1);
});

test('an attempt under way elsewhere is left alone until its lease runs out, and then made anew', async () => {
  const { app, id, seen, answer, advance, delivery, attempts } = await withDelivery();
  answer(() => Promise.reject(new Error('killed')));
  await expect(app.attemptDelivery(id)).rejects.toThrow('killed');
  answer({ statusCode: 204 });
  advance(39);
  await app.attemptDelivery(id);
  expect(seen.posts).toHaveLength(1);
  advance(1);
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({ status: 'failed', attemptCount: 1 });
  advance(5);
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({ status: 'succeeded', attemptCount: 2 });
  expect((await attempts()).map(({ ended }) => ended?.error ?? ended?.statusCode)).toEqual([
    'interrupted',
    204,
  ]);
});

test('an attempt that ended, but was not applied before a crash, is applied and not repeated', async () => {
  const { app, id, seen, store, delivery } = await withDelivery();
  const { applyAttempt } = store.deliveries;
  store.deliveries.applyAttempt = () => Promise.reject(new Error('killed'));
  await expect(app.attemptDelivery(id)).rejects.toThrow('killed');
  store.deliveries.applyAttempt = applyAttempt;
  await app.attemptDelivery(id);
  expect(seen.posts).toHaveLength(1);
  expect(await delivery()).toMatchObject({ status: 'succeeded', attemptCount: 1 });
});

test('what comes back after its lease changes nothing that happened since', async () => {
  const { app, id, seen, answer, advance, delivery, attempts } = await withDelivery();
  const { promise, resolve: release } = Promise.withResolvers<AttemptResult>();
  answer(() => promise);
  const slow = app.attemptDelivery(id);
  await eventually(() => seen.posts.length === 1);
  advance(40);
  await app.attemptDelivery(id);
  release({ statusCode: 200, durationMs: 99 });
  await slow;
  expect(await delivery()).toMatchObject({ status: 'failed', attemptCount: 1 });
  expect(await attempts()).toMatchObject([{ ended: { error: 'interrupted' } }]);
});

test('a run of failures begins with the first and ends with a success', async () => {
  const { app, id, answer, advance, now, endpoint } = await withDelivery();
  answer({ error: 'timeout' });
  const begin = now();
  await app.attemptDelivery(id);
  advance(5);
  await app.attemptDelivery(id);
  expect(await endpoint()).toMatchObject({ failingSince: begin });
  answer({ statusCode: 200 });
  advance(60);
  await app.attemptDelivery(id);
  expect(await endpoint()).not.toHaveProperty('failingSince');
});

test('an endpoint that answers 410 is disabled, and others hear of it', async () => {
  const service = await withDelivery();
  const { app, id, answer, endpoint, delivery, register, deliveries, webhook } = service;
  const watcher = await register(['webhook.disabled']);
  answer({ statusCode: 410, error: 'status' });
  await app.attemptDelivery(id);
  expect(await delivery()).toMatchObject({ status: 'dead', attemptCount: 1 });
  expect(await endpoint()).toMatchObject({ disabledReason: 'gone' });
  const [told] = await deliveries(watcher.webhook.id);
  expect(told?.delivery).toMatchObject({ eventType: 'webhook.disabled' });
  const message = await service.store.messages.find(told!.delivery.eventId);
  expect(message).toMatchObject({
    publishTo: 'notification.events',
    data: { webhookId: webhook.id, reason: 'gone', url: webhook.url },
  });
});

test('an endpoint that fails for too long is disabled once, and its deliveries are given up', async () => {
  const { app, id, answer, advance, endpoint, receive, seen, delivery, store } = await withDelivery({
    disableAfterMs: 60_000,
  });
  answer({ error: 'connection' });
  await app.attemptDelivery(id);
  advance(5);
  await receive();
  await receive();
  advance(60);
  await Promise.all(seen.dispatched.map(other => app.attemptDelivery(other)));
  expect(await endpoint()).toMatchObject({ disabledReason: 'failures' });
  expect(await store.messages.unpublished(new Date(Date.now() + 1e12), 10)).toHaveLength(1);
  const posts = seen.posts.length;
  advance(100);
  for (const other of seen.dispatched) await app.attemptDelivery(other);
  expect(seen.posts).toHaveLength(posts);
  expect(await delivery()).toMatchObject({ status: 'dead' });
});

test('without a reminder the attempt still counts', async () => {
  const service = createTestService();
  const { app, register, receive, answer, seen, store } = service;
  await register();
  await receive();
  seen.reminders.push = () => {
    throw new Error('the scheduler is away');
  };
  answer({ statusCode: 500, error: 'status' });
  await app.attemptDelivery(seen.dispatched[0]!);
  expect(await store.deliveries.find(seen.dispatched[0]!)).toMatchObject({
    status: 'failed',
    attemptCount: 1,
  });
});

test('an unknown delivery is nothing to do', async () => {
  const { app, seen } = createTestService();
  await app.attemptDelivery('dlv_unknown');
  expect(seen.posts).toEqual([]);
});
