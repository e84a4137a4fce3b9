import {
  appliesTo,
  type BulkAction,
  type BulkOperation,
  type BulkRepository,
} from '../domain/bulk-operation.ts';
import { type ExecutionFilter, type ExecutionRepository } from '../domain/execution-repository.ts';
import { type ExecutionStatus } from '../domain/execution.ts';

const all = { limit: 1_000_000 };

/** createMemoryBulk keeps operations as long as the process lives: for tests. */
export function createMemoryBulk(
  executions: Pick<ExecutionRepository, 'list'>,
  now: () => Date = () => new Date(),
): BulkRepository {
  const rows = new Map<string, { operation: BulkOperation; owner?: string; until?: number }>();

  async function matching(
    workspaceId: string,
    action: BulkAction,
    filter: ExecutionFilter,
  ): Promise<string[]> {
    const states: readonly ExecutionStatus[] = appliesTo[action];
    const found = await executions.list(workspaceId, filter, all);
    return found
      .filter(({ status }) => states.includes(status))
      .map(({ id }) => id)
      .sort();
  }

  return {
    count: async (workspaceId, action, filter, most) =>
      Math.min(most, (await matching(workspaceId, action, filter)).length),

    async insert(operation, most) {
      const open = [...rows.values()].filter(
        each => each.operation.workspaceId === operation.workspaceId && !each.operation.endedAt,
      );
      if (open.length >= most) return false;
      rows.set(operation.id, { operation: { ...operation } });
      return true;
    },

    async find(workspaceId, id) {
      const operation = rows.get(id)?.operation;
      return operation?.workspaceId === workspaceId ? { ...operation } : undefined;
    },

    async claim(owner, leaseMs, id) {
      const time = now().getTime();
      const row = [...rows.values()].find(
        ({ operation, until = 0 }) =>
          !operation.endedAt && until <= time && (id === undefined || operation.id === id),
      );
      if (row) Object.assign(row, { owner, until: time + leaseMs });
      return row && { ...row.operation };
    },

    async next({ workspaceId, action, filter, cursor }, limit) {
      return (await matching(workspaceId, action, filter)).filter(id => id > cursor).slice(0, limit);
    },

    async store(operation, owner, leaseMs) {
      const row = rows.get(operation.id);
      if (row?.owner !== owner || row.operation.endedAt) return false;
      Object.assign(row, { operation: { ...operation }, until: now().getTime() + leaseMs });
      return true;
    },

    async forget(before) {
      for (const [id, { operation }] of rows)
        if (operation.endedAt && operation.endedAt < before) rows.delete(id);
    },
  };
}
