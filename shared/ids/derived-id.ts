import { createHash } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { type IdPrefix } from './typed-id.ts';

const variant = 0x80;
const version = 0x70;

/**
 * derivedId makes the same id of the same names, everywhere and for ever. With `at` it sorts among the ids that were
 * made then, as a UUIDv7; without, before all of them. What follows is taken from a hash, 74 bits of it.
 */
export function derivedId(prefix: IdPrefix, names: readonly string[], at?: Date): string {
  const hash = createHash('sha256').update(prefix);
  for (const name of names) hash.update(`:${Buffer.byteLength(name)}:${name}`);
  const bytes = hash.digest().subarray(0, 16);
  bytes.writeUIntBE(Math.max(0, at?.getTime() ?? 0), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | version, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | variant, 8);
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
}
