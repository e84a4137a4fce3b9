import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * stateOf makes the OAuth state of a token of `/connect/{token}`: whoever sees the state, as the provider does,
 * cannot open the page.
 */
export function stateOf(token: string): string {
  return hashOf(token);
}

/** hashOf is SHA-256 in base64url; no secret that could be guessed belongs in it. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** sameHash tells, in constant time, whether `value` has that hash. */
export function sameHash(value: string, hash: string): boolean {
  const [left, right] = [Buffer.from(hashOf(value)), Buffer.from(hash)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** challengeOf is the S256 code challenge of a PKCE verifier (RFC 7636). */
export function challengeOf(codeVerifier: string): string {
  return hashOf(codeVerifier);
}
