import { type TenantEvent } from '../domain/tenant-event.ts';
import { createEventBroker } from './event-broker.ts';

const emitted: [string, TenantEvent][] = [];
const broker = createEventBroker(
  { emit: async (workspaceId, event) => void emitted.push([workspaceId, event]) },
  ['kafka'],
);
const message = { workspaceId: 'wsp_1', topic: 'orders.placed', payload: { n: 1 }, id: 'key' };

it('publishes a message as an event of its workspace, with its headers as attributes', async () => {
  await broker.publish({ ...message, headers: { 'X-Trace': 'a' } });
  expect(emitted).toEqual([
    [
      'wsp_1',
      expect.objectContaining({
        id: 'key',
        type: 'orders.placed',
        data: { n: 1 },
        source: 'asyncapi',
        xtrace: 'a',
      }),
    ],
  ]);
});

it.each(['type', 'X.Y', 'a-name-that-is-far-too-long-for-this'])('refuses the header %s', async header => {
  await expect(broker.publish({ ...message, headers: { [header]: 'a' } })).rejects.toMatchObject({
    error: { status: 400 },
  });
});
