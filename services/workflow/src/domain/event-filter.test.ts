import { expressions, sandbox } from '../../test/run-document.ts';
import { type Evaluate, type EventFilter, matches, typesOf } from './event-filter.ts';
import { evaluate, ExpressionFailure } from './expression.ts';
import { type Json, type JsonObject } from './json.ts';
import { type TenantEvent } from './tenant-event.ts';
import { fault } from './workflow-error.ts';

afterAll(() => sandbox.close());

const run =
  (variables: JsonObject = {}): Evaluate =>
  (expression, input) =>
    evaluate(expressions, expression, input, name => variables[name]);

const event: TenantEvent = {
  specversion: '1.0',
  id: 'e1',
  source: '/workspaces/wsp_01jd9x8k2hf0rt5s1m3v7c6qzw/https://home.example/sensor',
  type: 'home.sensors.temperature',
  time: '2026-01-01T00:00:00.000Z',
  roomid: 'kitchen',
  data: { reading: 39, unit: 'C', order: { id: 7 } },
};

const passes = async (wanted: JsonObject, variables: JsonObject = {}) =>
  (await matches({ with: wanted }, event, run(variables))) !== undefined;

describe('attributes', () => {
  it('equal literals, of extensions too, and the source as its tenant named it', async () => {
    expect(await passes({ type: 'home.sensors.temperature', roomid: 'kitchen' })).toBe(true);
    expect(await passes({ type: 'home.sensors.humidity' })).toBe(false);
    expect(await passes({ source: 'https://home.example/sensor' })).toBe(true);
    expect(await passes({ source: event.source })).toBe(true);
    expect(await passes({ source: 'https://home.example/' })).toBe(false);
    expect(await passes({ subject: 'none' })).toBe(false);
  });

  it('dots are dots, and a regular expression matches the whole value unless it has anchors', async () => {
    expect(await passes({ type: 'home.sensorsXtemperature' })).toBe(false);
    expect(await passes({ type: 'home\\.sensors\\..*' })).toBe(true);
    expect(await passes({ type: 'sensors\\..*' })).toBe(false);
    expect(await passes({ type: '^home\\.sensors' })).toBe(true);
    expect(await passes({ type: '(temperature|humidity)$' })).toBe(true);
    expect(await passes({ source: 'https://[a-z]+\\.example/.*' })).toBe(true);
  });

  it('an expression gives the value or says whether it passes', async () => {
    expect(await passes({ roomid: '${ $room }' }, { room: 'kitchen' })).toBe(true);
    expect(await passes({ roomid: '${ $room }' }, { room: 'cellar' })).toBe(false);
    expect(await passes({ roomid: '${ .roomid | startswith("kit") }' })).toBe(true);
  });
});

describe('data', () => {
  it('passes an expression that is true of it', async () => {
    expect(await passes({ data: '${ .reading > 38 }' })).toBe(true);
    expect(await passes({ data: '${ .reading > 40 }' })).toBe(false);
    expect(await passes({ data: '${ .missing }' })).toBe(false);
  });

  it('equals a literal, with the expressions in it filled in', async () => {
    const data = { reading: 39, unit: 'C', order: { id: '${ $id }' } };
    expect(await passes({ data }, { id: 7 })).toBe(true);
    expect(await passes({ data }, { id: 8 })).toBe(false);
  });
});

it('an expression that fails does not match, and one without end is ended', async () => {
  expect(await passes({ data: '${ .reading.deeper.still }' })).toBe(false);
  expect(await passes({ data: '${ $nobody }' })).toBe(false);
  expect(await passes({ type: '(((((([a-z.]+)+)+)+)+)+)+!' })).toBe(false);
});

it('an expression that has no answer in time may have matched: it is a fault', async () => {
  const unfinished = async () => {
    throw fault('expression', 'took longer', undefined, new ExpressionFailure('late', { unfinished: true }));
  };
  await expect(matches({ with: { data: '${ . }' } }, event, unfinished)).rejects.toThrow('took longer');
});

describe('correlation', () => {
  const filter: EventFilter = {
    with: { roomid: '${ true }' },
    correlate: { room: { from: '${ .roomid }' } },
  };

  it('takes the first value as the one that is expected', async () => {
    const keys = await matches(filter, event, run());
    expect(keys).toEqual({ room: 'kitchen' });
    expect(await matches(filter, event, run(), { room: 'kitchen', other: 1 })).toEqual({
      room: 'kitchen',
      other: 1,
    });
    expect(await matches(filter, event, run(), { room: 'cellar' })).toBeUndefined();
  });

  it('holds the value against what is expected', async () => {
    const expecting = (from: string, expect: Json): EventFilter => ({
      with: { roomid: 'kitchen' },
      correlate: { order: { from, expect } },
    });
    expect(await matches(expecting('.data.order.id', '${ $order }'), event, run({ order: 7 }))).toEqual({
      order: 7,
    });
    expect(await matches(expecting('.data.order.id', '7'), event, run())).toEqual({ order: 7 });
    expect(await matches(expecting('.data.order.id', '8'), event, run())).toBeUndefined();
    expect(await matches(expecting('.data.nothing', '8'), event, run())).toBeUndefined();
  });

  it('an event without the value belongs to nothing', async () => {
    const missing = { ...filter, correlate: { room: { from: '.nothing' } } };
    expect(await matches(missing, event, run())).toBeUndefined();
  });
});

test('the types of filters are known when all are literal', () => {
  expect(typesOf([{ with: { type: 'a.b' } }, { with: { type: 'a.b' } }, { with: { type: 'c' } }])).toEqual([
    'a.b',
    'c',
  ]);
  expect(typesOf([{ with: { type: 'a.b' } }, { with: { source: 'x' } }])).toBeUndefined();
  expect(typesOf([{ with: { type: 'a\\..*' } }])).toBeUndefined();
  expect(typesOf([])).toBeUndefined();
});
