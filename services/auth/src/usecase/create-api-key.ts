import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { cleanKeyRequest } from '../domain/api-key.ts';
import type { ApiKey, KeyRequest } from '../domain/api-key.ts';
import type { Store } from '../domain/repositories.ts';
import type { Clock, KeySecrets } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { workspaceNotFound } from './workspace-access.ts';
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
    const held = await access(call, workspaceId, 'apikey:create');
    const now = clock();
    const wanted = cleanKeyRequest(request, held, now);
    const { key, prefix, hash } = secrets.create();
    const apiKey: ApiKey = {
      id: newId('key'),
      workspaceId,
      createdBy: call.identity.subject,
      name: wanted.name,
      prefix,
      hash,
      scopes: wanted.scopes,
      rateLimitPerHour: wanted.rateLimitPerHour ?? rules.defaultRateLimitPerHour,
      createdAt: now,
      expiresAt: wanted.expiresAt,
    };
    await store.transaction(async ({ workspaces, apiKeys, audit }) => {
      if ((await workspaces.lock(workspaceId)) === undefined) throw workspaceNotFound();
      if ((await apiKeys.countUsable(workspaceId, now)) >= rules.maxPerWorkspace) {
        throw new AppError(
          'conflict',
          'API_KEY.LIMIT_REACHED',
          'The workspace has as many API keys as it may have.',
        );
      }
      await apiKeys.create(apiKey);
      const detail = { name: apiKey.name, prefix, scopes: apiKey.scopes, expiresAt: apiKey.expiresAt };
      await recordAudit(audit, call, now, {
        workspaceId,
        action: 'api_key.created',
        targetId: apiKey.id,
        detail,
      });
    });
    return { apiKey, key };
  };
}
