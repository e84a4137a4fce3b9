import { createLocalJWKSet, errors, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import type { AccessTokens, Clock, TokenProblem } from '../usecase/ports.ts';

/** PrivateKeys is the secret `auth-signing-keys`: private JWKs, the current one first. */
export interface PrivateKeys {
  readonly keys: readonly JWK[];
}

/** TokenOptions: private EdDSA keys of which the first signs, and the claims that every token has. */
export interface TokenOptions {
  readonly keys: PrivateKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly lifeMs: number;
  readonly clock: Clock;
}

/** JoseAccessTokens also publishes the keys that verify them. */
export interface JoseAccessTokens extends AccessTokens {
  readonly jwks: JSONWebKeySet;
}

/**
 * createJoseAccessTokens signs access tokens (EdDSA, `typ` at+jwt, claims sub, sid, iss, aud, iat, exp).
 * Throws when a key is not a private Ed25519 JWK with a kid, or two share one.
 */
export async function createJoseAccessTokens(options: TokenOptions): Promise<JoseAccessTokens> {
  const { keys, issuer, audience, lifeMs, clock } = options;
  const current = keys.keys[0];
  if (current === undefined) throw new Error('auth-signing-keys holds no key');
  const jwks = { keys: keys.keys.map(publicPart) };
  if (new Set(jwks.keys.map(key => key.kid)).size < jwks.keys.length)
    throw new Error('auth-signing-keys repeats a kid');
  const signingKey = await importJWK(current, 'EdDSA');
  const verifyingKeys = createLocalJWKSet(jwks);
  return {
    jwks,
    lifeMs,
    async issue({ userId, sessionId, notAfter }) {
      const now = clock();
      const expiresAt = new Date(Math.min(now.getTime() + lifeMs, notAfter.getTime()));
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({
          alg: 'EdDSA',
          typ: 'at+jwt',
          ...(current.kid === undefined ? {} : { kid: current.kid }),
        })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(signingKey);
      return { token, expiresAt };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify<{ sid?: unknown }>(token, verifyingKeys, {
          algorithms: ['EdDSA'], issuer, audience, typ: 'at+jwt', currentDate: clock(),
          requiredClaims: ['sub', 'sid', 'exp'],
        }); // prettier-ignore
        const { sub = '', sid, exp = 0 } = payload;
        if (typeof sid !== 'string') return { problem: 'malformed' };
        return { claims: { userId: sub, sessionId: sid, expiresAt: new Date(exp * 1000) } };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },
  };
}

function publicPart({ kty, crv, x, kid, d }: JWK): JWK {
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined || d === undefined || kid === undefined) {
    throw new Error('auth-signing-keys must hold private Ed25519 keys with a kid');
  }
  return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' };
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'signature';
  return 'malformed';
}
