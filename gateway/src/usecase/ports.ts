import { type Identity } from '@neighbourhood/shared/call/call';

/** AccessTokenClaims is what a user's access token says, once its signature is checked. */
export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
}

/** AccessTokens checks users' access tokens. Fails with AUTH.TOKEN_EXPIRED or AUTH.INVALID_TOKEN. */
export interface AccessTokens {
  verify(token: string): Promise<AccessTokenClaims>;
}

/** Revocations knows sessions and API keys that ended before their time. */
export interface Revocations {
  /** `ses_…` or `key_…`. Fails where that cannot be told: nobody is let in on a guess. */
  isRevoked(id: string): Promise<boolean>;
  /** Notes at once what this replica itself revoked. */
  note(id: string): void;
}

/** KeyAccess is what an API key stands for. */
export interface KeyAccess {
  keyId: string;
  workspaceId: string;
  permissions: readonly string[];
  rateLimitPerHour: number;
  expiresAt?: Date | undefined;
}

/** ApiKeys resolves presented keys. Fails with AUTH.INVALID_API_KEY. */
export interface ApiKeys {
  resolve(key: string, caller: Caller): Promise<KeyAccess>;
}

/** MemberAccess is what a user may do in a workspace. */
export interface MemberAccess {
  role: string;
  permissions: readonly string[];
}

/** Members resolves users in workspaces. Fails with WORKSPACE.NOT_FOUND. */
export interface Members {
  resolve(userId: string, workspaceId: string, caller: Caller): Promise<MemberAccess>;
  forget(userId: string, workspaceId: string): void;
}

/** Caller is what look-ups need of the request for which they are made. */
export interface Caller {
  requestId: string;
  address: string;
}

/** SignIdentity makes the internal JWT of a request. */
export type SignIdentity = (identity: Omit<Identity, 'issuer'>) => Promise<string>;
