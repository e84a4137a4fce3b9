import { createTestService } from '../../test/test-service.ts';

test('only the given fields change', async () => {
  const { app, register, call, advance } = createTestService();
  const { webhook } = await register();
  advance(5);
  const changed = await app.updateWebhook(
    { webhookId: webhook.id, url: 'https://example.org', eventTypes: ['consent.*'] },
    call(),
  );
  expect(changed).toEqual({
    ...webhook,
    url: 'https://example.org',
    eventTypes: ['consent.*'],
    updatedAt: changed.updatedAt,
  });
  expect(changed.updatedAt.getTime() - webhook.updatedAt.getTime()).toBe(5_000);
});

test('switching on forgets past failures', async () => {
  const { app, register, store, call, now, workspaceId } = createTestService();
  const { webhook } = await register();
  await store.webhooks.failed(workspaceId, webhook.id, now());
  const off = await app.updateWebhook({ webhookId: webhook.id, status: 'disabled' }, call());
  expect(off).toMatchObject({ disabledReason: 'request', failingSince: now() });
  const on = await app.updateWebhook({ webhookId: webhook.id, status: 'active' }, call());
  expect(on).not.toHaveProperty('disabledReason');
  expect(on).not.toHaveProperty('failingSince');
});

test.each([
  ['WEBHOOK.URL_FORBIDDEN', { url: 'https://forbidden' }],
  ['WEBHOOK.EVENT_TYPE_UNKNOWN', { eventTypes: ['nonsense'] }],
])('%s is answered, and nothing changes', async (code, change) => {
  const { app, register, call } = createTestService();
  const { webhook } = await register();
  await expect(app.updateWebhook({ webhookId: webhook.id, ...change }, call())).rejects.toMatchObject({
    code,
  });
  expect(await app.getWebhook({ webhookId: webhook.id }, call())).toEqual(webhook);
});

test('of two changes made from one version the second is refused', async () => {
  const { app, register, store, call, advance } = createTestService();
  const { webhook } = await register();
  const { find } = store.webhooks;
  store.webhooks.find = async (...args) => {
    const read = await find(...args);
    store.webhooks.find = find;
    advance(1);
    await app.updateWebhook({ webhookId: webhook.id, description: 'first' }, call());
    return read;
  };
  await expect(
    app.updateWebhook({ webhookId: webhook.id, description: 'second' }, call()),
  ).rejects.toMatchObject({ code: 'WEBHOOK.CHANGED' });
  expect(await app.getWebhook({ webhookId: webhook.id }, call())).toMatchObject({ description: 'first' });
});
