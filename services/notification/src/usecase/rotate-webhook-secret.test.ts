import { Webhook } from 'standardwebhooks';
import { createTestService } from '../../test/test-service.ts';

test('messages carry both signatures during the overlap, and one after it', async () => {
  const service = createTestService();
  const { app, register, call, seen, advance, now } = service;
  const { webhook, secret: old } = await register();
  const rotated = await app.rotateWebhookSecret({ webhookId: webhook.id, overlapSeconds: 60 }, call());
  expect(rotated.previousExpiresAt.getTime() - now().getTime()).toBe(60_000);

  const signatures = async () => {
    await app.testWebhook({ webhookId: webhook.id }, call());
    const { headers } = seen.posts.at(-1)!;
    return headers['webhook-signature']!.split(' ').length;
  };
  expect(await signatures()).toBe(2);
  advance(61);
  expect(await signatures()).toBe(1);
  expect(rotated.secret).not.toBe(old);
});

test('without an overlap the old secret signs no more', async () => {
  const { app, register, call, seen, now } = createTestService();
  jest.useFakeTimers({ now: now(), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const { webhook, secret: old } = await register();
  const { secret } = await app.rotateWebhookSecret({ webhookId: webhook.id, overlapSeconds: 0 }, call());
  await app.testWebhook({ webhookId: webhook.id }, call());
  const { body, headers } = seen.posts.at(-1)!;
  expect(() => new Webhook(old).verify(body, headers)).toThrow('No matching signature');
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'webhook.test' });
  jest.useRealTimers();
});

test('a second rotation does not make an older secret live longer', async () => {
  const { app, register, call, advance } = createTestService();
  const { webhook } = await register();
  const first = await app.rotateWebhookSecret({ webhookId: webhook.id, overlapSeconds: 60 }, call());
  advance(1);
  const second = await app.rotateWebhookSecret({ webhookId: webhook.id }, call());
  expect(second.webhook.secrets.map(({ expiresAt }) => expiresAt)).toEqual([
    undefined,
    second.previousExpiresAt,
    first.previousExpiresAt,
  ]);
});

test.each([-1, 604_801])('an overlap of %p seconds is refused', async overlapSeconds => {
  const { app, register, call } = createTestService();
  const { webhook } = await register();
  await expect(
    app.rotateWebhookSecret({ webhookId: webhook.id, overlapSeconds }, call()),
  ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
});
