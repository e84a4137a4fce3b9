import { documentOf, eventOf, runDocument, type RunOptions, sandbox } from '../../../test/run-document.ts';
import { ExpressionFailure } from '../expression.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type TenantEvent } from '../tenant-event.ts';

afterAll(() => sandbox.close());

const listen = (to: JsonObject, more: JsonObject = {}) => ({ hear: { listen: { to }, ...more } });
const of = (type: string, more: JsonObject = {}) => ({ with: { type, ...more } });

/** Runs a document while its events arrive one by one: after each, the run looks again, as when it is woken. */
async function hear(tasks: JsonObject[], events: TenantEvent[], options: RunOptions = {}) {
  const document = documentOf(tasks);
  let result = await runDocument(document, { ...options, events: [] });
  let heard = 0;
  while (result.outcome.kind === 'waiting' && heard < events.length) {
    heard++;
    result = await runDocument(document, { ...options, events: events.slice(0, heard), state: result.state });
  }
  return { ...result, heard };
}

it('waits for one event, and gives a list with its data', async () => {
  const { outcome, heard, log } = await hear(
    [listen({ one: of('a', { data: '${ .n > 1 }' }) })],
    [eventOf('b', { n: 9 }), eventOf('a', { n: 1 }), eventOf('a', { n: 2 }), eventOf('a', { n: 3 })],
  );
  expect(outcome).toEqual({ kind: 'completed', output: [{ n: 2 }] });
  expect(heard).toBe(3);
  expect(log).toMatchObject([{ reference: '/do/0/hear', status: 'completed' }]);
});

it('faults when an expression is ended before it told whether the event is meant', async () => {
  const run = () => Promise.reject(new ExpressionFailure('took longer than 3000 ms', { unfinished: true }));
  const { outcome } = await hear(
    [listen({ one: of('a', { data: '${ [.. | numbers] | add > 1 }' }) })],
    [eventOf('a', { n: 2 })],
    { ports: { expressions: { run, check: async () => undefined } } },
  );
  expect(outcome).toMatchObject({
    kind: 'faulted',
    error: { status: 400, detail: expect.stringContaining('took longer'), instance: '/do/0/hear' },
  });
});

it('tells which types it waits for, so that others wake nobody', async () => {
  const typed = await runDocument(documentOf([listen({ any: [of('a'), of('b')], until: { one: of('c') } })]));
  expect(typed.outcome).toEqual({ kind: 'waiting', events: ['a', 'b', 'c'], after: 0 });
  const any = await runDocument(documentOf([listen({ any: [] })]));
  expect(any.outcome).toEqual({ kind: 'waiting', events: 'any', after: 0 });
});

it('an event that came before the listen is not lost', async () => {
  const { outcome } = await runDocument(
    documentOf([{ first: { set: 1 as never } }, listen({ one: of('a') })]),
    {
      events: [eventOf('a', 'early')],
    },
  );
  expect(outcome).toEqual({ kind: 'completed', output: ['early'] });
});

it('waits for all, in whatever order they come, each filter met once', async () => {
  const { outcome, heard } = await hear(
    [listen({ all: [of('a'), of('b')] })],
    [eventOf('b', 1), eventOf('b', 2), eventOf('a', 3), eventOf('a', 4)],
  );
  expect(outcome).toEqual({ kind: 'completed', output: [1, 3] });
  expect(heard).toBe(3);
});

it('correlates: the first value is expected of the others', async () => {
  const correlate = { room: { from: '.data.room' } };
  const { outcome } = await hear(
    [
      listen(
        {
          all: [
            { ...of('t'), correlate },
            { ...of('h'), correlate },
          ],
        },
        { output: { as: 'map(.v)' } },
      ),
    ],
    [
      eventOf('t', { room: 1, v: 't1' }),
      eventOf('h', { room: 2, v: 'h2' }),
      eventOf('h', { room: 1, v: 'h1' }),
    ],
  );
  expect(outcome).toEqual({ kind: 'completed', output: ['t1', 'h1'] });
});

it('takes any until a condition on what it has, or until an event that is not part of its output', async () => {
  const counted = await hear(
    [listen({ any: [], until: '(. | length) >= 2' })],
    [eventOf('a', 1), eventOf('b', 2), eventOf('c', 3)],
  );
  expect(counted.outcome).toEqual({ kind: 'completed', output: [1, 2] });
  const ended = await hear(
    [listen({ any: [of('a')], until: { one: of('stop') } })],
    [eventOf('a', 1), eventOf('a', 2), eventOf('stop', 3), eventOf('a', 4)],
  );
  expect(ended.outcome).toEqual({ kind: 'completed', output: [1, 2] });
});

it('reads the envelope, or the raw data', async () => {
  const read = (as: string) => ({ hear: { listen: { to: { one: of('a') }, read: as } } });
  const event = eventOf('a', { n: 1 }, { subject: 's' });
  expect((await hear([read('envelope')], [event])).outcome).toEqual({ kind: 'completed', output: [event] });
  expect((await hear([read('raw')], [event])).outcome).toEqual({ kind: 'completed', output: ['{"n":1}'] });
});

it('deals with each event in turn, and makes its output of what came of it', async () => {
  const foreach = {
    item: 'letter',
    at: 'place',
    do: [
      { pause: { wait: 'PT1S' } },
      {
        mark: {
          set: '${ "\\($letter)\\($place) of \\(.who)" }',
          export: { as: '($context.seen // 0) + 1 | {seen: .}' },
        },
      },
    ],
    output: { as: 'ascii_upcase' },
  };
  let time = Date.parse('2026-01-01T00:00:00Z');
  const document = documentOf([
    listen({ any: [of('a')], until: '($context.seen // 0) >= 2' }, { foreach }),
    { tell: { set: { all: '${ . }', seen: '${ $context.seen }' } } },
  ]);
  const events = [eventOf('a', 'x'), eventOf('a', 'y'), eventOf('a', 'z')];
  let result = await runDocument(document, { events, input: { who: 'z' }, now: () => new Date(time) });
  for (let turns = 0; result.outcome.kind === 'waiting' && turns < 10; turns++) {
    time = result.outcome.until?.getTime() ?? time;
    result = await runDocument(document, {
      events,
      now: () => new Date(time),
      state: result.state,
      input: { who: 'z' },
    });
  }
  expect(result.outcome).toEqual({ kind: 'completed', output: { all: ['X0 OF Z', 'Y1 OF Z'], seen: 2 } });
  expect(result.log).toContainEqual(
    expect.objectContaining({ reference: '/do/0/hear/foreach/do/1/mark', iteration: '1' }),
  );
});

it('a listen in a loop takes another event each time; two branches both hear the same one', async () => {
  const loop = { each: { for: { in: '[1, 2]' }, do: [listen({ one: of('a') })] } };
  expect((await hear([loop], [eventOf('a', 1), eventOf('a', 2)])).outcome).toEqual({
    kind: 'completed',
    output: [2],
  });
  const both = {
    both: { fork: { branches: [listen({ one: of('a') }), { other: listen({ one: of('a') }).hear }] } },
  };
  expect((await hear([both as never, listen({ one: of('a') })], [eventOf('a', 1)])).outcome.kind).toBe(
    'waiting',
  );
  expect((await hear([both as never], [eventOf('a', 1)])).outcome).toEqual({
    kind: 'completed',
    output: [[1], [1]],
  });
});

it('times out, with an error that can be caught', async () => {
  let time = new Date('2026-01-01T00:00:00Z');
  const guarded = {
    guard: {
      try: [listen({ one: of('a') }, { timeout: { after: 'PT1M' } })],
      catch: { errors: { with: { status: 408 } }, do: [{ tell: { set: 'nobody came' } }] },
    },
  };
  const document = documentOf([guarded]);
  const first = await runDocument(document, { now: () => time });
  expect(first.outcome).toMatchObject({
    kind: 'waiting',
    until: new Date('2026-01-01T00:01:00Z'),
    events: ['a'],
  });
  time = new Date('2026-01-01T00:01:00Z');
  const { outcome } = await runDocument(document, { now: () => time, state: first.state });
  expect(outcome).toEqual({ kind: 'completed', output: 'nobody came' });
});

it.each<[string, Json]>([
  ['one', [7]],
  ['any', [7]],
])('counts an event once after a crash (%s)', async (kind, output) => {
  const filter = kind === 'one' ? { one: of('a') } : { any: [of('a')] };
  const tasks = documentOf([listen(filter), { then: { set: '${ . }' } }]);
  const events = [eventOf('a', 7), eventOf('a', 8)];
  const states: never[] = [];
  await runDocument(tasks, { events, checkpoint: state => (states.push(state as never), 'go') });
  for (const state of states)
    expect((await runDocument(tasks, { events, state })).outcome).toEqual({ kind: 'completed', output });
});
