import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** SecretBox encrypts short texts; what was sealed under one context opens under no other. */
export interface SecretBox {
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
  /** False for what was sealed by an older key. */
  isCurrent(sealed: string): boolean;
}

/** WrappingKeys are the content of a secret `<app>-wrapping-keys`: 32-byte keys in base64, by id. */
export interface WrappingKeys {
  /** Id of the key that seals. */
  current: string;
  /** All keys that may still be needed to open. */
  keys: Readonly<Record<string, string>>;
}

const format = 'v1';
const tagBytes = 16;

/**
 * createAesSecretBox seals by AES-256-GCM, as `v1.<key id>.<nonce>.<ciphertext and tag>`; the context is bound in.
 * Throws an Error that names the secret for keys that are unusable.
 */
export function createAesSecretBox({ current, keys }: WrappingKeys, secret: string): SecretBox {
  const byId = new Map(Object.entries(keys).map(([id, text]) => [id, Buffer.from(text, 'base64')]));
  for (const [id, key] of byId) {
    if (key.length !== 32 || id.includes('.'))
      throw new Error(`${secret}: the key ${id} is not 32 bytes in base64, or its id has a dot`);
  }
  const keyOf = (id: string): Buffer => {
    const key = byId.get(id);
    if (!key) throw new Error(`${secret}: there is no key ${id}`);
    return key;
  };
  keyOf(current);

  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current), nonce, { authTagLength: tagBytes }).setAAD(
        Buffer.from(context),
      );
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [format, current, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    isCurrent: text => text.startsWith(`${format}.${current}.`),
    open(text, context) {
      const [version, id = '', nonce = '', rest = ''] = text.split('.');
      if (version !== format) throw new Error('This was not sealed here');
      const sealed = Buffer.from(rest, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), Buffer.from(nonce, 'base64url'), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
