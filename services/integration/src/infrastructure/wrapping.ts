import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

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
  /** Seals a text that goes out and comes back, under a key that is derived for that context. */
  seal(context: string, text: Buffer): Buffer;
  /** Undefined for what was not sealed in that context, or by a key that is gone. */
  open(context: string, sealed: Buffer): Buffer | undefined;
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

  /** What wraps does nothing else. */
  function derivedKey(id: string, context: string): Buffer {
    const info = createHash('sha256').update(context).digest();
    return Buffer.from(hkdfSync('sha256', keyOf(id), '', info, keyBytes));
  }

  return {
    current: secret.current,
    has: id => keys.has(id),
    wrap: (workspaceId, dataKey) => encrypt(keyOf(secret.current), dataKey, `data-key ${workspaceId}`),
    unwrap: (workspaceId, wrapped, id) => decrypt(keyOf(id), wrapped, `data-key ${workspaceId}`),
    seal: (context, text) => encrypt(derivedKey(secret.current, context), text, context),
    open(context, sealed) {
      for (const id of keys.keys()) {
        try {
          return decrypt(derivedKey(id, context), sealed, context);
        } catch {
          // Another key's, or nobody's.
        }
      }
      return undefined;
    },
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
