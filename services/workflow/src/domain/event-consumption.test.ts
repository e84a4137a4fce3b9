import { expressions, sandbox } from '../../test/run-document.ts';
import { consume, endUserOf, type EventStrategy, type OpenGroup, strategyOf } from './event-consumption.ts';
import { type Evaluate } from './event-filter.ts';
import { evaluate } from './expression.ts';
import { type TenantEvent } from './tenant-event.ts';

afterAll(() => sandbox.close());

const run: Evaluate = (expression, input) => evaluate(expressions, expression, input, () => undefined);
let ids = 0;
const event = (type: string, order = ''): TenantEvent => ({
  specversion: '1.0',
  id: String(++ids),
  source: '/shop',
  type,
  time: '2026-01-01T00:00:00.000Z',
  data: { order },
});

async function feed(strategy: EventStrategy, events: TenantEvent[]) {
  let open: OpenGroup[] = [];
  let dropped = 0;
  const starts: TenantEvent[][] = [];
  for (const each of events) {
    const led = await consume(strategy, open, each, run);
    ({ open } = led);
    dropped += led.dropped;
    if (led.starts) starts.push(led.starts);
  }
  return { open, starts, dropped };
}

const strategy = (on: object) => strategyOf(on as never)!;
const filters = (correlate?: object) =>
  ['placed', 'paid'].map(type => ({ with: { type }, ...(correlate ? { correlate } : {}) }));

it('one and any start with each event that passes', async () => {
  const events = [event('placed'), event('other'), event('paid')];
  const [placed, other, paid] = events;
  expect((await feed(strategy({ any: filters() }), events)).starts).toEqual([[placed], [paid]]);
  expect((await feed(strategy({ one: { with: { type: 'other' } } }), events)).starts).toEqual([[other]]);
  expect((await feed(strategy({ any: [] }), events)).starts).toEqual([[placed], [other], [paid]]);
});

it('all starts with one of each, in the order in which they came, and begins anew', async () => {
  const events = [event('paid'), event('other'), event('paid'), event('placed'), event('placed')];
  const { starts, open } = await feed(strategy({ all: filters() }), events);
  expect(starts).toEqual([
    [events[0], events[3]],
    [events[2], events[4]],
  ]);
  expect(open).toEqual([]);
});

it('all keeps events apart that correlate by different values', async () => {
  const events = [event('placed', 'a'), event('placed', 'b'), event('paid', 'b'), event('paid', 'a')];
  const { starts } = await feed(strategy({ all: filters({ order: { from: '.data.order' } }) }), events);
  expect(starts).toEqual([
    [events[1], events[2]],
    [events[0], events[3]],
  ]);
});

it('gives up the oldest of too many that are open', async () => {
  const events = Array.from({ length: 52 }, (_, index) => event('placed', `o${index}`));
  const { open, dropped } = await feed(
    strategy({ all: filters({ order: { from: '.data.order' } }) }),
    events,
  );
  expect(dropped).toBe(2);
  expect(open[0]?.keys).toEqual({ order: 'o2' });
});

it('starts a run for the end user of its events, if they all have the same', () => {
  const of = (...users: (string | undefined)[]) =>
    endUserOf(users.map(user => ({ ...event('a'), ...(user === undefined ? {} : { enduserid: user }) })));
  expect([of('x'), of('x', 'x'), of('x', 'y'), of('x', undefined), of(undefined), of()]).toEqual([
    'x',
    'x',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
