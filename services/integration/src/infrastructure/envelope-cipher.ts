import { randomBytes } from 'node:crypto';
import { BrokenSeal, type CredentialCipher } from '../usecase/ports.ts';
import { decrypt, encrypt, keyBytes, type Wrapping } from './wrapping.ts';

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

/** FollowedWrapping is a wrapping that learns new keys: `refresh` reads the secret again. */
export interface FollowedWrapping {
  readonly current: Wrapping;
  refresh(): Promise<void>;
}

const cachedKeys = 1_000;

/**
 * createEnvelopeCipher encrypts with AES-256-GCM, under a data key per workspace that is itself encrypted under a
 * wrapping key. Workspace and connection are authenticated with the text: moved to another row, it does not open.
 */
export function createEnvelopeCipher(store: DataKeys, wrapping: FollowedWrapping): CredentialCipher {
  const unwrapped = new Map<string, Buffer>();

  async function unwrap(workspaceId: string, { id, wrapped, wrappingKeyId }: WrappedKey): Promise<Buffer> {
    const known = unwrapped.get(id);
    if (known) return known;
    // Another replica may have seen a new wrapping key before this one.
    if (!wrapping.current.has(wrappingKeyId)) await wrapping.refresh();
    const key = wrapping.current.unwrap(workspaceId, wrapped, wrappingKeyId);
    if (unwrapped.size >= cachedKeys) unwrapped.clear();
    unwrapped.set(id, key);
    return key;
  }

  async function currentKey(workspaceId: string): Promise<WrappedKey> {
    const known = await store.current(workspaceId);
    if (known) return known;
    const { current, wrap } = wrapping.current;
    await store.add(workspaceId, {
      wrapped: wrap(workspaceId, randomBytes(keyBytes)),
      wrappingKeyId: current,
    });
    const made = await store.current(workspaceId);
    if (!made) throw new Error('a new data key was not stored');
    return made;
  }

  return {
    async seal(workspaceId, connectionId, text) {
      const key = await currentKey(workspaceId);
      const ciphertext = encrypt(
        await unwrap(workspaceId, key),
        Buffer.from(text),
        `${workspaceId} ${connectionId}`,
      );
      return { dataKeyId: key.id, ciphertext };
    },

    async open(workspaceId, connectionId, { dataKeyId, ciphertext }) {
      const key = await store.find(workspaceId, dataKeyId);
      if (!key) throw new Error('credentials name a data key that their workspace does not have');
      const dataKey = await unwrap(workspaceId, key);
      try {
        return decrypt(dataKey, ciphertext, `${workspaceId} ${connectionId}`).toString();
      } catch (cause) {
        throw new BrokenSeal(`the credentials of ${connectionId} cannot be opened`, { cause });
      }
    },
  };
}
