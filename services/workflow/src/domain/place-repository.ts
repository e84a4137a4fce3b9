/**
 * PlaceRepository shares a workspace's places for runs at work out among processes, and keeps the runs that wait for one.
 * What a process holds ends with its lease.
 */
export interface PlaceRepository {
  /** Gives a process up to so many more places, as far as all together stay within the limit; tells how many it holds. */
  draw(owner: string, workspaceId: string, wanted: number, limit: number, leaseMs: number): Promise<number>;
  /** Makes a process hold no more than so many. */
  keep(owner: string, workspaceId: string, held: number): Promise<void>;
  /** Renews all leases of a process; gives what it still holds. */
  renew(owner: string, leaseMs: number): Promise<Map<string, number>>;
  /** Gives everything back. */
  release(owner: string): Promise<void>;
  /** Lets runs that have not begun wait for a place. */
  queue(executionIds: readonly string[]): Promise<void>;
  /** Takes the oldest runs of a workspace that wait, as many as that at most; whoever takes them begins them. */
  take(workspaceId: string, limit: number): Promise<string[]>;
  /** Workspaces whose runs wait. */
  waiting(): Promise<string[]>;
}
