import type { LockoutPolicy } from './domain/lockout.ts';
import type { Store } from './domain/repositories.ts';
import { createAuthenticateApiKey } from './usecase/authenticate-api-key.ts';
import { createCreateApiKey, type KeyRules } from './usecase/create-api-key.ts';
import { createCreateWorkspace } from './usecase/create-workspace.ts';
import { createDeleteWorkspace } from './usecase/delete-workspace.ts';
import { createAnnounce } from './usecase/end-session.ts';
import { createGetRedirectUris } from './usecase/get-redirect-uris.ts';
import { createGetUserProfile } from './usecase/get-user-profile.ts';
import { createGetWorkspaceAccess } from './usecase/get-workspace-access.ts';
import { createGetWorkspace } from './usecase/get-workspace.ts';
import { createListApiKeys } from './usecase/list-api-keys.ts';
import { createListAudit } from './usecase/list-audit.ts';
import { createListMembers } from './usecase/list-members.ts';
import { createListSessions } from './usecase/list-sessions.ts';
import { createListWorkspaces } from './usecase/list-workspaces.ts';
import { createLogin } from './usecase/login.ts';
import { createLogout } from './usecase/logout.ts';
import type { AccessTokens, Clock, Digest, KeySecrets, PasswordHasher } from './usecase/ports.ts';
import type { RefreshSecrets, Revocations, SessionCache } from './usecase/ports.ts';
import { createPutMember } from './usecase/put-member.ts';
import { createRefreshToken } from './usecase/refresh-token.ts';
import { createRegisterUser } from './usecase/register-user.ts';
import { createRemoveMember } from './usecase/remove-member.ts';
import { createRevokeApiKey } from './usecase/revoke-api-key.ts';
import { createRevokeSession } from './usecase/revoke-session.ts';
import { createRotateApiKey } from './usecase/rotate-api-key.ts';
import { createStartSession, type SessionRules } from './usecase/start-session.ts';
import { createSweep } from './usecase/sweep.ts';
import { createUpdateUserProfile } from './usecase/update-user-profile.ts';
import { createUpdateWorkspace } from './usecase/update-workspace.ts';
import { createValidateToken } from './usecase/validate-token.ts';
import { createRequireAccess } from './usecase/workspace-access.ts';

/** AuthDeps is everything that the service needs from outside; tests hand in fakes. */
export interface AuthDeps {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly tokens: AccessTokens;
  readonly secrets: {
    readonly apiKeys: KeySecrets;
    readonly refresh: RefreshSecrets;
    readonly digest: Digest;
  };
  readonly cache: SessionCache;
  readonly revocations: Revocations;
  readonly rules: {
    readonly sessions: SessionRules;
    readonly lockout: LockoutPolicy;
    readonly apiKeys: KeyRules;
  };
  /** Whether connections may return to http on loopback. */
  readonly loopback: boolean;
  readonly clock: Clock;
}

/** AuthApp is everything that the auth service can do. */
export type AuthApp = ReturnType<typeof createAuthApp>;

/** createAuthApp wires the use cases by hand. */
export function createAuthApp({ secrets, rules, ...deps }: AuthDeps) {
  const { store, tokens, clock } = deps;
  const access = createRequireAccess(store);
  const announce = createAnnounce({ ...deps, sessions: store.sessions });
  const startSession = createStartSession({ tokens, secrets: secrets.refresh, rules: rules.sessions, clock });
  const signIn = { ...deps, startSession };
  const within = { ...deps, access };
  return {
    // signing in and out
    registerUser: createRegisterUser(signIn),
    login: createLogin({ ...signIn, policy: rules.lockout, digest: secrets.digest }),
    validateToken: createValidateToken(deps),
    refreshToken: createRefreshToken({ ...deps, secrets: secrets.refresh, announce, rules: rules.sessions }),
    logout: createLogout({ ...deps, announce }),
    listSessions: createListSessions({ sessions: store.sessions, clock }),
    revokeSession: createRevokeSession({ ...deps, announce }),
    // users
    getUserProfile: createGetUserProfile(within),
    updateUserProfile: createUpdateUserProfile(deps),
    // workspaces
    createWorkspace: createCreateWorkspace(deps),
    listWorkspaces: createListWorkspaces(store),
    getWorkspace: createGetWorkspace(within),
    updateWorkspace: createUpdateWorkspace(within),
    deleteWorkspace: createDeleteWorkspace(within),
    getRedirectUris: createGetRedirectUris({ workspaces: store.workspaces, access }),
    listAudit: createListAudit({ audit: store.audit, access }),
    // members
    listMembers: createListMembers({ members: store.members, access }),
    putMember: createPutMember(within),
    removeMember: createRemoveMember(within),
    // API keys
    createApiKey: createCreateApiKey({ ...within, secrets: secrets.apiKeys, rules: rules.apiKeys }),
    listApiKeys: createListApiKeys({ apiKeys: store.apiKeys, access }),
    revokeApiKey: createRevokeApiKey(within),
    rotateApiKey: createRotateApiKey({ ...within, secrets: secrets.apiKeys }),
    // what the gateway asks before it knows its caller
    authenticateApiKey: createAuthenticateApiKey({ ...deps, secrets: secrets.apiKeys }),
    getWorkspaceAccess: createGetWorkspaceAccess(store),
    // what time does
    sweep: createSweep({ store, announce, accessLifeMs: tokens.lifeMs, clock }),
  };
}
