import { typeid, TypeID } from 'typeid-js';

/** IdPrefix names the kinds of things that have ids of their own. */
export type IdPrefix =
  | 'usr'
  | 'ses'
  | 'wsp'
  | 'key'
  | 'con'
  | 'cns'
  | 'wfl'
  | 'exe'
  | 'blk'
  | 'hok'
  | 'apr'
  | 'whk'
  | 'dlv'
  | 'evt'
  | 'ntf'
  | 'req'
  | 'rcp'
  | 'aud';

/** newId makes a TypeID: prefix and UUIDv7 in base32, sortable by time, as `usr_01h…`. */
export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString();
}

/** isId tells whether a string is a well-formed id of that prefix. */
export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    return TypeID.fromString(value, prefix).getType() === prefix;
  } catch {
    return false;
  }
}
