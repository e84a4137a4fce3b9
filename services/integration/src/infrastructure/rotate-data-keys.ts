import { randomBytes } from 'node:crypto';
import type { Log } from '@neighbourhood/shared/call/call';
import type { Sealed } from '../domain/connection.ts';
import type { CredentialCipher } from '../usecase/ports.ts';
import type { FollowedWrapping, WrappedKey } from './envelope-cipher.ts';
import { keyBytes } from './wrapping.ts';

/** SealedItem is something that a workspace's data key encrypts; `context` is what it was sealed for. */
export interface SealedItem {
  id: string;
  workspaceId: string;
  context: string;
  sealed: Sealed;
}

/** RotatedKeys is the store of data keys and of what they encrypt, for an exchange of the data keys. */
export interface RotatedKeys {
  /** The present, by the clock that dates the keys. */
  now(): Promise<Date>;
  /** Gives some workspaces a new key in place of one made before that time; tells how many. */
  rotateSome(madeBefore: Date, make: (workspaceId: string) => Omit<WrappedKey, 'id'>): Promise<number>;
  /**
   * Seals some of what is under retired keys anew, in one transaction; what `reseal` gives nothing for stays. Changes
   * neither versions nor times: nothing was renewed. Answers where to go on, or undefined when that was all.
   */
  resealSome(
    after: string | undefined,
    reseal: (items: readonly SealedItem[], on: CredentialCipher) => Promise<Map<string, Sealed>>,
  ): Promise<string | undefined>;
}

interface Deps {
  keys: RotatedKeys;
  wrapping: Pick<FollowedWrapping, 'current'>;
  log: Log;
  /** Ends it between two batches: what is left is done by the next run. */
  signal?: AbortSignal;
}

/** Rotated tells what came of an exchange of data keys. */
export interface Rotated {
  /** Workspaces that have a new key. */
  keys: number;
  resealed: number;
  /** What could not be opened; it stays as it is. */
  failed: number;
}

/**
 * rotateDataKeys gives each workspace whose data key is older than that a new one, and seals its credentials under it,
 * in batches, while calls go on: a retired key opens what is still under it. It may be ended and begun again anywhere.
 */
export async function rotateDataKeys(
  { keys, wrapping, log, signal }: Deps,
  olderThanMs: number,
): Promise<Rotated> {
  const madeBefore = new Date((await keys.now()).getTime() - olderThanMs);
  const done: Rotated = { keys: 0, resealed: 0, failed: 0 };
  const make = (workspaceId: string) => {
    const { current, wrap } = wrapping.current;
    return { wrapped: wrap(workspaceId, randomBytes(keyBytes)), wrappingKeyId: current };
  };
  for (let some = -1; some !== 0 && signal?.aborted !== true; done.keys += some)
    some = await keys.rotateSome(madeBefore, make);

  let after: string | undefined;
  do {
    after = await keys.resealSome(after, async (items, cipher) => {
      const resealed = new Map<string, Sealed>();
      for (const { id, workspaceId, context, sealed } of items) {
        try {
          const text = await cipher.open(workspaceId, context, sealed);
          resealed.set(id, await cipher.seal(workspaceId, context, text));
          done.resealed += 1;
        } catch (err) {
          done.failed += 1;
          log.error({ err, workspaceId, item: id }, 'what is encrypted cannot be opened; it stays as it is');
        }
      }
      return resealed;
    });
  } while (after !== undefined && signal?.aborted !== true);
  if (done.keys + done.resealed + done.failed > 0) log.info({ ...done }, 'data keys rotated');
  return done;
}
