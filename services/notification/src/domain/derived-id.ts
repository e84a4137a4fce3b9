import { createHash } from 'node:crypto';
import { type IdPrefix } from '@neighbourhood/shared/ids/typed-id';
import { TypeID } from 'typeid-js';

/**
 * derivedId makes a typed id that follows from its parts, so that making something twice makes it once. It sorts
 * by `time`, as other ids do.
 */
export function derivedId(prefix: IdPrefix, time: Date, parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes.writeUIntBE(time.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
}
