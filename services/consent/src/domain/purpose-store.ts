import type { Purpose } from './purpose.ts';

/** PurposeStore keeps each workspace's own purposes. */
export interface PurposeStore {
  own(workspaceId: string): Promise<Purpose[]>;
  /** replace stores the whole list in place of the one before. */
  replace(workspaceId: string, purposes: readonly Purpose[]): Promise<void>;
  /** inUse finds those of the purposes that an active consent decides for. */
  inUse(workspaceId: string, ids: readonly string[], now: Date): Promise<string[]>;
}
