import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** digest is SHA-256, in hex, over the canonical JSON (RFC 8785) of a value. */
export function digest(value: object): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}
