import { type JWK } from 'jose';

/** SigningKeys is a secret of private JWKs: one, or a set of which the first signs and all verify. */
export type SigningKeys = JWK | { readonly keys: readonly JWK[] };

/** currentKey is the one that signs. */
export function currentKey(secret: SigningKeys): JWK {
  const { keys = [secret as JWK] } = secret as { keys?: readonly JWK[] };
  const [current] = keys;
  if (!current) throw new Error('There is no key in the set of signing keys');
  return current;
}
