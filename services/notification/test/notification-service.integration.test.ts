import type { ServerResponse } from 'node:http';
import type { Call } from '@neighbourhood/shared/call/call';
import { type CloudEvent, newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { MongoClient } from 'mongodb';
import { startPlatform } from './notification-process.ts';
import { startReceiver } from './receiver.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;
type Receiver = Awaited<ReturnType<typeof startReceiver>>;

let platform!: Platform;
let receiver!: Receiver;
let workspaceId: string;
let call: Call;

beforeAll(async () => {
  receiver = await startReceiver();
  platform = await startPlatform();
  const probe = await platform.callIn(newId('wsp'));
  await eventually(async () => Boolean(await platform.client.ListWebhooks({}, probe)), {
    timeoutMs: 90_000,
    what: `the notification service\n${platform.replicas[0]!.output()}`,
  });
});

afterAll(async () => {
  await receiver.stop();
  await platform.stop();
}, 30_000);

beforeEach(async () => {
  workspaceId = newId('wsp');
  call = await platform.callIn(workspaceId);
  receiver.answer((_, response) => void response.writeHead(204).end());
});

async function register(path: string, eventTypes = ['*']) {
  const { webhook, secret } = await platform.client.RegisterWebhook(
    { url: receiver.url(path), eventTypes },
    call,
  );
  return { id: webhook!.id, webhook: webhook!, secret };
}

async function publish(fields: Partial<CloudEvent> = {}): Promise<CloudEvent> {
  const data = { workspaceId, consentId: 'cns_1', 'a.b': { $c: 'ü' } };
  const event = {
    ...newEvent({ type: 'consent.revoked', source: '/neighbourhood/consent', workspaceId, data }),
    ...fields,
  };
  await platform.sidecar.publish(topics.consent, event);
  return event;
}

const deliveries = async (webhookId: string) =>
  (await platform.client.ListDeliveries({ webhookId }, call)).deliveries;
const settled = (webhookId: string, status: string) =>
  eventually(async () => (await deliveries(webhookId)).find(delivery => delivery.status === status), {
    what: `a delivery ${status}`,
    timeoutMs: 90_000,
  });

describe('the notification service behind a real sidecar, broker and store', () => {
  it('posts an event of another service to the endpoint that wants it, signed, and shows the delivery', async () => {
    const { id, webhook, secret } = await register('/journey', ['consent.*']);
    expect(webhook).toMatchObject({
      status: 'WEBHOOK_STATUS_ACTIVE',
      eventTypes: ['consent.*'],
      disabledReason: '',
    });
    await publish({ type: 'user.registered' });
    const event = await publish();
    const [post] = await eventually(() => receiver.at('/journey').length > 0 && receiver.at('/journey'));
    expect(post!.id).toBe(event.id);
    expect(receiver.verify(post!, secret)).toEqual({
      type: 'consent.revoked',
      timestamp: event.time,
      data: event.data,
    });
    const delivery = await settled(id, 'DELIVERY_STATUS_SUCCEEDED');
    expect(delivery).toMatchObject({
      eventId: event.id,
      eventType: 'consent.revoked',
      attempts: [{ statusCode: 204, error: '' }],
      nextAttemptAt: null,
    });
    expect(receiver.at('/journey')).toHaveLength(1);
  });

  it('keeps secrets encrypted and shows them once', async () => {
    const { id, secret } = await register('/secret');
    const { webhook } = await platform.client.GetWebhook({ webhookId: id }, call);
    expect(JSON.stringify(webhook)).not.toContain('whsec');
    const client = await MongoClient.connect(platform.mongo.url);
    const stored = JSON.stringify(
      await client.db(platform.mongo.database).collection('webhooks').find({ workspaceId }).toArray(),
    );
    await client.close();
    expect(stored).toContain(id);
    expect(stored).not.toContain(secret.slice('whsec_'.length));
    expect(platform.replicas[0]!.output()).not.toContain(secret);
  });

  it('posts an event that the broker delivers twice only once', async () => {
    await register('/twice');
    const event = await publish();
    await publish({ id: event.id });
    const last = await publish();
    await eventually(() => receiver.at('/twice').some(({ id }) => id === last.id));
    expect(receiver.at('/twice').filter(({ id }) => id === event.id)).toHaveLength(1);
  });

  it('tries again by jobs of the scheduler, under the same webhook-id, and records each attempt', async () => {
    const { id } = await register('/flaky');
    let tries = 0;
    receiver.answer((_, response) => void response.writeHead(++tries < 3 ? 500 : 200).end());
    await publish();
    const delivery = await settled(id, 'DELIVERY_STATUS_SUCCEEDED');
    expect(delivery.attempts.map(({ statusCode, error }) => [statusCode, error])).toEqual([
      [500, 'status'],
      [500, 'status'],
      [200, ''],
    ]);
    expect(new Set(receiver.at('/flaky').map(({ id: webhookId }) => webhookId)).size).toBe(1);
  });

  it('gives up after the schedule, and delivers a period again when asked', async () => {
    const { id } = await register('/down');
    receiver.answer((_, response) => void response.writeHead(503).end());
    const before = new Date(Date.now() - 60_000);
    await publish();
    expect((await settled(id, 'DELIVERY_STATUS_DEAD')).attempts).toHaveLength(4);
    receiver.answer((_, response) => void response.writeHead(204).end());
    const period = { from: toTimestamp(before), to: toTimestamp(new Date(Date.now() + 60_000)) };
    expect(await platform.client.ReplayWebhook({ webhookId: id, ...period }, call)).toEqual({ count: 1 });
    expect((await settled(id, 'DELIVERY_STATUS_SUCCEEDED')).attempts).toHaveLength(5);
  });

  it('disables an endpoint that is gone, and tells another of it', async () => {
    const [gone, watcher] = [
      await register('/gone', ['consent.*']),
      await register('/watcher', ['webhook.disabled']),
    ];
    receiver.answer(({ path }, response) => void response.writeHead(path === '/gone' ? 410 : 204).end());
    await publish();
    const [told] = await eventually(() => receiver.at('/watcher').length > 0 && receiver.at('/watcher'));
    expect(receiver.verify(told!, watcher.secret)).toMatchObject({
      type: 'webhook.disabled',
      data: { workspaceId, webhookId: gone.id, reason: 'gone' },
    });
    const { webhook } = await platform.client.GetWebhook({ webhookId: gone.id }, call);
    expect(webhook).toMatchObject({ status: 'WEBHOOK_STATUS_DISABLED', disabledReason: 'gone' });
  });

  it('tests, rotates, updates and deletes a webhook', async () => {
    const { id, secret } = await register('/managed', ['user.registered']);
    const { delivery } = await platform.client.TestWebhook({ webhookId: id }, call);
    expect(delivery).toMatchObject({ eventType: 'webhook.test', status: 'DELIVERY_STATUS_SUCCEEDED' });
    const rotated = await platform.client.RotateWebhookSecret({ webhookId: id }, call);
    await platform.client.TestWebhook({ webhookId: id }, call);
    const post = receiver.at('/managed')[1]!;
    for (const valid of [secret, rotated.secret])
      expect(receiver.verify(post, valid)).toMatchObject({ type: 'webhook.test' });
    const off = await platform.client.UpdateWebhook(
      { webhookId: id, status: 'WEBHOOK_STATUS_DISABLED', description: 'off' },
      call,
    );
    expect(off.webhook).toMatchObject({
      status: 'WEBHOOK_STATUS_DISABLED',
      disabledReason: 'request',
      description: 'off',
      eventTypes: ['user.registered'],
    });
    await expect(platform.client.TestWebhook({ webhookId: id }, call)).rejects.toMatchObject({
      code: 'WEBHOOK.DISABLED',
    });
    await platform.client.DeleteWebhook({ webhookId: id }, call);
    await expect(platform.client.GetWebhook({ webhookId: id }, call)).rejects.toMatchObject({
      code: 'WEBHOOK.NOT_FOUND',
    });
  });

  it('sends a notification to a webhook and keeps its history and preferences', async () => {
    const { id, secret } = await register('/messages', ['user.registered']);
    const message = {
      channel: 'CHANNEL_WEBHOOK',
      to: id,
      endUserId: 'u1',
      subject: 'Hi',
      body: 'There',
      data: toValue({ n: 1 }),
    } as const;
    const { notification } = await platform.client.SendNotification(message, call);
    const [post] = await eventually(() => receiver.at('/messages').length > 0 && receiver.at('/messages'));
    expect(receiver.verify(post!, secret)).toMatchObject({
      type: 'notification.message',
      data: { notificationId: notification!.id, data: { n: 1 } },
    });
    await eventually(async () => {
      const { notifications } = await platform.client.GetNotificationHistory(
        { endUserId: 'u1', status: 'NOTIFICATION_STATUS_SUCCEEDED' },
        call,
      );
      return notifications.length === 1 && notifications[0]?.id === notification!.id;
    });
    await expect(
      platform.client.SendNotification({ ...message, channel: 'CHANNEL_EMAIL' }, call),
    ).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_UNAVAILABLE' });
    const preferences = {
      endUserId: 'u1',
      channels: { sms: false },
      quietHours: { from: '22:00', to: '08:00', timezone: 'Europe/Berlin' },
    };
    await platform.client.SetPreferences({ preferences }, call);
    expect((await platform.client.GetPreferences({ endUserId: 'u1' }, call)).preferences).toEqual(
      preferences,
    );
  });

  it("shows nothing of one workspace to another, and refuses the platform's own addresses", async () => {
    const { id } = await register('/mine');
    const stranger = await platform.callIn(newId('wsp'));
    await expect(platform.client.GetWebhook({ webhookId: id }, stranger)).rejects.toMatchObject({
      code: 'WEBHOOK.NOT_FOUND',
    });
    await expect(platform.client.ListDeliveries({ webhookId: id }, stranger)).rejects.toMatchObject({
      code: 'WEBHOOK.NOT_FOUND',
    });
    expect((await platform.client.ListWebhooks({}, stranger)).webhooks).toEqual([]);
    for (const url of ['http://127.0.0.1:50051', 'http://169.254.169.254/latest', 'http://a.internal']) {
      await expect(platform.client.RegisterWebhook({ url, eventTypes: ['*'] }, call)).rejects.toMatchObject({
        kind: 'invalidArgument',
        code: 'WEBHOOK.URL_FORBIDDEN',
      });
    }
  });

  it('makes an attempt again that a killed process left, under the same webhook-id', async () => {
    const { id } = await register('/killed');
    const held: ServerResponse[] = [];
    receiver.answer((_, response) => void held.push(response));
    const event = await publish();
    await eventually(() => receiver.at('/killed').length === 1);
    await platform.replicas[0]!.restart('SIGKILL');
    receiver.answer((_, response) => void response.writeHead(204).end());
    const delivery = await settled(id, 'DELIVERY_STATUS_SUCCEEDED');
    expect(delivery.attempts.map(({ error }) => error)).toEqual(['interrupted', '']);
    expect(receiver.at('/killed').map(post => post.id)).toEqual([event.id, event.id]);
    for (const response of held) response.destroy();
  });

  it('posts each event once with two replicas at work', async () => {
    await platform.addReplica();
    await eventually(
      async () => {
        // Calls go to both in turn.
        for (let count = 0; count < 6; count++) await platform.client.ListWebhooks({}, call);
        return platform.replicas[1]!.output().includes('"ready"');
      },
      { timeoutMs: 90_000, what: 'both replicas' },
    );
    // Its sidecar, which began before it, may take a moment longer to find it; who is not repeatable fails until then.
    const { id } = await eventually(() => register('/many'), { timeoutMs: 90_000 });
    receiver.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), 20));
    const workers = () =>
      platform.replicas.filter(replica =>
        replica
          .output()
          .split('\n')
          .some(line => line.includes(id) && line.includes('delivery attempted')),
      );
    const events: CloudEvent[] = [];
    await eventually(
      async () => {
        events.push(...(await Promise.all(Array.from({ length: 20 }, () => publish()))));
        return workers().length === 2;
      },
      { what: 'both replicas at work', timeoutMs: 90_000 },
    );
    await eventually(() => receiver.at('/many').length >= events.length, {
      what: 'all posts',
      timeoutMs: 90_000,
    });
    await eventually(async () => {
      const pending = { webhookId: id, status: 'DELIVERY_STATUS_PENDING' } as const;
      return (await platform.client.ListDeliveries(pending, call)).deliveries.length === 0;
    });
    const ids = (posts: readonly { id: string }[]) => posts.map(post => post.id).sort();
    expect(ids(receiver.at('/many'))).toEqual(ids(events));
  });

  it('stops cleanly when it is told to', async () => {
    expect(await platform.stop()).toEqual([0, 0]);
  });
});
