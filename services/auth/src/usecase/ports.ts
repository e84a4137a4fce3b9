import type { User } from '../domain/user.ts';

/** Clock tells the time; tests turn it by hand. */
export type Clock = () => Date;

/** PasswordHasher hashes slowly, a few at a time; a queue that is full answers AUTH.BUSY (unavailable). */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /**
   * With no hash it works as long as with one, and answers false: a missing account costs the same time. `account` is a
   * name of it that nobody else can compute.
   */
  verify(hash: string | undefined, password: string, account?: string): Promise<boolean>;
  /** True for a hash made with weaker settings than today's. */
  isOutdated(hash: string): boolean;
}

/** AccessClaims is what an access token says. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** TokenProblem says why an access token is refused. */
export type TokenProblem = 'expired' | 'malformed' | 'signature';

/** AccessTokens issues and checks signed access tokens. */
export interface AccessTokens {
  /** Milliseconds that a token lives. */
  readonly lifeMs: number;
  issue(subject: {
    userId: string;
    sessionId: string;
    notAfter: Date;
  }): Promise<{ token: string; expiresAt: Date }>;
  verify(token: string): Promise<{ claims: AccessClaims } | { problem: TokenProblem }>;
}

/** RefreshSecrets makes refresh tokens and their hashes. */
export interface RefreshSecrets {
  create(): string;
  hash(token: string): string;
  /** A fresh random nonce for `successor`. */
  nonce(): string;
  /** The token that follows `token`: the same for the same nonce, and not computable without the service's key. */
  successor(token: string, nonce: string): string;
}

/** KeySecrets makes API keys and their keyed hashes. */
export interface KeySecrets {
  create(): { key: string; prefix: string; hash: string };
  /** Undefined for what cannot be a key at all. */
  hash(key: string): string | undefined;
}

/** CachedSession is what ValidateToken needs of a live session. */
export interface CachedSession {
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: Date;
}

/** SessionCache saves a look-up; it forgets within a minute and may fail to know anything. */
export interface SessionCache {
  get(sessionId: string): Promise<CachedSession | undefined>;
  put(sessionId: string, session: CachedSession): Promise<void>;
  drop(sessionId: string): Promise<void>;
}

/** Revocations tells the gateway at once what no longer counts, for as long as an access token could live. */
export interface Revocations {
  sessionEnded(sessionId: string): Promise<void>;
  keyRevoked(keyId: string): Promise<void>;
  isSessionEnded(sessionId: string): Promise<boolean>;
}

/** Digest hides an e-mail or address that is only counted by. */
export type Digest = (text: string) => string;

/** TokenPair is what a signed-in client holds; `expiresIn` is the access token's life in seconds. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  readonly expiresIn: number;
}

/** SignedIn is the answer to register and login. */
export interface SignedIn extends TokenPair {
  readonly user: User;
}
