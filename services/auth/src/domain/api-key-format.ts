import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const shape = /^nh_live_[0-9A-Za-z]{8}[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/u;

/** publicLength counts the characters of a key that may be shown: the type and eight random ones. */
export const publicLength = 'nh_live_'.length + 8;

/**
 * formatApiKey writes a key: `nh_live_`, 8 public characters, 43 of secret (256 bits), 6 of CRC-32.
 * The checksum lets secret scanners be sure and typing errors cost no look-up.
 * @param random at least 38 random bytes: 6 public, 32 secret
 */
export function formatApiKey(random: Uint8Array): string {
  const body = `nh_live_${base62(random.subarray(0, 6), 9).slice(-8)}${base62(random.subarray(6, 38), 43)}`;
  return body + checksum(body);
}

/** isApiKey tells whether a string can be a key at all: shape and checksum. */
export function isApiKey(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -6)) === text.slice(-6);
}

function checksum(body: string): string {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, crc32(body));
  return base62(bytes, 6);
}

function base62(bytes: Uint8Array, length: number): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text = alphabet.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return text;
}
