import { createExpiringCache } from './expiring-cache.ts';

function cacheOf(capacity: number) {
  const clock = { now: 0 };
  const loads: string[] = [];
  const cache = createExpiringCache<string>({ capacity, now: () => clock.now });
  const get = (key: string, until = 10, weight = 1) =>
    cache.get(key, async () => {
      loads.push(key);
      return { value: `${key}${loads.length}`, until, weight };
    });
  return { cache, clock, loads, get };
}

test('keeps a value until its time', async () => {
  const { get, clock, loads } = cacheOf(10);
  expect(await get('a')).toEqual({ value: 'a1', fresh: true });
  clock.now = 9;
  expect(await get('a')).toEqual({ value: 'a1', fresh: false });
  clock.now = 10;
  expect(await get('a')).toEqual({ value: 'a2', fresh: true });
  expect(loads).toEqual(['a', 'a']);
});

test('loads once for all who ask at the same time', async () => {
  const { get, loads } = cacheOf(10);
  await Promise.all([get('a'), get('a'), get('b')]);
  expect(loads).toEqual(['a', 'b']);
});

test('keeps no failure', async () => {
  const { cache, get } = cacheOf(10);
  await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await get('a')).toMatchObject({ fresh: true });
});

test('forgets what was used longest ago when it is full', async () => {
  const { get, loads } = cacheOf(3);
  await get('a');
  await get('b', 10, 2);
  await get('a');
  await get('c');
  loads.length = 0;
  await get('a');
  await get('c');
  expect(loads).toEqual([]);
  await get('b');
  expect(loads).toEqual(['b']);
});

test('does not keep what alone is too heavy', async () => {
  const { get, loads } = cacheOf(3);
  await get('a');
  await get('big', 10, 4);
  await get('a');
  await get('big', 10, 4);
  expect(loads).toEqual(['a', 'big', 'big']);
});

test('forgets what it is told to', async () => {
  const { cache, get, loads } = cacheOf(3);
  await get('a');
  cache.drop('a');
  cache.drop('unknown');
  await get('a');
  expect(loads).toHaveLength(2);
});
