import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fromTimestamp, fromValue } from '@neighbourhood/shared/grpc/wire';
import { asKey, asUser, type Harness, startHarness } from './harness.ts';

interface Arrived {
  event: { extensions: Record<string, string>; time: never; data: never } & Record<string, unknown>;
}

let harness: Harness;
const arrived: { request: Arrived; call: Call; options: object | undefined }[] = [];

beforeAll(async () => {
  harness = await startHarness({
    services: {
      workflow: {
        PublishEvent: async (request: Arrived, call, options) => {
          if (request.event['type'] === 'consent.granted')
            throw new AppError('invalidArgument', 'EVENT.TYPE_RESERVED', 'Reserved.');
          arrived.push({ request, call, options });
          return { eventId: request.event['id'] || 'evt_1' };
        },
      },
    },
  });
});
afterAll(() => harness.stop());
beforeEach(() => void arrived.splice(0));

const event = {
  specversion: '1.0',
  id: 'order-17',
  source: 'https://shop.example/orders',
  type: 'com.example.order.placed.v1',
  time: '2026-01-02T03:04:05.678+01:00',
  subject: 'order-17',
  datacontenttype: 'application/json',
  dataschema: 'https://shop.example/schema.json',
  data: { total: 42, lines: [null, 'ü'] },
  partitionkey: 'a',
  sequence: 7,
  absent: null,
};
const send = (body: unknown, contentType = 'application/cloudevents+json', more = {}) =>
  harness.send('POST', '/api/v1/events', {
    headers: { ...asKey, 'Content-Type': contentType, ...more },
    raw: JSON.stringify(body),
  });

it.each(['application/cloudevents+json', 'application/cloudevents+json; charset=UTF-8', 'application/json'])(
  'takes a structured event as %s',
  async contentType => {
    const reply = await send(event, contentType);
    expect([reply.status, reply.json]).toEqual([202, { id: 'order-17' }]);
    const [{ request } = { request: undefined }] = arrived;
    const { time, data, ...rest } = request!.event;
    expect(fromTimestamp(time)).toEqual(new Date('2026-01-02T02:04:05.678Z'));
    expect(fromValue(data)).toEqual(event.data);
    expect(rest).toEqual({
      id: 'order-17',
      source: event.source,
      type: event.type,
      subject: 'order-17',
      dataContentType: 'application/json',
      dataSchema: 'https://shop.example/schema.json',
      extensions: { partitionkey: 'a', sequence: '7' },
    });
  },
);

it('needs no id, and data may be null or nothing', async () => {
  const { id: _, data: __, ...bare } = event;
  expect((await send(bare)).json).toEqual({ id: 'evt_1' });
  expect((await send({ ...bare, data: null })).status).toBe(202);
  expect(arrived.map(({ request }) => request.event.data)).toEqual([null, expect.anything()]);
});

it('is published once for one Idempotency-Key, which the service hears of', async () => {
  const headers = { 'Idempotency-Key': 'once' };
  const replies = [await send(event, undefined, headers), await send(event, undefined, headers)];
  expect(replies.map(each => each.status)).toEqual([202, 202]);
  expect(replies[1]?.headers.get('Idempotency-Replayed')).toBe('true');
  expect(arrived.map(({ options }) => options)).toEqual([{ idempotencyKey: expect.any(String) }]);
});

it.each([
  ['type', { type: undefined }],
  ['source', { source: '' }],
  ['specversion', { specversion: '0.3' }],
  ['time', { time: 'yesterday' }],
  ['nested', { nested: { a: 1 } }],
  ['id', { id: 7 }],
])('names a wrong %s', async (path, more) => {
  const reply = await send({ ...event, ...more });
  expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.INVALID']);
  expect(reply.problem.errors?.map(each => each.path)).toEqual([path]);
});

it('says that a type is reserved', async () => {
  const reply = await send({ ...event, type: 'consent.granted' });
  expect([reply.status, reply.problem.code]).toEqual([400, 'EVENT.TYPE_RESERVED']);
});

it('takes a user’s access token as well, and no batch', async () => {
  const reply = await harness.send('POST', '/api/v1/events', { headers: asUser, body: event });
  expect(reply.status).toBe(202);
  expect((await send([event], 'application/cloudevents-batch+json')).status).toBe(415);
  expect((await send([event])).status).toBe(400);
});
