import { type Jwk, keysOf, newSigningKey, newWrappingKey } from '../platform/secrets.ts';

/**
 * KeySet is how a secret that holds several keys is rotated. A new key is added first, which every process must know
 * before any uses it; then it is used; and the old ones are dropped when nothing needs them any more.
 */
export interface KeySet {
  /** The id of a key that was added and is not used yet. */
  pending(secret: string): string | undefined;
  add(secret: string): string;
  /** Uses the key that is pending. */
  use(secret: string): string;
  /** Keeps the key in use alone. */
  drop(secret: string): string;
  /** Ids of those that `drop` drops. */
  old(secret: string): string[];
  /** When the key in use was made, if it says so. */
  since(secret: string): Date | undefined;
}

const madeAt = ({ iat }: Jwk): number => (typeof iat === 'number' ? iat : 0);
const idOf = ({ kid }: Jwk): string => String(kid);
const asSet = (keys: readonly Jwk[]): string => JSON.stringify({ keys });

/** signingKeys: private JWKs, of which the first signs. */
export const signingKeys: KeySet = {
  pending(secret) {
    const [current, ...others] = keysOf(secret);
    const last = others.at(-1);
    return current && last && madeAt(last) > madeAt(current) ? idOf(last) : undefined;
  },
  add(secret) {
    const keys = keysOf(secret);
    // Later than all there are, also where the clock was set back: what is pending is told by that.
    const iat = Math.max(Date.now() / 1000, ...keys.map(key => madeAt(key) + 0.001));
    return asSet([...keys, newSigningKey(iat)]);
  },
  use(secret) {
    const keys = keysOf(secret);
    return asSet([...keys.slice(-1), ...keys.slice(0, -1)]);
  },
  drop: secret => asSet(keysOf(secret).slice(0, 1)),
  old: secret => keysOf(secret).slice(1).map(idOf),
  since(secret) {
    const [current] = keysOf(secret);
    return current === undefined || madeAt(current) === 0 ? undefined : new Date(madeAt(current) * 1000);
  },
};

interface Wrapping {
  current: string;
  keys: Record<string, string>;
}

const parse = (secret: string): Wrapping => JSON.parse(secret) as Wrapping;

/** When a key was made, as its id says; an id of another kind is older than all. */
function stampOf(id: string): number {
  const [, date = '', time = '', ms = ''] = /^(\d{8})T(\d{6})(\d{3})Z-/.exec(id) ?? [];
  const iso = `${date.replace(/(..)(..)$/, '-$1-$2')}T${time.replace(/(..)(..)$/, ':$1:$2')}.${ms}Z`;
  return date === '' ? 0 : Date.parse(iso);
}

/** wrappingKeys: AES keys by id, of which `current` encrypts. */
export const wrappingKeys: KeySet = {
  pending(secret) {
    const { current, keys } = parse(secret);
    const others = Object.keys(keys).filter(id => id !== current);
    const newest = others.sort((a, b) => stampOf(a) - stampOf(b)).at(-1);
    return newest !== undefined && stampOf(newest) > stampOf(current) ? newest : undefined;
  },
  add(secret) {
    const { current, keys } = parse(secret);
    const [id, key] = newWrappingKey(
      new Date(Math.max(Date.now(), ...Object.keys(keys).map(known => stampOf(known) + 1))),
    );
    return JSON.stringify({ current, keys: { ...keys, [id]: key } });
  },
  use(secret) {
    const value = parse(secret);
    return JSON.stringify({ ...value, current: wrappingKeys.pending(secret) ?? value.current });
  },
  drop(secret) {
    const { current, keys } = parse(secret);
    return JSON.stringify({ current, keys: { [current]: keys[current] } });
  },
  old(secret) {
    const { current, keys } = parse(secret);
    return Object.keys(keys).filter(id => id !== current);
  },
  since(secret) {
    const stamp = stampOf(parse(secret).current);
    return stamp === 0 ? undefined : new Date(stamp);
  },
};
