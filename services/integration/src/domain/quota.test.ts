import {
  charge,
  draw,
  type Drawn,
  emptyRecord,
  freeOf,
  type Quota,
  type QuotaRecord,
  timeOf,
} from './quota.ts';

const quota: Quota = { requests: 100, windowMs: 10_000 };

/** One draw of replica `r`, at a time of its own. */
function drawing(
  stored: QuotaRecord,
  now: number,
  needs: Record<string, number>,
  more: Partial<Parameters<typeof draw>[2]> = {},
) {
  const { replica = 'r' } = more;
  return draw(stored, quota, {
    now,
    replica,
    needs: new Map(Object.entries(needs)),
    more: new Map(),
    ...more,
  });
}
const granted = ({ grants }: Drawn) => Object.fromEntries([...grants].filter(([, count]) => count > 0));

/**
 * Replicas whose tenants always want more than there is, on a clock of its own: when each call reached the provider, and
 * whose it was. `delays` are of the store and the network.
 */
function flood(
  replicas: Record<string, Record<string, number>>,
  { seconds, limit }: { seconds: number; limit: Quota },
) {
  let record = emptyRecord();
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const sent: { at: number; tenant: string }[] = [];
  const due = Object.keys(replicas).map(replica => ({ replica, at: random(20) }));
  for (;;) {
    due.sort((one, other) => one.at - other.at);
    const turn = due[0]!;
    if (turn.at > seconds * 1_000) return sent;
    const needs = new Map(Object.entries(replicas[turn.replica] ?? {}));
    const drawn = draw(record, limit, { now: turn.at, replica: turn.replica, needs, more: new Map() });
    ({ record } = drawn);
    for (const [tenant, count] of drawn.grants)
      for (let i = 0; i < count; i++) sent.push({ at: turn.at + random(10), tenant });
    turn.at = Math.max(drawn.nextAt, turn.at + 1) + random(5);
  }
}

function mostInAWindow(times: number[], windowMs: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  let first = 0;
  return Math.max(
    ...sorted.map((at, index) => {
      while ((sorted[first] ?? 0) <= at - windowMs) first += 1;
      return index - first + 1;
    }),
  );
}

test.each([
  [{ requests: 100, windowMs: 10_000 }, 1_000],
  [{ requests: 10, windowMs: 1_000 }, 100],
  [{ requests: 5_000, windowMs: 3_600_000 }, 36_000],
  [{ requests: 1, windowMs: 1_000 }, 100],
  [{ requests: 50, windowMs: 60_000 }, 6_000],
])(
  'three replicas under ten times the load of %j never send more than it, and nearly all of it',
  (limit, seconds) => {
    const load = { a: limit.requests * 3, b: limit.requests };
    const sent = flood({ one: load, two: load, three: load }, { seconds, limit });
    expect(
      mostInAWindow(
        sent.map(({ at }) => at),
        limit.windowMs,
      ),
    ).toBeLessThanOrEqual(limit.requests);
    // The first burst comes on top: nothing was spent before it.
    const later = sent.filter(({ at }) => at >= limit.windowMs);
    const possible = ((seconds * 1_000) / limit.windowMs - 1) * limit.requests;
    expect(later.length).toBeGreaterThanOrEqual(possible * 0.95);
  },
);

test('a tenant that floods from every replica leaves another one about half, and its share of what it wants where that is less', () => {
  const limit = { requests: 20, windowMs: 2_000 };
  const shares = (other: Record<string, number>) => {
    const sent = flood(
      { one: { flood: 500 }, two: { flood: 500 }, three: { flood: 500, ...other } },
      { seconds: 60, limit },
    );
    const late = sent.filter(({ at }) => at > 4_000);
    return late.filter(({ tenant }) => tenant === 'other').length / late.length;
  };
  expect(shares({ other: 100 })).toBeGreaterThan(0.4);
  expect(shares({ other: 2 })).toBeGreaterThan(0.1);
  expect(shares({})).toBe(0);
});

test('tokens come back a window after they may last have been spent', () => {
  const all = drawing(emptyRecord(), 1_000, { a: 150 });
  expect(granted(all)).toEqual({ a: 100 });
  expect(all.until).toBeGreaterThanOrEqual(1_000);
  expect(all.at).toBeGreaterThan(all.until);
  expect(all.nextAt).toBe(all.at + 10_000);
  expect(granted(drawing(all.record, all.nextAt - 1, { a: 50 }))).toEqual({});
  expect(granted(drawing(all.record, all.nextAt, { a: 50 }))).toEqual({ a: 50 });
});

test('what was not spent is given back, and only that', () => {
  const first = drawing(emptyRecord(), 0, { a: 1 }, { more: new Map([['a', 30]]) });
  expect(granted(first)).toEqual({ a: 31 });
  const back = drawing(first.record, 500, { a: 1 }, { moved: [{ from: first.at, count: 25 }] });
  expect(freeOf(back.record, quota, 500)).toBe(100 - 31 + 25 - 1);
});

test('what took longer to arrive comes back later', () => {
  const { record, at } = drawing(emptyRecord(), 0, { a: 100 });
  const late = drawing(record, 600, { a: 1 }, { moved: [{ from: at, to: 900, count: 30 }] });
  expect(freeOf(late.record, quota, at + 10_000)).toBe(70);
  expect(freeOf(late.record, quota, 10_900)).toBe(100);
});

test('half of what is left is given in advance, and nothing where others wait', () => {
  const more = new Map([['a', 900]]);
  expect(granted(drawing(emptyRecord(), 0, { a: 10 }, { more }))).toEqual({ a: 10 + 45 });
  const other = drawing(emptyRecord(), 0, { a: 300 }, { replica: 'other' });
  expect(granted(drawing(other.record, other.nextAt, { a: 10 }, { more }))).toEqual({ a: 10 });
});

test('what several tenants share is given out evenly, so that the later one finds its part', () => {
  let now = 100_000;
  const first = drawing(emptyRecord(), now, { a: 300, b: 1 });
  expect(first.grants.get('a')).toBeLessThanOrEqual(5);
  expect(first.nextAt).toBeLessThanOrEqual(now + 100);
  now = first.nextAt;
  const second = drawing(first.record, now, { a: 300 });
  expect(second.grants.get('a')).toBeLessThanOrEqual(1);
});

test('a replica that is gone holds nothing back for longer than its mark', () => {
  const gone = drawing(emptyRecord(), 0, { a: 200 }, { replica: 'gone' });
  const here = drawing(gone.record, gone.nextAt, { a: 200 });
  expect(granted(here)).toEqual({ a: 50 });
  const muchLater = here.nextAt + 3_000;
  expect(granted(drawing(here.record, muchLater, { a: 200 }))['a']).toBeGreaterThan(49);
});

test('while the provider wants none there is none, and afterwards there is', () => {
  const paused = { ...emptyRecord(), pausedUntil: 5_000 };
  const drawn = drawing(paused, 1_000, { a: 1 });
  expect([granted(drawn), drawn.nextAt]).toEqual([{}, 5_000]);
  expect(granted(drawing(drawn.record, 5_000, { a: 1 }))).toEqual({ a: 1 });
});

test('what the provider counts more than we do is gone until its reset; what it counts less changes nothing', () => {
  const used = drawing(emptyRecord(), 0, { a: 10 }).record;
  const told = charge(used, quota, { remaining: 30, resetAt: 60_000, now: 100 });
  expect(freeOf(told, quota, 100)).toBe(30);
  expect(freeOf(told, quota, 59_999)).toBe(40);
  expect(freeOf(told, quota, 60_000)).toBe(100);
  expect(charge(used, quota, { remaining: 95, resetAt: 60_000, now: 100 })).toBe(used);
});

test('tells when the next of those who wait can go', () => {
  const { record, at } = drawing(emptyRecord(), 0, { a: 100 });
  expect(timeOf(emptyRecord(), quota, 5, 7)).toBe(7);
  expect(timeOf(record, quota, 1, 500)).toBe(at + 10_000);
  expect(timeOf({ ...emptyRecord(), pausedUntil: 900 }, quota, 1, 500)).toBe(900);
});
