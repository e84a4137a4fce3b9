import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** WrappingKeys is the secret `integration-wrapping-keys`: 32 bytes each, in base64. */
export interface WrappingKeys {
  /** Id of the key that wraps. */
  current: string;
  /** All keys that may still be needed to unwrap. */
  keys: Readonly<Record<string, string>>;
}

/** Wrapping encrypts the data keys of workspaces. */
export interface Wrapping {
  /** Id of the key that wraps now. */
  readonly current: string;
  wrap(workspaceId: string, dataKey: Buffer): Buffer;
  has(wrappingKeyId: string): boolean;
  /** Throws where the secret has no such key. */
  unwrap(workspaceId: string, wrapped: Buffer, wrappingKeyId: string): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** keyBytes is the length of every key. */
export const keyBytes = 32;

/** createWrapping reads the secret. Throws where it is unusable, without telling a key. */
export function createWrapping(secret: WrappingKeys): Wrapping {
  const keys = new Map(Object.entries(secret.keys).map(([id, text]) => [id, readKey(id, text)]));
  if (!keys.has(secret.current)) throw new Error(`integration-wrapping-keys has no key ${secret.current}`);

  function keyOf(id: string): Buffer {
    const key = keys.get(id);
    if (!key) throw new Error(`integration-wrapping-keys has no key ${id}, which a workspace still uses`);
    return key;
  }

  return {
    current: secret.current,
    has: id => keys.has(id),
    wrap: (workspaceId, dataKey) => encrypt(keyOf(secret.current), dataKey, `data-key ${workspaceId}`),
    unwrap: (workspaceId, wrapped, id) => decrypt(keyOf(id), wrapped, `data-key ${workspaceId}`),
  };
}

function readKey(id: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes)
    throw new Error(`integration-wrapping-keys: ${id} is not ${keyBytes} bytes in base64`);
  return key;
}

/** encrypt seals by AES-256-GCM, as nonce, ciphertext, tag; the context is authenticated with it. */
export function encrypt(key: Buffer, text: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** decrypt opens what encrypt sealed under the same key and context, and throws for all else. */
export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(-tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
