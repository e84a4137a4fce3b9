import { createTestService } from '../../test/test-service.ts';

const request = {
  url: 'https://example.com/hook',
  eventTypes: ['consent.*', 'consent.*'],
  description: 'Ours',
};

test('a webhook is kept active, with each type once, and its secret is shown and stored sealed', async () => {
  const { app, store, call, workspaceId } = createTestService();
  const { webhook, secret } = await app.registerWebhook(request, call());
  expect(secret).toMatch(/^whsec_/);
  expect(webhook).toMatchObject({
    ...request,
    eventTypes: ['consent.*'],
    workspaceId,
    secrets: [{ sealed: `${webhook.id}:${secret}` }],
  });
  expect(await store.webhooks.find(workspaceId, webhook.id)).toEqual(webhook);
});

test.each([
  ['WEBHOOK.URL_FORBIDDEN', { ...request, url: 'https://forbidden' }],
  ['WEBHOOK.EVENT_TYPE_UNKNOWN', { ...request, eventTypes: ['*', 'nonsense'] }],
  ['REQUEST.INVALID', { ...request, eventTypes: [] }],
  ['REQUEST.INVALID', { ...request, eventTypes: Array.from({ length: 101 }, () => '*') }],
  ['REQUEST.INVALID', { ...request, description: 'x'.repeat(501) }],
])('%s is answered, and nothing is kept', async (code, bad) => {
  const { app, store, call, workspaceId } = createTestService();
  await expect(app.registerWebhook(bad, call())).rejects.toMatchObject({ code });
  expect(await store.webhooks.all(workspaceId)).toEqual([]);
});

test('each unknown event type is named', async () => {
  const { app, call } = createTestService();
  await expect(
    app.registerWebhook({ ...request, eventTypes: ['a', '*', 'b'] }, call()),
  ).rejects.toMatchObject({
    fields: [{ path: 'eventTypes.0' }, { path: 'eventTypes.2' }],
  });
});

test('a workspace has a limited number of webhooks', async () => {
  const { app, call, register } = createTestService({ maxPerWorkspace: 1 });
  await register();
  await expect(app.registerWebhook(request, call())).rejects.toMatchObject({
    kind: 'conflict',
    code: 'WEBHOOK.LIMIT_REACHED',
  });
});

test('it needs webhook:write and a workspace', async () => {
  const { app, call } = createTestService();
  await expect(app.registerWebhook(request, call(['webhook:read']))).rejects.toMatchObject({
    code: 'AUTH.FORBIDDEN',
  });
  const nowhere = call();
  delete nowhere.identity.workspaceId;
  await expect(app.registerWebhook(request, nowhere)).rejects.toMatchObject({
    code: 'AUTH.WORKSPACE_REQUIRED',
  });
});
