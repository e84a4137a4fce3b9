import { createTestService } from '../../test/test-service.ts';

test('what did not arrive is due again in a new round; what arrived is not', async () => {
  const { app, register, receive, answer, seen, call, now, advance, store } = createTestService();
  const { webhook } = await register();
  const from = now();
  for (let count = 0; count < 2; count++) await receive();
  const [failed, arrived] = seen.dispatched as [string, string];
  answer({ statusCode: 500, error: 'status' });
  for (const seconds of [0, 5, 60]) {
    advance(seconds);
    await app.attemptDelivery(failed);
  }
  answer({ statusCode: 200 });
  await app.attemptDelivery(arrived);
  expect(await store.deliveries.find(failed)).toMatchObject({ status: 'dead', attemptCount: 3 });
  expect(
    await app.replayWebhook({ webhookId: webhook.id, from, to: new Date(from.getTime() + 1) }, call()),
  ).toBe(1);
  expect(seen.dispatched.slice(2)).toEqual([failed]);
  await app.attemptDelivery(failed);
  expect(await store.deliveries.find(failed)).toMatchObject({
    status: 'succeeded',
    attemptCount: 4,
    roundStart: 3,
  });
});

test('a single delivery is sent again although it arrived, under the same webhook-id', async () => {
  const { app, register, receive, seen, call, advance } = createTestService();
  const { webhook } = await register();
  await receive();
  const deliveryId = seen.dispatched[0]!;
  await app.attemptDelivery(deliveryId);
  advance(9);
  expect((await app.replayDelivery({ webhookId: webhook.id, deliveryId }, call())).delivery).toMatchObject({
    status: 'pending',
  });
  await app.attemptDelivery(deliveryId);
  const [first, second] = seen.posts.map(({ headers }) => headers['webhook-id']);
  expect(first).toBe(second);
});

test('a period needs a begin and a later end, and an active webhook', async () => {
  const { app, register, call, now } = createTestService();
  const { webhook } = await register();
  const replay = (from?: Date, to?: Date) => app.replayWebhook({ webhookId: webhook.id, from, to }, call());
  await expect(replay(undefined, now())).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: [{ path: 'from' }],
  });
  await expect(replay(now(), undefined)).rejects.toMatchObject({ fields: [{ path: 'to' }] });
  await expect(replay(now(), now())).rejects.toMatchObject({ fields: [{ path: 'to' }] });
  await app.updateWebhook({ webhookId: webhook.id, status: 'disabled' }, call());
  await expect(replay(now(), new Date(now().getTime() + 1))).rejects.toMatchObject({
    code: 'WEBHOOK.DISABLED',
  });
});

test('deliveries go with their webhook', async () => {
  const { app, register, receive, seen, call, store } = createTestService();
  const { webhook } = await register();
  await receive();
  await app.deleteWebhook({ webhookId: webhook.id }, call());
  await expect(app.getWebhook({ webhookId: webhook.id }, call())).rejects.toMatchObject({
    code: 'WEBHOOK.NOT_FOUND',
  });
  expect(await store.deliveries.find(seen.dispatched[0]!)).toBeUndefined();
});
