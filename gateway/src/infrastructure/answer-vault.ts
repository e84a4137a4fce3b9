import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Vault } from '../usecase/idempotency-records.ts';

/** vaultKeys is the secret `gateway-idempotency-key`: the key in use, and older ones that still open. */
export const vaultKeys = z.strictObject({
  current: z.string().min(1),
  keys: z.record(
    z.string(),
    z.base64().refine(text => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes'),
  ),
});

/** VaultKeys as parsed. */
export type VaultKeys = z.output<typeof vaultKeys>;

const nonceLength = 12;
const tagLength = 16;

/**
 * createAnswerVault encrypts with AES-256-GCM under a key derived for each workspace (HKDF-SHA256), so that an
 * answer opens for its own workspace and record only. The key's id stands before the text.
 */
export function createAnswerVault({ current, keys }: VaultKeys): Vault {
  const derived = new Map<string, Buffer>();

  function keyOf(id: string, workspaceId: string): Buffer {
    const name = `${id}/${workspaceId}`;
    const known = derived.get(name);
    if (known) return known;
    const master = keys[id];
    if (master === undefined) throw new Error(`There is no idempotency key ${id}`);
    const key = Buffer.from(
      hkdfSync('sha256', Buffer.from(master, 'base64'), workspaceId, 'gateway idempotency records', 32),
    );
    if (derived.size > 10_000) derived.clear();
    derived.set(name, key);
    return key;
  }

  keyOf(current, '');
  return {
    seal(text, { workspaceId, key }) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current, workspaceId), nonce);
      cipher.setAAD(Buffer.from(key));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current}.${sealed.toString('base64')}`;
    },
    open(sealed, { workspaceId, key }) {
      const dot = sealed.lastIndexOf('.');
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyOf(sealed.slice(0, dot), workspaceId),
        bytes.subarray(0, nonceLength),
      );
      decipher.setAAD(Buffer.from(key));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const text = decipher.update(bytes.subarray(nonceLength, -tagLength), undefined, 'utf8');
      return text + decipher.final('utf8');
    },
  };
}
