import { createTestService } from '../../test/test-service.ts';

test('deliveries that are overdue are dispatched again, others are not', async () => {
  const { app, register, receive, seen, advance } = createTestService();
  await register();
  await receive();
  await app.sweep();
  expect(seen.dispatched).toHaveLength(1);
  advance(6);
  await receive();
  await app.sweep();
  expect(seen.dispatched).toEqual([seen.dispatched[0], seen.dispatched[1], seen.dispatched[0]]);
});

test('an event of ours is published until the broker has taken it, and then no more', async () => {
  const { app, register, receive, seen, answer, advance } = createTestService();
  const { webhook } = await register();
  await receive();
  answer({ statusCode: 410, error: 'status' });
  await app.attemptDelivery(seen.dispatched[0]!);
  advance(6);
  await app.sweep();
  await app.sweep();
  expect(seen.published).toMatchObject([
    { topic: 'notification.events', event: { type: 'webhook.disabled', data: { webhookId: webhook.id } } },
  ]);
});

test('what is older than the retention is forgotten', async () => {
  const { app, register, receive, deliveries, advance } = createTestService();
  const { webhook } = await register();
  await receive();
  await app.prune();
  expect(await deliveries(webhook.id)).toHaveLength(1);
  advance(86_401);
  await app.prune();
  expect(await deliveries(webhook.id)).toEqual([]);
});
