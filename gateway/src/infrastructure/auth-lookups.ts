import { createHash } from 'node:crypto';
import { fromTimestamp } from '@neighbourhood/shared/grpc/wire';
import { nobody } from '../domain/principal.ts';
import { fromEnum } from '../resources/enums.ts';
import {
  type ApiKeys,
  type Caller,
  type KeyAccess,
  type MemberAccess,
  type Members,
  type SignIdentity,
} from '../usecase/ports.ts';
import { type Services } from './services.ts';
import { createTtlCache } from './ttl-cache.ts';

/** Milliseconds for which auth's answers are believed; revocations are looked up apart and beat them. */
const believed = 5_000;

/** One answer serves several requests at once, so none of their deadlines and hang-ups counts. */
const callFor = ({ requestId }: Caller, token: string) => ({
  requestId,
  token,
  deadline: new Date(Date.now() + believed),
});

/** createApiKeys asks auth what a presented key stands for. The cache knows keys by their hashes only. */
export function createApiKeys(
  auth: Pick<Services['auth'], 'AuthenticateApiKey'>,
  sign: SignIdentity,
): ApiKeys {
  const cache = createTtlCache<KeyAccess>({ ttlMs: believed, max: 10_000 });
  return {
    resolve: (key, caller) =>
      cache.get(createHash('sha256').update(key).digest('base64url'), async () => {
        const token = await sign({ ...nobody, address: caller.address });
        const answer = await auth.AuthenticateApiKey({ key }, callFor(caller, token));
        const { keyId, workspaceId, permissions, rateLimitPerHour, expiresAt } = answer;
        return { keyId, workspaceId, permissions, rateLimitPerHour, expiresAt: fromTimestamp(expiresAt) };
      }),
  };
}

/** createMembers asks auth what a user may do in a workspace. */
export function createMembers(
  auth: Pick<Services['auth'], 'GetWorkspaceAccess'>,
  sign: SignIdentity,
): Members {
  const cache = createTtlCache<MemberAccess>({ ttlMs: believed, max: 10_000 });
  const name = (userId: string, workspaceId: string) => `${userId} ${workspaceId}`;
  return {
    forget: (userId, workspaceId) => cache.delete(name(userId, workspaceId)),
    resolve: (userId, workspaceId, caller) =>
      cache.get(name(userId, workspaceId), async () => {
        const token = await sign({ ...nobody, address: caller.address });
        const { role, permissions } = await auth.GetWorkspaceAccess(
          { userId, workspaceId },
          callFor(caller, token),
        );
        return { role: fromEnum('ROLE', role), permissions };
      }),
  };
}
