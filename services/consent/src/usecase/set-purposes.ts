import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { checkPurposes, defaultPurpose, type Purpose, withBuiltIn } from '../domain/purpose.ts';
import type { PurposeStore } from '../domain/purpose-store.ts';
import type { Clock } from './ports.ts';

/** createSetPurposes replaces the workspace's own purposes; one that an active consent is for must stay. */
export function createSetPurposes({ purposes, clock }: { purposes: PurposeStore; clock: Clock }) {
  return async (wanted: readonly Purpose[], call: Call): Promise<Purpose[]> => {
    requirePermission(call, 'workspace:write');
    const workspaceId = requireWorkspace(call);
    checkPurposes(wanted);
    const own = wanted.filter(({ id }) => id !== defaultPurpose);
    const kept = new Set(own.map(({ id }) => id));
    const dropped = (await purposes.own(workspaceId)).map(({ id }) => id).filter(id => !kept.has(id));
    const inUse = await purposes.inUse(workspaceId, dropped, clock());
    if (inUse.length > 0) {
      throw new AppError(
        'conflict',
        'CONSENT.PURPOSE_IN_USE',
        `Active consents are for: ${inUse.join(', ')}.`,
      );
    }
    await purposes.replace(workspaceId, own);
    return withBuiltIn(own);
  };
}
