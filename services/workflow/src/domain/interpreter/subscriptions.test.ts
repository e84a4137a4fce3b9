import { documentOf, eventOf, runDocument, type RunOptions, sandbox } from '../../../test/run-document.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type TenantEvent } from '../tenant-event.ts';
import { type Ports } from './machine.ts';

afterAll(() => sandbox.close());

const asked: JsonObject[] = [];
const calls: Ports['calls'] = {
  async perform(call) {
    asked.push(call.with);
    return { output: null, channel: 'chat' };
  },
};
beforeEach(() => {
  asked.length = 0;
});

const inbox = (consume: JsonObject, more: JsonObject = {}) => ({
  inbox: {
    call: 'asyncapi',
    with: {
      document: { endpoint: 'https://a.example/api.json' },
      operation: 'inbox',
      subscription: { consume, ...more },
    },
  },
});

/** Runs a document, once when each message has arrived. */
async function hear(tasks: JsonObject[], messages: TenantEvent[], options: RunOptions = {}) {
  const document = documentOf(tasks);
  const ports = { ...options.ports, calls };
  let result = await runDocument(document, { ...options, ports });
  for (let heard = 1; result.outcome.kind === 'waiting' && heard <= messages.length; heard++)
    result = await runDocument(document, {
      ...options,
      ports,
      events: messages.slice(0, heard),
      state: result.state,
    });
  return result;
}

const message = (payload: Json, more: Partial<TenantEvent> = {}) => eventOf('chat', payload, more);

it('asks once for the channel, then waits for its messages', async () => {
  const { outcome, state } = await hear([inbox({ amount: 2 })], []);
  expect(outcome).toEqual({ kind: 'waiting', events: ['chat'], after: 0 });
  expect(asked).toEqual([expect.objectContaining({ operation: 'inbox' })]);
  expect(state.threads[0]?.open?.effect).toBeUndefined();
});

it('gives as many messages as it consumes, with payload, headers and correlation id', async () => {
  const { outcome } = await hear(
    [inbox({ amount: 2 })],
    [message({ n: 1 }, { trace: 'x', correlationid: 'c-1' }), eventOf('other'), message({ n: 2 })],
  );
  expect(outcome).toEqual({
    kind: 'completed',
    output: [
      { payload: { n: 1 }, headers: { trace: 'x' }, correlationId: 'c-1' },
      { payload: { n: 2 }, headers: {} },
    ],
  });
  expect(asked).toHaveLength(1);
});

it('consumes only messages that pass the filter', async () => {
  const filter = '${ .payload.room == $workflow.input.room }';
  const { outcome } = await hear(
    [inbox({ amount: 1 }, { filter })],
    [message({ room: 2 }), message({ room: 1 })],
    { input: { room: 1 } },
  );
  expect(outcome).toMatchObject({ output: [{ payload: { room: 1 } }] });
});

it('consumes while, or until, an expression over what it has holds', async () => {
  const messages = [message(1), message(2), message(3)];
  const payloads = { map: { set: '${ map(.payload) }' } };
  const more = await hear([inbox({ while: '${ length < 2 }' }), payloads], messages);
  expect(more.outcome).toEqual({ kind: 'completed', output: [1, 2] });
  const until = await hear([inbox({ until: '${ any(.payload == 2) }' }), payloads], messages);
  expect(until.outcome).toEqual({ kind: 'completed', output: [1, 2] });
  const none = await hear([inbox({ until: '${ true }' })], []);
  expect(none.outcome).toEqual({ kind: 'completed', output: [] });
});

it('ends after a period with what it has', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const options = { now: () => now };
  const tasks = [inbox({ amount: 9, for: { seconds: 10 } })];
  const waiting = await hear(tasks, [message(1)], options);
  expect(waiting.outcome).toMatchObject({ kind: 'waiting', until: new Date('2026-01-01T00:00:10Z') });
  now = new Date('2026-01-01T00:00:10Z');
  const { outcome } = await runDocument(documentOf(tasks), {
    ...options,
    ports: { calls },
    state: waiting.state,
  });
  expect(outcome).toMatchObject({ kind: 'completed', output: [{ payload: 1 }] });
});

it('deals with each message before the next one', async () => {
  const foreach = {
    item: 'm',
    at: 'i',
    do: [{ note: { set: { n: '${ $m.payload * 10 }', i: '${ $i }' } } }],
    output: { as: '${ .n + .i }' },
  };
  const { outcome } = await hear([inbox({ amount: 2 }, { foreach })], [message(1), message(2)]);
  expect(outcome).toEqual({ kind: 'completed', output: [10, 21] });
});
