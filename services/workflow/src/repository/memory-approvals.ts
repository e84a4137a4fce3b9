import { type ApprovalRepository } from '../domain/approvals/approval-repository.ts';
import { type Approval, decidedEvent } from '../domain/approvals/approval.ts';
import { type TenantEvent } from '../domain/tenant-event.ts';

interface Deps {
  runEnded: (workspaceId: string, executionId: string) => Promise<boolean>;
  publish: (workspaceId: string, event: TenantEvent) => Promise<void>;
}

/** createMemoryApprovals keeps approvals as long as the process lives: for tests. */
export function createMemoryApprovals({ runEnded, publish }: Deps): ApprovalRepository {
  const all = new Map<string, Approval>();
  const shown = async (approval: Approval): Promise<Approval> => ({
    ...structuredClone(approval),
    runEnded: await runEnded(approval.workspaceId, approval.executionId),
  });
  const find = async (tokenHash: string) => {
    const found = [...all.values()].find(each => each.tokenHash === tokenHash);
    return found && shown(found);
  };
  const token = ({ id, sealedToken }: Approval) => ({ id, sealedToken });
  return {
    async add(approval) {
      const stored = all.get(approval.id) ?? { ...structuredClone(approval), runEnded: false };
      all.set(approval.id, stored);
      return shown(stored);
    },
    find,
    async decide(tokenHash, decide) {
      const approval = await find(tokenHash);
      if (!approval) return undefined;
      // As it is by now: from here on nobody comes in between.
      const decided = decide({ ...approval, ...all.get(approval.id), runEnded: approval.runEnded });
      all.set(approval.id, decided);
      await publish(approval.workspaceId, decidedEvent(decided));
      return decided;
    },
    tokensOf: async executionId =>
      [...all.values()].filter(each => each.executionId === executionId).map(token),
    everywhere: async (after, limit) =>
      [...all.values()]
        .filter(({ id }) => after === undefined || id > after)
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
        .map(token),
    async reseal(id, sealedToken) {
      const approval = all.get(id);
      if (approval) all.set(id, { ...approval, sealedToken });
    },
  };
}
