import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type AccessTokens } from '../usecase/ports.ts';

/** AccessTokenOptions: where keys come from and what tokens must say. */
export interface AccessTokenOptions {
  fetchKeys(): Promise<JSONWebKeySet>;
  issuer: string;
  audience: string;
  /** Keys older than this are fetched again. */
  maxAgeMs?: number;
  /** An unknown key id fetches at most this often. */
  cooldownMs?: number;
  now?: () => number;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

const invalid = (cause?: unknown) =>
  new AppError('unauthenticated', 'AUTH.INVALID_TOKEN', 'The access token is not valid.', { cause });

/**
 * createAccessTokens verifies access tokens here, without asking anybody: signature, issuer, audience, life. A
 * key id that is not known yet (keys rotate) fetches the keys anew; while they cannot be fetched, old keys serve.
 */
export function createAccessTokens(
  options: AccessTokenOptions,
): AccessTokens & { keys(): Promise<JSONWebKeySet> } {
  const { fetchKeys, issuer, audience, maxAgeMs = 300_000, cooldownMs = 5_000, now = Date.now } = options;
  let known: { jwks: JSONWebKeySet; set: KeySet; at: number } | undefined;
  let fetching: Promise<void> | undefined;
  let triedAt = -Infinity;

  async function load(): Promise<void> {
    triedAt = now();
    const jwks = await fetchKeys();
    known = { jwks, set: createLocalJWKSet(jwks), at: now() };
  }

  function refresh(): Promise<void> {
    fetching ??= load().finally(() => (fetching = undefined));
    return fetching;
  }

  async function current(): Promise<{ jwks: JSONWebKeySet; set: KeySet }> {
    const stale = known === undefined || now() - known.at > maxAgeMs;
    if (stale && (known === undefined || now() - triedAt > cooldownMs)) {
      await refresh().catch((cause: unknown) => {
        if (known) return;
        throw new AppError(
          'unavailable',
          'AUTH.UNAVAILABLE',
          'Access tokens cannot be checked right now; try again.',
          { cause },
        );
      });
    }
    if (known === undefined)
      throw new AppError(
        'unavailable',
        'AUTH.UNAVAILABLE',
        'Access tokens cannot be checked right now; try again.',
      );
    return known;
  }

  async function check(token: string) {
    const verify = async () =>
      jwtVerify(token, (await current()).set, {
        issuer,
        audience,
        algorithms: ['EdDSA', 'Ed25519', 'ES256'],
        clockTolerance: 5,
        requiredClaims: ['sub', 'exp'],
      });
    try {
      return await verify();
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - triedAt < cooldownMs) throw error;
      await refresh().catch(() => undefined);
      return verify();
    }
  }

  return {
    keys: async () => (await current()).jwks,
    async verify(token) {
      const { payload } = await check(token).catch((error: unknown) => {
        if (error instanceof errors.JWTExpired) {
          throw new AppError(
            'unauthenticated',
            'AUTH.TOKEN_EXPIRED',
            'The access token has expired; refresh it.',
            { cause: error },
          );
        }
        if (error instanceof errors.JOSEError) throw invalid(error);
        throw error;
      });
      const { sub, sid } = payload;
      if (typeof sub !== 'string' || typeof sid !== 'string') throw invalid();
      return { userId: sub, sessionId: sid };
    },
  };
}
