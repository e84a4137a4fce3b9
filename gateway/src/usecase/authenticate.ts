import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Principal } from '../domain/principal.ts';
import { type AccessTokens, type ApiKeys, type Caller, type Members, type Revocations } from './ports.ts';

/** Credentials is what a request shows; '' where a header is absent. */
export interface Credentials {
  authorization: string;
  apiKey: string;
}

/** Wanted is what a route asks of its caller. */
export interface Wanted {
  auth: 'user' | 'any';
  /** Whether the route is inside a workspace. */
  inWorkspace: boolean;
  /** The workspace that the request names, '' for none; asked only once the credentials are good. */
  workspaceId(): string;
}

/** AuthenticateDependencies are the ways to check credentials. */
export interface AuthenticateDependencies {
  tokens: AccessTokens;
  revocations: Revocations;
  apiKeys: ApiKeys;
  members: Members;
}

const refuse = (code: string, detail: string) => new AppError('unauthenticated', code, detail);
const noWorkspace = () => new AppError('notFound', 'WORKSPACE.NOT_FOUND', 'There is no such workspace.');

function bearer(authorization: string): string {
  const match = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization);
  if (match?.[1] !== undefined) return match[1];
  throw refuse('AUTH.UNAUTHENTICATED', 'The Authorization header must be "Bearer" and an access token.');
}

/**
 * createAuthenticate tells who sent a request and what they may do. Fails with 401 for credentials that are
 * missing, wrong, expired or revoked, 400 for two at once, 404 for a workspace that is not theirs.
 */
export function createAuthenticate({ tokens, revocations, apiKeys, members }: AuthenticateDependencies) {
  async function asUser(authorization: string, wanted: Wanted, caller: Caller): Promise<Principal> {
    const { userId, sessionId } = await tokens.verify(bearer(authorization));
    if (await revocations.isRevoked(sessionId)) {
      throw refuse('AUTH.TOKEN_REVOKED', 'The session of this access token has ended; sign in again.');
    }
    const user = { kind: 'user', subject: userId, sessionId } as const;
    if (!wanted.inWorkspace) return { ...user, permissions: [] };
    const id = wanted.workspaceId();
    if (id === '') {
      throw new AppError(
        'permissionDenied',
        'AUTH.WORKSPACE_REQUIRED',
        'Name the workspace: send X-Workspace-Id with your access token.',
      );
    }
    const { role, permissions } = await members.resolve(userId, id, caller);
    return { ...user, workspaceId: id, role, permissions };
  }

  async function asApiKey(key: string, wanted: Wanted, caller: Caller): Promise<Principal> {
    const access = await apiKeys.resolve(key, caller);
    const ended = access.expiresAt !== undefined && access.expiresAt.getTime() <= Date.now();
    if (ended || (await revocations.isRevoked(access.keyId))) {
      throw refuse('AUTH.INVALID_API_KEY', 'The API key is unknown, revoked or expired.');
    }
    if (wanted.auth === 'user') {
      throw new AppError(
        'permissionDenied',
        'AUTH.USER_REQUIRED',
        'This needs a signed-in user, not an API key.',
      );
    }
    const id = wanted.workspaceId();
    if (id !== '' && id !== access.workspaceId) throw noWorkspace();
    const { keyId, workspaceId, permissions, rateLimitPerHour } = access;
    return { kind: 'apiKey', subject: keyId, workspaceId, permissions, rateLimitPerHour };
  }

  return async (
    { authorization, apiKey }: Credentials,
    wanted: Wanted,
    caller: Caller,
  ): Promise<Principal> => {
    if (authorization !== '' && apiKey !== '') {
      throw new AppError(
        'invalidArgument',
        'REQUEST.AMBIGUOUS_CREDENTIALS',
        'Send an access token or an API key, not both.',
      );
    }
    if (apiKey !== '') return asApiKey(apiKey, wanted, caller);
    if (authorization !== '') return asUser(authorization, wanted, caller);
    throw refuse('AUTH.UNAUTHENTICATED', 'Send an access token in Authorization or an API key in X-API-Key.');
  };
}

/** Authenticate is what createAuthenticate makes. */
export type Authenticate = ReturnType<typeof createAuthenticate>;
