import type { Call } from '@neighbourhood/shared/call/call';
import type { Checkpoint } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { requireReader } from './access.ts';

/** CheckpointPage is one page of checkpoints, newest first; without `next` it is the last. */
export interface CheckpointPage {
  checkpoints: readonly Checkpoint[];
  /** The seq before which the next page begins. */
  next?: number;
}

/** createListCheckpoints lists the signed heads of the workspace's chain, for keeping elsewhere. */
export function createListCheckpoints({ ledger }: { ledger: LedgerStore }) {
  return async (
    { limit, before }: { limit: number; before?: number },
    call: Call,
  ): Promise<CheckpointPage> => {
    const page = { limit: limit + 1, ...(before === undefined ? {} : { before }) };
    const found = await ledger.checkpoints(requireReader(call), page);
    const checkpoints = found.slice(0, limit);
    const last = checkpoints.at(-1);
    return found.length > limit && last ? { checkpoints, next: last.seq } : { checkpoints };
  };
}
