import { createSecrets } from './secrets.ts';

const pepper = 'p'.repeat(32);

test('the successor of a refresh token is the same for one nonce and pepper, and another for any other', () => {
  const { refresh } = createSecrets(pepper);
  const token = refresh.create();
  const [a, b] = [refresh.nonce(), refresh.nonce()];
  expect(refresh.successor(token, a)).toBe(refresh.successor(token, a));
  const others = [
    refresh.successor(token, b),
    refresh.successor(refresh.create(), a),
    createSecrets('q'.repeat(32)).refresh.successor(token, a),
  ];
  expect(new Set([token, refresh.successor(token, a), ...others]).size).toBe(5);
});

test('hashes depend on the pepper and on what they are for', () => {
  const [one, other] = [createSecrets(pepper), createSecrets('q'.repeat(32))];
  const { key, hash, prefix } = one.apiKeys.create();
  expect(one.apiKeys.hash(key)).toBe(hash);
  expect(other.apiKeys.hash(key)).not.toBe(hash);
  expect(one.refresh.hash(key)).not.toBe(hash);
  expect(one.digest(key)).not.toBe(hash);
  expect(prefix).toMatch(/^nh_live_.{8}$/);
});

test('what cannot be a key has no hash', () => {
  expect(createSecrets(pepper).apiKeys.hash('nonsense')).toBeUndefined();
});

test('a short pepper stops the start', () => {
  expect(() => createSecrets('short')).toThrow('at least 32');
});
