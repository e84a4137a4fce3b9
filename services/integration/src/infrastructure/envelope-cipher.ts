import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CredentialCipher } from '../usecase/ports.ts';

/** WrappedKey is a data key as it is stored. */
export interface WrappedKey {
  id: string;
  wrapped: Buffer;
  wrappingKeyId: string;
}

/** DataKeys stores wrapped data keys, one per workspace. */
export interface DataKeys {
  current(workspaceId: string): Promise<WrappedKey | undefined>;
  find(workspaceId: string, id: string): Promise<WrappedKey | undefined>;
  /** Does nothing where the workspace has one. */
  add(workspaceId: string, key: Omit<WrappedKey, 'id'>): Promise<void>;
}

/** WrappingKeys is the secret `integration-wrapping-keys`: 32 bytes each, in base64. */
export interface WrappingKeys {
  current: string;
  keys: Readonly<Record<string, string>>;
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const cachedKeys = 1_000;

/**
 * createEnvelopeCipher encrypts with AES-256-GCM, under a data key per workspace that is itself encrypted under a
 * wrapping key. Workspace and connection are authenticated with the text: moved to another row, it does not open.
 */
export function createEnvelopeCipher(store: DataKeys, secret: WrappingKeys): CredentialCipher {
  const wrapping = new Map(Object.entries(secret.keys).map(([id, text]) => [id, readKey(id, text)]));
  if (!wrapping.has(secret.current))
    throw new Error(`integration-wrapping-keys has no key ${secret.current}`);
  const unwrapped = new Map<string, Buffer>();

  function wrappingKey(id: string): Buffer {
    const key = wrapping.get(id);
    if (!key) throw new Error(`integration-wrapping-keys has no key ${id}, which a workspace still uses`);
    return key;
  }

  function unwrap(workspaceId: string, { id, wrapped, wrappingKeyId }: WrappedKey): Buffer {
    const known = unwrapped.get(id);
    if (known) return known;
    const key = decrypt(wrappingKey(wrappingKeyId), wrapped, `data-key ${workspaceId}`);
    if (unwrapped.size >= cachedKeys) unwrapped.clear();
    unwrapped.set(id, key);
    return key;
  }

  async function currentKey(workspaceId: string): Promise<WrappedKey> {
    const known = await store.current(workspaceId);
    if (known) return known;
    const wrapped = encrypt(wrappingKey(secret.current), randomBytes(keyBytes), `data-key ${workspaceId}`);
    await store.add(workspaceId, { wrapped, wrappingKeyId: secret.current });
    const made = await store.current(workspaceId);
    if (!made) throw new Error('a new data key was not stored');
    return made;
  }

  return {
    async seal(workspaceId, connectionId, text) {
      const key = await currentKey(workspaceId);
      const ciphertext = encrypt(
        unwrap(workspaceId, key),
        Buffer.from(text),
        `${workspaceId} ${connectionId}`,
      );
      return { dataKeyId: key.id, ciphertext };
    },

    async open(workspaceId, connectionId, { dataKeyId, ciphertext }) {
      const key = await store.find(workspaceId, dataKeyId);
      if (!key) throw new Error('credentials name a data key that their workspace does not have');
      return decrypt(unwrap(workspaceId, key), ciphertext, `${workspaceId} ${connectionId}`).toString();
    },
  };
}

function readKey(id: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes)
    throw new Error(`integration-wrapping-keys: ${id} is not ${keyBytes} bytes in base64`);
  return key;
}

function encrypt(key: Buffer, text: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(-tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
