import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createTestService } from '../../test/test-service.ts';

test('each active endpoint that wants the event gets one delivery, which is dispatched', async () => {
  const { app, register, receive, deliveries, seen, call } = createTestService();
  const [wants, wantsNot, disabled] = [
    await register(['consent.*']),
    await register(['user.registered']),
    await register(),
  ];
  await app.updateWebhook({ webhookId: disabled.webhook.id, status: 'disabled' }, call());
  const eventId = await receive();
  const [made] = await deliveries(wants.webhook.id);
  expect(made?.delivery).toMatchObject({
    eventId,
    eventType: 'consent.revoked',
    status: 'pending',
    attemptCount: 0,
  });
  expect(await deliveries(wantsNot.webhook.id)).toEqual([]);
  expect(await deliveries(disabled.webhook.id)).toEqual([]);
  expect(seen.dispatched).toEqual([made?.delivery.id]);
});

const run = {
  executionId: 'exe_1',
  workflowId: 'wfl_1',
  workflowNamespace: 'shop',
  workflowName: 'order',
  workflowVersion: '1.2.0',
  at: '2026-01-02T03:04:05.000Z',
};

test('who asks for the DSL’s lifecycle events hears of runs in its words, once, whatever comes twice', async () => {
  const { register, receive, deliveries, store } = createTestService();
  const both = await register(['*', 'io.serverlessworkflow.workflow.*']);
  const ours = await register(['*']);
  const id = await receive({ type: 'workflow.execution.started', data: run });
  await receive({ id, type: 'workflow.execution.started', data: run });
  const heard = await deliveries(both.webhook.id);
  expect(heard.map(({ delivery }) => delivery.eventType).sort()).toEqual([
    'io.serverlessworkflow.workflow.started.v1',
    'io.serverlessworkflow.workflow.status-changed.v1',
    'workflow.execution.started',
  ]);
  expect(await deliveries(ours.webhook.id)).toHaveLength(1);
  const said = heard.find(({ delivery }) => delivery.eventType.endsWith('.started.v1'));
  const message = await store.messages.find(said?.delivery.eventId ?? '');
  expect(message?.data).toEqual({
    name: 'order-exe_1.shop',
    definition: { name: 'order', namespace: 'shop', version: '1.2.0' },
    startedAt: run.at,
  });
});

test('nothing is kept of lifecycle events that nobody asks for', async () => {
  const { register, receive, store } = createTestService();
  await register(['*']);
  const { add } = store.messages;
  const added: string[] = [];
  store.messages.add = async message => {
    added.push(message.type);
    return add(message);
  };
  await receive({ type: 'workflow.execution.completed', data: run });
  expect(added).toEqual(['workflow.execution.completed']);
});

test('an event that comes again makes nothing more, even for endpoints made since', async () => {
  const { register, receive, deliveries, seen } = createTestService();
  const { webhook } = await register();
  const id = await receive();
  const later = await register();
  await receive({ id });
  expect(await deliveries(webhook.id)).toHaveLength(1);
  expect(await deliveries(later.webhook.id)).toEqual([]);
  expect(seen.dispatched).toHaveLength(1);
});

test('an event whose fan-out was cut off is completed when it comes again, once to each endpoint', async () => {
  const { register, receive, deliveries, store } = createTestService();
  const [one, two] = [await register(), await register()];
  const id = newId('evt');
  const { add } = store.deliveries;
  let calls = 0;
  store.deliveries.add = async delivery => {
    if (++calls === 2) throw new Error('the store went away');
    await add(delivery);
  };
  await expect(receive({ id })).rejects.toThrow('the store went away');
  await receive({ id });
  expect(await deliveries(one.webhook.id)).toHaveLength(1);
  expect(await deliveries(two.webhook.id)).toHaveLength(1);
});

test("another workspace's event reaches nobody here", async () => {
  const { register, receive, deliveries } = createTestService();
  const { webhook } = await register();
  await receive({ workspaceId: newId('wsp') });
  expect(await deliveries(webhook.id)).toEqual([]);
});

test('types that webhooks cannot hear and events of no workspace are passed over', async () => {
  const { receive, store } = createTestService();
  const ids = [
    await receive({ type: 'io.serverlessworkflow.workflow.started.v1' }),
    await receive({ workspaceId: '' }),
  ];
  for (const id of ids) expect(await store.messages.find(id)).toBeUndefined();
});

test.each([{ id: '' }, { time: 'yesterday' }])('an event with %j goes to the dead letters', async fault => {
  const { receive } = createTestService();
  await expect(receive(fault)).rejects.toMatchObject({ kind: 'invalidArgument', code: 'EVENT.MALFORMED' });
});
