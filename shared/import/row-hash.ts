import { createHmac } from 'node:crypto';

/** stable writes a value as JSON whose keys are sorted: equal values give equal text. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * rowHash is the HMAC-SHA256 of a row, in hex. The key is the hash of the file: whoever has that file could compute
 * it, nobody else can guess at what a row holds.
 */
export function rowHash(fileHash: string, row: unknown): string {
  return createHmac('sha256', fileHash).update(stable(row)).digest('hex');
}

const modulus = 1n << 256n;

/** Sum adds hashes up, in whatever order they come; unlike XOR, a row that is there twice counts twice. */
export interface Sum {
  add(hash: string): void;
  /** The rows that were added. */
  readonly count: number;
  readonly hex: string;
}

/** createSum begins with nothing. */
export function createSum(): Sum {
  let total = 0n;
  let count = 0;
  return {
    add(hash) {
      total = (total + BigInt(`0x${hash}`)) % modulus;
      count += 1;
    },
    get count() {
      return count;
    },
    get hex() {
      return total.toString(16).padStart(64, '0');
    },
  };
}
