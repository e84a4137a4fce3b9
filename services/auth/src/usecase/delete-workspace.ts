import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import type { Clock, Revocations } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { announceKeys, revokeKey } from './revoke-api-key.ts';
import { workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createDeleteWorkspace deletes a workspace and revokes its keys; needs `workspace:delete`. The audit log stays. */
export function createDeleteWorkspace(deps: {
  store: Store;
  access: RequireAccess;
  revocations: Revocations;
  clock: Clock;
}) {
  const { store, access, revocations, clock } = deps;
  return async (request: { workspaceId: string }, call: Call): Promise<void> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'workspace:delete');
    const revoked = await store.transaction(async repositories => {
      if ((await repositories.workspaces.lock(workspaceId)) === undefined) throw workspaceNotFound();
      const now = clock();
      const keys = await repositories.apiKeys.list(workspaceId, { limit: 10_000 });
      const active = keys.filter(key => key.revokedAt === undefined);
      for (const key of active) await revokeKey(repositories, key, call, now);
      for (const { userId } of await repositories.members.listAll(workspaceId)) {
        await repositories.members.remove(workspaceId, userId);
      }
      await repositories.workspaces.delete(workspaceId, now);
      const deed = { workspaceId, action: 'workspace.deleted', targetId: workspaceId };
      await recordAudit(repositories.audit, call, now, deed);
      return active;
    });
    await announceKeys(revocations, revoked, call.log);
  };
}
