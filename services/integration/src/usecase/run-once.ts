import { createHash } from 'node:crypto';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { CredentialCipher, Runs } from './ports.ts';

interface Deps {
  runs: Runs;
  cipher: CredentialCipher;
  /** How long a claim holds when its process died. */
  leaseSeconds: number;
}

/** OnceRequest names a run, and what it was asked to do. */
export interface OnceRequest {
  workspaceId: string;
  /** '' means: just run. */
  key: string;
  asked: unknown;
}

/**
 * createRunOnce runs `work` once per key: the same key answers with the result of the first success, encrypted at
 * rest, for 24 hours. A failure is not remembered. The same key for something else fails with IDEMPOTENCY.MISMATCH,
 * and while the first still runs with IDEMPOTENCY.IN_PROGRESS.
 */
export function createRunOnce({ runs, cipher, leaseSeconds }: Deps) {
  return async <T>({ workspaceId, key, asked }: OnceRequest, work: () => Promise<T>): Promise<T> => {
    if (key === '') return work();
    const run = { workspaceId, key };
    const requestHash = createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
    const claim = await runs.claim({ ...run, requestHash, leaseSeconds });
    if (claim.state === 'running') {
      throw new AppError('conflict', 'IDEMPOTENCY.IN_PROGRESS', 'This request is still being worked on.', {
        retryAfterSeconds: 1,
      });
    }
    if (claim.state === 'done') {
      if (claim.requestHash === requestHash) {
        return JSON.parse(await cipher.open(workspaceId, `run:${key}`, claim.result)) as T;
      }
      throw new AppError(
        'unprocessable',
        'IDEMPOTENCY.MISMATCH',
        'This idempotency key was used for another request.',
      );
    }
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await runs.release(run);
      throw error;
    }
    await runs.finish(run, await cipher.seal(workspaceId, `run:${key}`, JSON.stringify(result)));
    return result;
  };
}
