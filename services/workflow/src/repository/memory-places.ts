import { type Execution } from '../domain/execution.ts';
import { type PlaceRepository } from '../domain/place-repository.ts';

/** createMemoryPlaces keeps places as long as the process lives: for tests. `pending` finds runs that have not begun. */
export function createMemoryPlaces(
  pending: (id: string) => Execution | undefined,
  now: () => Date = () => new Date(),
): PlaceRepository {
  const rows: { owner: string; workspaceId: string; held: number; until: number }[] = [];
  const queued = new Set<string>();
  const time = () => now().getTime();
  const own = (owner: string, workspaceId: string) =>
    rows.find(row => row.owner === owner && row.workspaceId === workspaceId);
  const drop = (gone: (row: (typeof rows)[number]) => boolean) =>
    void rows.splice(0, rows.length, ...rows.filter(row => !gone(row)));
  const waiting = () => [...queued].map(pending).filter(each => each !== undefined);

  return {
    async draw(owner, workspaceId, wanted, limit, leaseMs) {
      drop(row => row.workspaceId === workspaceId && row.owner !== owner && row.until < time());
      const all = rows
        .filter(row => row.workspaceId === workspaceId)
        .reduce((sum, { held }) => sum + held, 0);
      const row = own(owner, workspaceId) ?? { owner, workspaceId, held: 0, until: 0 };
      if (!rows.includes(row)) rows.push(row);
      row.held += Math.min(wanted, Math.max(limit - all, 0));
      row.until = time() + leaseMs;
      return row.held;
    },
    async keep(owner, workspaceId, held) {
      const row = own(owner, workspaceId);
      if (row) row.held = Math.min(row.held, held);
      drop(each => each === row && held <= 0);
    },
    async renew(owner, leaseMs) {
      const mine = rows.filter(row => row.owner === owner);
      for (const row of mine) row.until = time() + leaseMs;
      return new Map(mine.map(({ workspaceId, held }) => [workspaceId, held]));
    },
    async release(owner) {
      drop(row => row.owner === owner);
    },
    async queue(ids) {
      for (const id of ids) if (pending(id)) queued.add(id);
    },
    async take(workspaceId, limit) {
      const ids = waiting()
        .filter(each => each.workspaceId === workspaceId)
        .map(({ id }) => id)
        .sort()
        .slice(0, limit);
      for (const id of ids) queued.delete(id);
      return ids;
    },
    waiting: async () => [...new Set(waiting().map(({ workspaceId }) => workspaceId))].sort(),
  };
}
