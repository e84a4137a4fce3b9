import { type Call } from '@neighbourhood/shared/call/call';
import { createTestService, type TestService } from '../../test/test-service.ts';

type Attempt = (service: TestService, webhookId: string, call: Call) => Promise<unknown>;
const page = { pageSize: 0, pageToken: '' };

const reaches: [string, string, Attempt][] = [
  ['getWebhook', 'webhook:read', ({ app }, webhookId, call) => app.getWebhook({ webhookId }, call)],
  [
    'updateWebhook',
    'webhook:write',
    ({ app }, webhookId, call) => app.updateWebhook({ webhookId, description: 'x' }, call),
  ],
  ['deleteWebhook', 'webhook:delete', ({ app }, webhookId, call) => app.deleteWebhook({ webhookId }, call)],
  [
    'rotateWebhookSecret',
    'webhook:write',
    ({ app }, webhookId, call) => app.rotateWebhookSecret({ webhookId }, call),
  ],
  ['testWebhook', 'webhook:write', ({ app }, webhookId, call) => app.testWebhook({ webhookId }, call)],
  [
    'listDeliveries',
    'webhook:read',
    ({ app }, webhookId, call) => app.listDeliveries({ webhookId, ...page }, call),
  ],
  [
    'replayDelivery',
    'webhook:write',
    ({ app }, webhookId, call) => app.replayDelivery({ webhookId, deliveryId: 'dlv_x' }, call),
  ],
  [
    'replayWebhook',
    'webhook:write',
    ({ app, now }, webhookId, call) =>
      app.replayWebhook({ webhookId, from: now(), to: new Date(now().getTime() + 1) }, call),
  ],
];

describe.each(reaches)('%s', (_, permission, attempt) => {
  test("answers WEBHOOK.NOT_FOUND for another workspace's webhook, and changes nothing", async () => {
    const service = createTestService();
    const { webhook } = await service.register();
    await expect(attempt(service, webhook.id, service.stranger())).rejects.toMatchObject({
      kind: 'notFound',
      code: 'WEBHOOK.NOT_FOUND',
    });
    expect(await service.store.webhooks.find(service.workspaceId, webhook.id)).toEqual(webhook);
    expect(service.seen.posts).toEqual([]);
  });

  test(`needs ${permission}`, async () => {
    const service = createTestService();
    const { webhook } = await service.register();
    const others = ['webhook:read', 'webhook:write', 'webhook:delete'].filter(name => name !== permission);
    await expect(attempt(service, webhook.id, service.call(others))).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
      metadata: { permission },
    });
  });
});

test('lists hold only what belongs to the workspace', async () => {
  const { app, register, stranger, call } = createTestService();
  const { webhook } = await register();
  expect((await app.listWebhooks(page, call())).items).toEqual([webhook]);
  expect((await app.listWebhooks(page, stranger())).items).toEqual([]);
});

test("another workspace's notification is not found, nor listed, nor its preferences", async () => {
  const { app, register, stranger, call } = createTestService();
  const { webhook } = await register();
  const content = {
    channel: 'webhook',
    to: webhook.id,
    endUserId: 'u',
    template: '',
    subject: 'Hi',
    body: '',
    data: null,
    idempotencyKey: '',
  } as const;
  const { id } = await app.sendNotification(content, call());
  await app.setPreferences({ endUserId: 'u', channels: { sms: false } }, call());
  expect(await app.getNotification({ notificationId: id }, call())).toMatchObject({ id });
  await expect(app.getNotification({ notificationId: id }, stranger())).rejects.toMatchObject({
    code: 'NOTIFICATION.NOT_FOUND',
  });
  await expect(app.sendNotification(content, stranger())).rejects.toMatchObject({
    code: 'WEBHOOK.NOT_FOUND',
  });
  expect((await app.getNotificationHistory({ ...page, filter: {} }, stranger())).items).toEqual([]);
  expect((await app.getPreferences({ endUserId: 'u' }, call())).channels).toEqual({ sms: false });
  expect((await app.getPreferences({ endUserId: 'u' }, stranger())).channels).toEqual({});
});

test('a delivery is found only below its own webhook', async () => {
  const { app, register, receive, deliveries, call } = createTestService();
  const [one, two] = [await register(['consent.*']), await register(['user.registered'])];
  await receive();
  const [history] = await deliveries(one.webhook.id);
  const deliveryId = history!.delivery.id;
  await expect(app.replayDelivery({ webhookId: two.webhook.id, deliveryId }, call())).rejects.toMatchObject({
    code: 'DELIVERY.NOT_FOUND',
  });
  expect((await app.replayDelivery({ webhookId: one.webhook.id, deliveryId }, call())).delivery.id).toBe(
    deliveryId,
  );
});
