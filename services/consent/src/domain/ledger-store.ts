import type { Chain, Checkpoint, Entry, Head } from './ledger.ts';

/** LedgerStore reads the chains that changes of consents append to, and keeps their checkpoints. */
export interface LedgerStore {
  /** history returns up to `limit` of a consent's entries in order, those after the seq `after`. */
  history(workspaceId: string, consentId: string, page: { limit: number; after: number }): Promise<Entry[]>;
  /** read hands over a workspace's whole chain; it holds until `use` is done. */
  read<T>(workspaceId: string, use: (chain: Chain) => Promise<T>): Promise<T>;
  /** checkpoints returns up to `limit` checkpoints below the seq `before`, newest first. */
  checkpoints(workspaceId: string, page: { limit: number; before?: number }): Promise<Checkpoint[]>;
  /** unsigned finds chains of any workspace that grew since their last checkpoint. */
  unsigned(limit: number): Promise<(Head & { workspaceId: string })[]>;
  /** addCheckpoint keeps a checkpoint; a second one of the same head changes nothing. */
  addCheckpoint(checkpoint: Checkpoint): Promise<void>;
}
