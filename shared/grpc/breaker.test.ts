import { createBreaker } from './breaker.ts';

function brokenAfterThree() {
  const clock = { now: 0 };
  const breaker = createBreaker({ failures: 3, openMs: 100, now: () => clock.now });
  for (let i = 0; i < 3; i += 1) breaker.heard(false);
  return { breaker, clock };
}

test('a service that cannot be reached several times in a row is left alone for a while', () => {
  const { breaker, clock } = brokenAfterThree();
  expect(breaker.enter()).toBe(false);
  clock.now = 99;
  expect(breaker.enter()).toBe(false);
});

test('then one call tries, and the others wait for what it hears', () => {
  const { breaker, clock } = brokenAfterThree();
  clock.now = 100;
  expect([breaker.enter(), breaker.enter()]).toEqual([true, false]);
  breaker.heard(false);
  expect(breaker.enter()).toBe(false);
  clock.now = 200;
  expect(breaker.enter()).toBe(true);
  breaker.heard(true);
  expect([breaker.enter(), breaker.enter()]).toEqual([true, true]);
});

test('a call that tries and never hears anything does not close the way for good', () => {
  const { breaker, clock } = brokenAfterThree();
  clock.now = 100;
  expect(breaker.enter()).toBe(true);
  clock.now = 200;
  expect(breaker.enter()).toBe(true);
});

test('any answer in between begins the count anew', () => {
  const breaker = createBreaker({ failures: 2, openMs: 100, now: () => 0 });
  for (let i = 0; i < 10; i += 1) {
    breaker.heard(false);
    breaker.heard(true);
  }
  expect(breaker.enter()).toBe(true);
});
