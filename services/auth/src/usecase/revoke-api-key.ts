import type { Call, Log } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { ApiKey } from '../domain/api-key.ts';
import type { Repositories, Store } from '../domain/repositories.ts';
import type { Clock, Revocations } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createRevokeApiKey ends a key at once; needs `apikey:revoke`. Idempotent; fails with API_KEY.NOT_FOUND. */
export function createRevokeApiKey(deps: {
  store: Store;
  access: RequireAccess;
  revocations: Revocations;
  clock: Clock;
}) {
  const { store, access, revocations, clock } = deps;
  return async (request: { workspaceId: string; keyId: string }, call: Call): Promise<void> => {
    const { workspaceId, keyId } = request;
    await access(call, workspaceId, 'apikey:revoke');
    const key = await store.transaction(async repositories => {
      const found = await repositories.apiKeys.lock(workspaceId, keyId);
      if (found === undefined) throw keyNotFound();
      if (found.revokedAt === undefined) await revokeKey(repositories, found, call, clock());
      return found;
    });
    await announceKeys(revocations, [key], call.log);
  };
}

/** revokeKey marks a key as revoked, and tells of it, in the caller's transaction. */
export async function revokeKey(
  { apiKeys, audit, outbox }: Repositories,
  key: ApiKey,
  call: Call,
  at: Date,
): Promise<void> {
  const { id, workspaceId, prefix } = key;
  await apiKeys.update({ ...key, revokedAt: at });
  await recordAudit(audit, call, at, {
    workspaceId,
    action: 'api_key.revoked',
    targetId: id,
    detail: { prefix },
  });
  const data = { workspaceId, keyId: id, name: key.name, revokedBy: call.identity.subject };
  await outbox.add({ type: 'api_key.revoked', subject: id, workspaceId, data });
}

/** announceKeys tells the gateway, which may still know the keys; PostgreSQL decides in any case. */
export async function announceKeys(
  revocations: Revocations,
  keys: readonly ApiKey[],
  log: Log,
): Promise<void> {
  for (const { id } of keys) {
    await revocations.keyRevoked(id).catch((error: unknown) => {
      log.error({ err: error, keyId: id }, 'a revoked key could not be announced');
    });
  }
}

/** keyNotFound is the answer for a key that is not there, or not the workspace's. */
export function keyNotFound(): AppError {
  return new AppError('notFound', 'API_KEY.NOT_FOUND', 'There is no such API key.');
}
