import { createTestService } from '../../test/test-service.ts';

test('a test message is delivered now, whatever the endpoint hears', async () => {
  const { app, register, call, seen, workspaceId } = createTestService();
  const { webhook } = await register(['user.registered']);
  const { delivery, attempts } = await app.testWebhook({ webhookId: webhook.id }, call());
  expect(delivery).toMatchObject({ status: 'succeeded', eventType: 'webhook.test' });
  expect(attempts).toMatchObject([{ ended: { statusCode: 200 } }]);
  expect(JSON.parse(seen.posts[0]!.body)).toMatchObject({
    type: 'webhook.test',
    data: { workspaceId, webhookId: webhook.id },
  });
});

test('a test that fails is not tried again', async () => {
  const { app, register, call, answer, seen } = createTestService();
  const { webhook } = await register();
  answer({ statusCode: 500, error: 'status' });
  expect(await app.testWebhook({ webhookId: webhook.id }, call())).toMatchObject({
    delivery: { status: 'dead' },
    attempts: [{ ended: { statusCode: 500 } }],
  });
  expect(seen.reminders).toEqual([]);
});

test('a disabled webhook is not tested', async () => {
  const { app, register, call, seen } = createTestService();
  const { webhook } = await register();
  await app.updateWebhook({ webhookId: webhook.id, status: 'disabled' }, call());
  await expect(app.testWebhook({ webhookId: webhook.id }, call())).rejects.toMatchObject({
    kind: 'conflict',
    code: 'WEBHOOK.DISABLED',
  });
  expect(seen.posts).toEqual([]);
});
