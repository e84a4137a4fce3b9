import { createTtlCache } from './ttl-cache.ts';

function cacheWithClock() {
  const clock = { now: 0 };
  return { clock, cache: createTtlCache<number>({ ttlMs: 100, max: 2, now: () => clock.now }) };
}

describe('a TTL cache', () => {
  it('loads a value once while it lives', async () => {
    const { clock, cache } = cacheWithClock();
    let loads = 0;
    const load = async () => ++loads;
    expect([await cache.get('a', load), await cache.get('a', load)]).toEqual([1, 1]);
    clock.now = 100;
    expect(await cache.get('a', load)).toBe(2);
  });

  it('makes one load of many at the same time', async () => {
    const { cache } = cacheWithClock();
    let loads = 0;
    const load = async () => ++loads;
    expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1]);
  });

  it('does not keep failures', async () => {
    const { cache } = cacheWithClock();
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await cache.get('a', async () => 7)).toBe(7);
  });

  it('does not keep what was loaded before it was told to forget', async () => {
    const { cache } = cacheWithClock();
    const gate = Promise.withResolvers<number>();
    const old = cache.get('a', () => gate.promise);
    cache.delete('a');
    gate.resolve(1);
    expect(await old).toBe(1);
    expect(await cache.get('a', async () => 2)).toBe(2);
  });

  it('keeps what was set while an older value was loading', async () => {
    const { cache } = cacheWithClock();
    const gate = Promise.withResolvers<number>();
    const old = cache.get('a', () => gate.promise);
    cache.set('a', 2);
    gate.resolve(1);
    await old;
    expect(await cache.get('a', async () => 3)).toBe(2);
  });

  it('lets the oldest entry go when it is full', async () => {
    const { cache } = cacheWithClock();
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('c', 3);
    expect(await cache.get('a', async () => 9)).toBe(9);
    expect(await cache.get('c', async () => 9)).toBe(3);
  });
});
