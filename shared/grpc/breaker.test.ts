import { eventually } from '../testing/eventually.ts';
import { type Breaker, type BreakerOptions, createBreaker, type Leave } from './breaker.ts';

/** A breaker of a service that answers health checks as `health` tells, and counts them. */
function breakerOf(over: Partial<BreakerOptions> = {}) {
  const health = { alive: true, asked: 0 };
  const changes: boolean[] = [];
  const breaker = createBreaker({
    maxCalls: 100,
    failures: 3,
    silence: 60_000,
    everyMs: 5,
    alive: async () => {
      health.asked += 1;
      return health.alive;
    },
    onChange: open => changes.push(open),
    ...over,
  });
  return { breaker, health, changes };
}

function enter(breaker: Breaker): Leave {
  const leave = breaker.enter();
  if (!leave) throw new Error('refused');
  return leave;
}

const isOpen = (breaker: Breaker) => {
  const leave = breaker.enter();
  leave?.(undefined);
  return leave === undefined;
};

test('a service that calls in a row did not reach is left alone until its health check is answered', async () => {
  const { breaker, health, changes } = breakerOf();
  health.alive = false;
  for (let i = 0; i < 3; i += 1) enter(breaker)(false);
  expect(isOpen(breaker)).toBe(true);
  await eventually(() => health.asked > 3, { what: 'the health being asked again and again' });
  expect(isOpen(breaker)).toBe(true);
  health.alive = true;
  await eventually(() => !isOpen(breaker), { what: 'the way being open again' });
  expect(changes).toEqual([true, false]);
});

test('any answer in between begins the count anew', () => {
  const { breaker, health } = breakerOf({ failures: 2 });
  for (let i = 0; i < 10; i += 1) {
    enter(breaker)(false);
    enter(breaker)(true);
  }
  expect(isOpen(breaker)).toBe(false);
  expect(health.asked).toBe(0);
});

test('a call that hears nothing has the health asked, and where that is not answered, others are refused', async () => {
  const { breaker, health, changes } = breakerOf({ silence: 5 });
  health.alive = false;
  const leave = enter(breaker);
  await eventually(() => isOpen(breaker), { what: 'others being refused' });
  leave(undefined);
  health.alive = true;
  await eventually(() => !isOpen(breaker), { what: 'others being let in again' });
  expect(changes).toEqual([true, false]);
});

test('slow calls shut nobody out while the service answers its health check', async () => {
  const { breaker, health, changes } = breakerOf({ silence: 5 });
  const slow = Array.from({ length: 20 }, () => enter(breaker));
  await eventually(() => health.asked > 0);
  for (const leave of slow) leave(undefined);
  expect(isOpen(breaker)).toBe(false);
  expect(changes).toEqual([]);
});

test('as long as other calls are answered, a slow one asks for nothing', async () => {
  const { breaker, health } = breakerOf({ silence: 50 });
  const slow = enter(breaker);
  enter(breaker)(true);
  // What began later hears nothing later: by then the first has not asked.
  const later = enter(breaker);
  await eventually(() => health.asked > 0, { what: 'the later one asking' });
  expect(health.asked).toBe(1);
  slow(true);
  later(true);
});

test('one call more than allowed is refused at once, and one that ends makes room', () => {
  const { breaker } = breakerOf({ maxCalls: 2 });
  const [first] = [enter(breaker), enter(breaker)];
  expect(breaker.enter()).toBeUndefined();
  first(undefined);
  expect(breaker.enter()).toBeDefined();
});

test('where there is nothing to ask any more, nobody is kept waiting and no question is left over', async () => {
  const { breaker } = breakerOf({
    alive: () => Promise.reject(new Error('the channel is closed')),
  });
  for (let i = 0; i < 3; i += 1) enter(breaker)(false);
  await eventually(() => !isOpen(breaker));
});
