import type { Entry, StateStore, WriteOptions } from '@neighbourhood/shared/dapr/state';
import { createDaprRevocations } from './dapr-revocations.ts';
import { createDaprSessionCache } from './dapr-session-cache.ts';

function fakeState() {
  const entries = new Map<string, { value: unknown; options: WriteOptions }>();
  const store: StateStore = {
    async get<T>(key: string): Promise<Entry<T> | undefined> {
      const entry = entries.get(key);
      return (
        entry && { value: JSON.parse(JSON.stringify(entry.value)) as T, etag: '1', expiresAt: new Date() }
      );
    },
    set: async (key, value, options) => entries.set(key, { value, options }).has(key),
    delete: async key => entries.delete(key),
  };
  return { entries, store };
}

test('what is revoked is known a little longer than an access token lives, under keys that the gateway reads', async () => {
  const { entries, store } = fakeState();
  const revocations = createDaprRevocations(store, 900_000);
  await revocations.sessionEnded('ses_1');
  await revocations.keyRevoked('key_1');
  expect([...entries.keys()]).toEqual(['revoked-session:ses_1', 'revoked-key:key_1']);
  expect([...entries.values()].map(entry => entry.options.ttlSeconds)).toEqual([960, 960]);
  expect([await revocations.isSessionEnded('ses_1'), await revocations.isSessionEnded('ses_2')]).toEqual([
    true,
    false,
  ]);
});

test('a cached session comes back whole, for a minute at most, until it is dropped', async () => {
  const { entries, store } = fakeState();
  const cache = createDaprSessionCache(store);
  const session = { userId: 'usr_1', email: 'ada@example.com', expiresAt: new Date('2026-01-01T00:00:00Z') };
  await cache.put('ses_1', session);
  expect(await cache.get('ses_1')).toEqual(session);
  expect(entries.get('session:ses_1')?.options.ttlSeconds).toBe(60);
  await cache.drop('ses_1');
  expect(await cache.get('ses_1')).toBeUndefined();
});
