import { newSigningKey, newWrappingKey } from '../platform/secrets.ts';
import { type KeySet, signingKeys, wrappingKeys } from './key-sets.ts';

const [id, key] = newWrappingKey();
const ahead = newWrappingKey(new Date(Date.now() + 60_000));
const old = { id: 'a1b2c3d4', key: newWrappingKey()[1] };
const idsOf = (secret: string): string[] => {
  const { current, keys } = JSON.parse(secret) as {
    current?: string;
    keys: Record<string, string> | { kid: string }[];
  };
  if (Array.isArray(keys)) return keys.map(({ kid }) => kid);
  return [current ?? '', ...Object.keys(keys).filter(one => one !== current)];
};

describe.each<[string, KeySet, string]>([
  [
    'a set of signing keys',
    signingKeys,
    JSON.stringify({ keys: [{ ...newSigningKey(), iat: 1_700_000_000 }] }),
  ],
  [
    'a single signing key that does not say when it was made',
    signingKeys,
    JSON.stringify({ ...newSigningKey(), iat: undefined }),
  ],
  [
    'a signing key made before the clock was set back',
    signingKeys,
    JSON.stringify({ ...newSigningKey(), iat: Date.now() / 1000 + 60 }),
  ],
  [
    'wrapping keys made before the clock was set back',
    wrappingKeys,
    JSON.stringify({ current: ahead[0], keys: { [ahead[0]]: ahead[1] } }),
  ],
  [
    'wrapping keys',
    wrappingKeys,
    JSON.stringify({ current: id.replace(/^\d{4}/, '2020'), keys: { [id.replace(/^\d{4}/, '2020')]: key } }),
  ],
  [
    'wrapping keys whose id does not say when they were made',
    wrappingKeys,
    JSON.stringify({ current: old.id, keys: { [old.id]: old.key } }),
  ],
])('%s', (_, set, first) => {
  test('get a new key that is known before it is used, and used before the old one goes', () => {
    expect(set.pending(first)).toBeUndefined();
    const added = set.add(first);
    const pending = set.pending(added);
    expect(pending).toBeDefined();
    expect(idsOf(added)[0]).toBe(JSON.parse(first).kid ?? idsOf(first)[0]);
    const used = set.use(added);
    expect(idsOf(used)[0]).toBe(pending);
    expect(set.pending(used)).toBeUndefined();
    expect(set.old(used)).toEqual([idsOf(added)[0]]);
    expect(set.since(used)!.getTime()).toBeGreaterThan(Date.now() - 10_000);
    const dropped = set.drop(used);
    expect(idsOf(dropped)).toEqual([pending]);
    expect(set.old(dropped)).toEqual([]);
  });

  test('can be rotated again while an old key is still there', () => {
    const once = set.use(set.add(first));
    jest.useFakeTimers({ now: Date.now() + 5 });
    const twice = set.use(set.add(once));
    jest.useRealTimers();
    expect(idsOf(twice)).toHaveLength(3);
    expect(idsOf(twice)[0]).not.toBe(idsOf(once)[0]);
    expect(set.pending(twice)).toBeUndefined();
  });
});
