/** Json is any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** JsonObject is a JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** isObject tells whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** sizeOf is the length of a value as JSON text, in UTF-8 bytes. */
export function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * canonicalJson writes a value as RFC 8785 asks: members sorted by UTF-16 code units, no white space, numbers
 * and strings as ECMAScript prints them. Equal content gives equal text, whatever the author's order was.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
