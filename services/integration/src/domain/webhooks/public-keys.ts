import { createPublicKey, verify } from 'node:crypto';

const edKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** isSignedByEdKey checks a signature of Ed25519; the key is its 32 bytes in hex. What is no key signed nothing. */
export function isSignedByEdKey(payload: Buffer, publicKey: string, signature: Buffer): boolean {
  if (!/^[\da-f]{64}$/i.test(publicKey) || signature.length !== 64) return false;
  const der = Buffer.concat([edKeyPrefix, Buffer.from(publicKey, 'hex')]);
  return verify(null, payload, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** isSignedByEcKey checks a signature of ECDSA with P-256 and SHA-256, in DER; the key is SPKI in base64. */
export function isSignedByEcKey(payload: Buffer, publicKey: string, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return isP256 && verify('sha256', payload, key, signature);
  } catch {
    return false;
  }
}
