import { newId } from '@neighbourhood/shared/ids/typed-id';
import { approvalRepositoryContract } from '../../test/approvals.contract.ts';
import { hookRepositoryContract } from '../../test/hooks.contract.ts';
import { type TenantEvent } from '../domain/tenant-event.ts';
import { createMemoryApprovals } from './memory-approvals.ts';
import { createMemoryHooks } from './memory-hooks.ts';

describe('hooks in memory', () => {
  hookRepositoryContract(createMemoryHooks);
});

describe('approvals in memory', () => {
  approvalRepositoryContract(() => {
    const ended = new Set<string>();
    const events: TenantEvent[] = [];
    return {
      approvals: createMemoryApprovals({
        runEnded: async (_workspaceId, id) => ended.has(id),
        publish: async (_workspaceId, event) => void events.push(event),
      }),
      startRun: async () => newId('exe'),
      endRun: async (_workspaceId, id) => void ended.add(id),
      published: async () => events,
    };
  });
});
