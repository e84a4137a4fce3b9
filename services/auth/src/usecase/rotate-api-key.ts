import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { isUsable, keyPermissions } from '../domain/api-key.ts';
import type { ApiKey } from '../domain/api-key.ts';
import { covers } from '../domain/permission.ts';
import type { Store } from '../domain/repositories.ts';
import type { NewApiKey } from './create-api-key.ts';
import type { Clock, KeySecrets, Revocations } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { announceKeys, keyNotFound, revokeKey } from './revoke-api-key.ts';
import { createRequireAccess, workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

const maxOverlapSeconds = 7 * 24 * 3600;

/** RotateRequest: the old key works for `overlapSeconds` more (a day when absent, none when 0). */
export interface RotateRequest {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly overlapSeconds?: number | undefined;
}

/**
 * createRotateApiKey replaces a key by a new one of the same scopes, limit and expiry. Needs `apikey:create`,
 * every permission of the key, and `apikey:revoke` unless the caller made the key.
 * Fails with API_KEY.NOT_FOUND, or API_KEY.REVOKED for one that is revoked, expired or rotated already.
 */
export function createRotateApiKey(deps: {
  store: Store;
  access: RequireAccess;
  secrets: KeySecrets;
  revocations: Revocations;
  clock: Clock;
}) {
  const { store, access, secrets, revocations, clock } = deps;

  function requireRotatable(old: ApiKey, held: readonly string[], call: Call, now: Date): void {
    const mayEnd = held.includes('apikey:revoke') || old.createdBy === call.identity.subject;
    if (!mayEnd || !covers(held, keyPermissions(old))) {
      throw new AppError('permissionDenied', 'AUTH.FORBIDDEN', 'This key may do more than you may.');
    }
    if (!isUsable(old, now) || old.replacedBy !== undefined) {
      throw new AppError('conflict', 'API_KEY.REVOKED', 'The key is revoked, expired or rotated already.');
    }
  }

  return async (request: RotateRequest, call: Call): Promise<NewApiKey & { previousExpiresAt: Date }> => {
    const { workspaceId, keyId } = request;
    const overlap = requireOverlap(request.overlapSeconds ?? 86_400);
    await access(call, workspaceId, 'apikey:create');
    const { key, prefix, hash } = secrets.create();
    const { apiKey, ended, previousExpiresAt } = await store.transaction(async repositories => {
      if ((await repositories.workspaces.lock(workspaceId)) === undefined) throw workspaceNotFound();
      // Asked again behind the lock: the caller's own role may just have changed.
      const held = await createRequireAccess(repositories)(call, workspaceId, 'apikey:create');
      const old = await repositories.apiKeys.lock(workspaceId, keyId);
      if (old === undefined) throw keyNotFound();
      const now = clock();
      requireRotatable(old, held, call, now);
      const { lastUsedAt: _, ...kept } = old;
      const fresh: ApiKey = {
        ...kept,
        id: newId('key'),
        prefix,
        hash,
        createdBy: call.identity.subject,
        createdAt: now,
      };
      await repositories.apiKeys.create(fresh);
      const ends = sooner(old.expiresAt, now, overlap);
      const replaced = { ...old, replacedBy: fresh.id, expiresAt: ends };
      if (overlap === 0) await revokeKey(repositories, replaced, call, now);
      else await repositories.apiKeys.update(replaced);
      const detail = { prefix, replaces: old.id, overlapSeconds: overlap };
      await recordAudit(repositories.audit, call, now, {
        workspaceId,
        action: 'api_key.rotated',
        targetId: fresh.id,
        detail,
      });
      return { apiKey: fresh, ended: overlap === 0 ? [old] : [], previousExpiresAt: ends };
    });
    await announceKeys(revocations, ended, call.log);
    return { apiKey, key, previousExpiresAt };
  };
}

function requireOverlap(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= maxOverlapSeconds) return seconds;
  throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The overlap is not valid.', {
    fields: [{ path: 'overlapSeconds', message: `must be a whole number from 0 to ${maxOverlapSeconds}` }],
  });
}

function sooner(expiresAt: Date | undefined, now: Date, overlapSeconds: number): Date {
  const end = new Date(now.getTime() + overlapSeconds * 1000);
  return expiresAt !== undefined && expiresAt < end ? expiresAt : end;
}
