import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createTestService } from '../../test/test-service.ts';
import { type NotificationRequest } from './send-notification.ts';

async function withWebhook() {
  const service = createTestService();
  const { webhook } = await service.register(['user.registered']);
  const request: NotificationRequest = {
    channel: 'webhook',
    to: webhook.id,
    endUserId: 'u1',
    template: '',
    subject: 'Hi',
    body: 'There',
    data: { n: 1 },
    idempotencyKey: '',
  };
  const status = async (id: string) =>
    (await service.app.getNotification({ notificationId: id }, service.call())).status;
  return { ...service, webhook, request, status };
}

test('a message to a webhook is posted to it alone, and its outcome is noted', async () => {
  const { app, request, call, seen, status, webhook } = await withWebhook();
  const { id } = await app.sendNotification(request, call());
  expect(await status(id)).toBe('pending');
  await app.attemptDelivery(seen.dispatched[0]!);
  expect(seen.posts.map(({ url }) => url)).toEqual([webhook.url]);
  expect(JSON.parse(seen.posts[0]!.body)).toMatchObject({
    type: 'notification.message',
    data: { notificationId: id, endUserId: 'u1', subject: 'Hi', body: 'There', data: { n: 1 } },
  });
  expect(await status(id)).toBe('succeeded');
});

test('a message that could not be delivered has failed', async () => {
  const { app, request, call, seen, status, answer } = await withWebhook();
  const { id } = await app.sendNotification(request, call());
  answer({ statusCode: 410, error: 'status' });
  await app.attemptDelivery(seen.dispatched[0]!);
  expect(await status(id)).toBe('failed');
});

test('a message has failed when its webhook was deleted before', async () => {
  const { app, request, call, seen, status, store, workspaceId, webhook } = await withWebhook();
  const { id } = await app.sendNotification(request, call());
  await store.webhooks.delete(workspaceId, webhook.id);
  await app.attemptDelivery(seen.dispatched[0]!);
  expect(await status(id)).toBe('failed');
});

test('the same key sends one message for a day', async () => {
  const { app, request, call, seen, advance, deliveries, webhook } = await withWebhook();
  const first = await app.sendNotification({ ...request, idempotencyKey: 'k' }, call());
  const again = await app.sendNotification(request, { ...call(), idempotencyKey: 'k' });
  expect(again).toEqual(first);
  expect(await deliveries(webhook.id)).toHaveLength(1);
  await app.attemptDelivery(seen.dispatched[0]!);
  await app.sendNotification({ ...request, idempotencyKey: 'k' }, call());
  expect(await deliveries(webhook.id)).toHaveLength(1);
  advance(86_400);
  expect((await app.sendNotification({ ...request, idempotencyKey: 'k' }, call())).id).not.toBe(first.id);
});

test.each(['email', 'sms', 'push'] as const)('%s has no sender yet, and says so', async channel => {
  const { app, request, call } = await withWebhook();
  await expect(app.sendNotification({ ...request, channel }, call())).rejects.toMatchObject({
    kind: 'unimplemented',
    code: 'NOTIFICATION.CHANNEL_UNAVAILABLE',
    metadata: { channel },
  });
});

test.each([
  ['channel', { channel: undefined }],
  ['to', { to: 'x' }],
  ['to', { to: 'x'.repeat(2049) }],
  ['endUserId', { endUserId: 'x'.repeat(201) }],
  ['template', { template: 'x'.repeat(101) }],
  ['subject', { subject: 'x'.repeat(201) }],
  ['body', { body: 'x'.repeat(20_001) }],
  ['body', { subject: '', body: '' }],
])('a bad %s is refused', async (path, fault) => {
  const { app, request, call } = await withWebhook();
  await expect(app.sendNotification({ ...request, ...fault }, call())).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: [{ path }],
  });
});

test('a webhook that is disabled or does not exist is refused', async () => {
  const { app, request, call, webhook } = await withWebhook();
  await expect(app.sendNotification({ ...request, to: newId('whk') }, call())).rejects.toMatchObject({
    code: 'WEBHOOK.NOT_FOUND',
  });
  await app.updateWebhook({ webhookId: webhook.id, status: 'disabled' }, call());
  await expect(app.sendNotification(request, call())).rejects.toMatchObject({ code: 'WEBHOOK.DISABLED' });
});
