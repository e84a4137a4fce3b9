import { type IdempotencyRecord } from '../domain/idempotency.ts';

/** IdempotencyRecords keeps what was answered under each key. */
export interface IdempotencyRecords {
  find(key: string): Promise<IdempotencyRecord | undefined>;
  /** Claims a key for a request that begins now; false when another request was first. */
  claim(key: string, fingerprint: string): Promise<boolean>;
  /** Keeps the answer, encrypted. */
  keep(key: string, fingerprint: string, sealed: string): Promise<void>;
  /** Lets the next request with the key run. */
  release(key: string): Promise<void>;
}

/** Vault encrypts kept answers; `context` binds a text to the one record that it belongs to. */
export interface Vault {
  seal(text: string, context: { workspaceId: string; key: string }): string;
  open(sealed: string, context: { workspaceId: string; key: string }): string;
}
