import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { cleanKeyRequest } from '../domain/api-key.ts';
import type { ApiKey, KeyRequest } from '../domain/api-key.ts';
import type { Store } from '../domain/repositories.ts';
import type { Clock, KeySecrets } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { createRequireAccess, workspaceNotFound } from './workspace-access.ts';
import type { RequireAccess } from './workspace-access.ts';

/** KeyRules bounds a workspace's keys. */
export interface KeyRules {
  readonly maxPerWorkspace: number;
  readonly defaultRateLimitPerHour: number;
}

/** NewApiKey is a key with its secret, which nobody sees again. */
export interface NewApiKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

/**
 * createCreateApiKey makes a key; needs `apikey:create` and every permission that the key is to have.
 * Fails with REQUEST.INVALID, AUTH.FORBIDDEN or API_KEY.LIMIT_REACHED.
 */
export function createCreateApiKey(deps: {
  store: Store;
  access: RequireAccess;
  secrets: KeySecrets;
  rules: KeyRules;
  clock: Clock;
}) {
  const { store, access, secrets, rules, clock } = deps;
  return async (request: KeyRequest & { workspaceId: string }, call: Call): Promise<NewApiKey> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'apikey:create');
    const { key, prefix, hash } = secrets.create();
    const apiKey = await store.transaction(async ({ workspaces, members, apiKeys, audit }) => {
      if ((await workspaces.lock(workspaceId)) === undefined) throw workspaceNotFound();
      // Asked again behind the lock: the caller's own role may just have changed.
      const held = await createRequireAccess({ members })(call, workspaceId, 'apikey:create');
      const now = clock();
      const { name, scopes, rateLimitPerHour, expiresAt } = cleanKeyRequest(request, held, now);
      if ((await apiKeys.countUsable(workspaceId, now)) >= rules.maxPerWorkspace) throw limitReached();
      const created: ApiKey = {
        id: newId('key'),
        workspaceId,
        createdBy: call.identity.subject,
        name,
        prefix,
        hash,
        scopes,
        rateLimitPerHour: rateLimitPerHour ?? rules.defaultRateLimitPerHour,
        createdAt: now,
        expiresAt,
      };
      await apiKeys.create(created);
      const deed = { workspaceId, action: 'api_key.created', targetId: created.id };
      await recordAudit(audit, call, now, { ...deed, detail: { name, prefix, scopes, expiresAt } });
      return created;
    });
    return { apiKey, key };
  };
}

function limitReached(): AppError {
  return new AppError(
    'conflict',
    'API_KEY.LIMIT_REACHED',
    'The workspace has as many API keys as it may have.',
  );
}
