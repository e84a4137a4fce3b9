import { type Identity } from '@neighbourhood/shared/call/call';
import { type IdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { type SignIdentity } from '../usecase/ports.ts';
import { createTtlCache } from './ttl-cache.ts';

const lifeSeconds = 90;
const reuseMs = 30_000;

/**
 * createIdentitySigning signs identities for 90 seconds and signs one identity again only after 30: a signature
 * costs more than a whole look-up, and every token outlives the longest request that it can be used for.
 */
export function createIdentitySigning(signer: IdentitySigner, { reuse = reuseMs } = {}): SignIdentity {
  const tokens = createTtlCache<string>({ ttlMs: reuse, max: 10_000 });
  return (identity: Omit<Identity, 'issuer'>) =>
    tokens.get(JSON.stringify(identity), () => signer.sign(identity, { ttlSeconds: lifeSeconds }));
}
