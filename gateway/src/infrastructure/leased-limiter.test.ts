import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState, type MemoryState } from '@neighbourhood/shared/testing/memory-state';
import { createLeasedLimiter } from './leased-limiter.ts';

const limit = { capacity: 100, windowSeconds: 100 };

function replicas(count: number) {
  const clock = { now: 1_000_000 };
  const now = () => clock.now;
  const store: MemoryState = createMemoryState(now);
  const make = () =>
    createLeasedLimiter({ store, log: silentLog, now, pause: () => new Promise(setImmediate) });
  return { clock, store, limiters: Array.from({ length: count }, make) };
}

const allowed = (answers: readonly { allowed: boolean }[]) => answers.filter(answer => answer.allowed).length;

describe('the leased limiter', () => {
  it('lets all replicas together spend what one bucket holds, no more and no less', async () => {
    const { limiters } = replicas(4);
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, i) => limiters[i % 4]!.spend('user', 'a', limit)),
    );
    expect(allowed(answers)).toBeLessThanOrEqual(100);
    expect(allowed(answers)).toBeGreaterThanOrEqual(90);
  });

  it('costs a busy caller far fewer store calls than requests', async () => {
    const { limiters, store } = replicas(1);
    const wide = { capacity: 10_000, windowSeconds: 60 };
    for (let i = 0; i < 1000; i++) await limiters[0]!.spend('user', 'a', wide);
    expect(store.calls).toBeLessThan(100);
  });

  it('refills steadily', async () => {
    const { limiters, clock } = replicas(1);
    const spend = () => limiters[0]!.spend('user', 'a', limit);
    expect(allowed(await Promise.all(Array.from({ length: 120 }, spend)))).toBe(100);
    expect(await spend()).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
    clock.now += 5_000;
    expect(allowed(await Promise.all(Array.from({ length: 10 }, spend)))).toBe(5);
  });

  it('gives back what a lease did not spend', async () => {
    const { limiters, clock } = replicas(2);
    const [one, two] = [limiters[0]!, limiters[1]!];
    for (let i = 0; i < 20; i++) await one.spend('user', 'a', limit);
    clock.now += 1_001;
    await one.spend('user', 'a', limit);
    let total = 21;
    while ((await two.spend('user', 'a', limit)).allowed) total += 1;
    expect(total).toBe(101);
  });

  it('keeps buckets of different names and ids apart', async () => {
    const { limiters } = replicas(1);
    const tiny = { capacity: 1, windowSeconds: 60 };
    expect((await limiters[0]!.spend('user', 'a', tiny)).allowed).toBe(true);
    expect((await limiters[0]!.spend('user', 'a', tiny)).allowed).toBe(false);
    expect((await limiters[0]!.spend('user', 'b', tiny)).allowed).toBe(true);
    expect((await limiters[0]!.spend('address', 'a', tiny)).allowed).toBe(true);
    expect([limiters[0]!.isEmpty('user', 'a'), limiters[0]!.isEmpty('user', 'c')]).toEqual([true, false]);
  });

  it('lets a caller who waits for a token go on as soon as the limit is raised, and counts by a lowered one', async () => {
    const { limiters, clock } = replicas(1);
    const spend = (of: typeof limit) => limiters[0]!.spend('user', 'a', of);
    const slow = { capacity: 1, windowSeconds: 3600 };
    const quick = { capacity: 60, windowSeconds: 60 };
    expect(allowed([await spend(slow), await spend(slow)])).toBe(1);
    clock.now += 1_000;
    expect((await spend(slow)).allowed).toBe(false);
    expect((await spend(quick)).allowed).toBe(true);
    clock.now += 60_000;
    expect((await spend(quick)).allowed).toBe(true);
    const answers = [];
    for (let i = 0; i < 10; i++) answers.push(await spend(slow));
    expect(allowed(answers)).toBe(1);
  });

  it('limits alone while the store is down, and together again afterwards', async () => {
    const { limiters, store, clock } = replicas(1);
    store.down = true;
    const answers = [];
    for (let i = 0; i < 110; i++) answers.push(await limiters[0]!.spend('user', 'a', limit));
    expect(allowed(answers)).toBe(100);
    store.down = false;
    clock.now += 2_000;
    expect((await limiters[0]!.spend('user', 'a', limit)).allowed).toBe(true);
    expect(store.entries.has('limit:user:a')).toBe(true);
  });
});
