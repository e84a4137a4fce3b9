import { type IdentityVerifier } from '../grpc/identity.ts';
import { type RotatingSecret } from './rotating-secret.ts';

/** rotatingVerifier verifies by the newest public keys; a key that it does not know has them read again first. */
export function rotatingVerifier(keys: RotatingSecret<IdentityVerifier>): IdentityVerifier {
  return async token => {
    try {
      return await keys.current(token);
    } catch (error) {
      if (!isUnknownKey(error)) throw error;
      await keys.refresh();
      return keys.current(token);
    }
  };
}

function isUnknownKey(error: unknown): boolean {
  const { cause } = (error ?? {}) as { cause?: { code?: unknown } };
  return cause?.code === 'ERR_JWKS_NO_MATCHING_KEY';
}
