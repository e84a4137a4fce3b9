import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { formatApiKey, isApiKey, publicLength } from '../domain/api-key-format.ts';
import type { Digest, KeySecrets, RefreshSecrets } from '../usecase/ports.ts';

/** Secrets are what depends on the pepper, each with a key of its own derived from it. */
export interface Secrets {
  readonly apiKeys: KeySecrets;
  readonly refresh: RefreshSecrets;
  readonly digest: Digest;
}

/** createSecrets derives its keys from `pepper`, at least 32 characters of randomness. Throws on less. */
export function createSecrets(pepper: string): Secrets {
  if (pepper.length < 32) throw new Error('auth-key-pepper must have at least 32 characters');
  const keyed = (purpose: string) => {
    const key = Buffer.from(hkdfSync('sha256', pepper, 'neighbourhood-auth', purpose, 32));
    return (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  };
  const keyHash = keyed('api-key');
  const tokenHash = keyed('refresh-token');
  const successorOf = keyed('refresh-successor');
  return {
    apiKeys: {
      create() {
        const key = formatApiKey(randomBytes(38));
        return { key, prefix: key.slice(0, publicLength), hash: keyHash(key) };
      },
      hash: key => (isApiKey(key) ? keyHash(key) : undefined),
    },
    refresh: {
      create: () => `nhr_${randomBytes(32).toString('base64url')}`,
      hash: tokenHash,
      nonce: () => randomBytes(32).toString('base64url'),
      successor: (token, nonce) => `nhr_${successorOf(`${nonce}.${token}`)}`,
    },
    digest: keyed('login-attempts'),
  };
}
