import type { Sealed } from '../../src/domain/connection.ts';
import type { Runs } from '../../src/usecase/ports.ts';

/** createMemoryRuns remembers runs in memory. */
export function createMemoryRuns(now: () => number = Date.now): Runs {
  const runs = new Map<string, { requestHash: string; until: number; result?: Sealed }>();
  const keyOf = ({ workspaceId, key }: { workspaceId: string; key: string }) => `${workspaceId} ${key}`;
  return {
    async claim({ requestHash, leaseSeconds, ...run }) {
      const known = runs.get(keyOf(run));
      if (known?.result) return { state: 'done', requestHash: known.requestHash, result: known.result };
      if (known && known.until > now()) return { state: 'running' };
      runs.set(keyOf(run), { requestHash, until: now() + leaseSeconds * 1_000 });
      return { state: 'claimed' };
    },
    async finish(run, result) {
      const known = runs.get(keyOf(run));
      if (known) runs.set(keyOf(run), { ...known, result });
    },
    async release(run) {
      if (!runs.get(keyOf(run))?.result) runs.delete(keyOf(run));
    },
  };
}
