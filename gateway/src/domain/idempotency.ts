import { createHash } from 'node:crypto';

/** IdempotencyScope is what makes two uses of one Idempotency-Key the same request. */
export interface IdempotencyScope {
  /** `usr_…` or `key_…`. */
  caller: string;
  workspaceId: string;
  method: string;
  path: string;
  key: string;
}

/** IdempotencyRecord is what is kept about one key; `sealed` is the encrypted answer, once there is one. */
export interface IdempotencyRecord {
  state: 'running' | 'done';
  fingerprint: string;
  sealed?: string;
}

/** Verdict is what to do with a request whose key was seen before. */
export type Verdict = 'run' | 'replay' | 'mismatch' | 'running';

const sha256 = (...parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url');
};

/** recordKey names the record of a scope; the caller's own key is not readable from it. */
export function recordKey(scope: IdempotencyScope): string {
  return `idempotency:${sha256(scope.workspaceId, scope.caller, scope.method, scope.path, scope.key)}`;
}

/** fingerprintOf tells whether two requests say the same: their query and the exact bytes of their bodies. */
export function fingerprintOf(query: string, body: Buffer): string {
  return sha256(query, createHash('sha256').update(body).digest('base64url'));
}

/** judge decides by the stored record whether a request runs, is answered again, or is refused. */
export function judge(record: IdempotencyRecord | undefined, fingerprint: string): Verdict {
  if (record === undefined) return 'run';
  if (record.fingerprint !== fingerprint) return 'mismatch';
  return record.state === 'done' ? 'replay' : 'running';
}

/**
 * isKept tells whether an answer is final for its key. 429 and 503 say that nothing was done, so the same key
 * may try again; everything else, a timeout too, may have had its effect and is never run twice.
 */
export function isKept(status: number): boolean {
  return status !== 429 && status !== 503;
}
