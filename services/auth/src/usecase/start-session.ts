import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { RefreshToken } from '../domain/refresh-token.ts';
import type { SessionRepository } from '../domain/repositories.ts';
import { openSession } from '../domain/session.ts';
import type { Client } from '../domain/session.ts';
import type { AccessTokens, Clock, RefreshSecrets, TokenPair } from './ports.ts';

/** SessionRules bounds sessions, in milliseconds. */
export interface SessionRules {
  /** A session ends after this, used or not. */
  readonly maxAgeMs: number;
  /** A refresh token that nobody uses dies after this. */
  readonly refreshMs: number;
  /** A used refresh token is answered again for this long. */
  readonly graceMs: number;
}

/** StartSession opens a session for a user who has proven who they are. */
export type StartSession = (
  sessions: SessionRepository,
  userId: string,
  client: Client,
) => Promise<TokenPair>;

/** createStartSession builds StartSession; the repository comes with each call, as it may be a transaction's. */
export function createStartSession(deps: {
  tokens: AccessTokens;
  secrets: RefreshSecrets;
  rules: SessionRules;
  clock: Clock;
}): StartSession {
  const { tokens, secrets, rules, clock } = deps;
  return async (sessions, userId, client) => {
    const now = clock();
    const session = openSession(newId('ses'), userId, client, now, rules.maxAgeMs);
    const refreshToken = secrets.create();
    await sessions.create(session, newToken(secrets.hash(refreshToken), session, now, rules));
    const access = await tokens.issue({ userId, sessionId: session.id, notAfter: session.expiresAt });
    return pair(access, refreshToken, now);
  };
}

/** newToken is the row of a refresh token, which never outlives its session. */
export function newToken(
  hash: string,
  session: { id: string; expiresAt: Date },
  now: Date,
  rules: SessionRules,
): RefreshToken {
  const expiresAt = new Date(Math.min(now.getTime() + rules.refreshMs, session.expiresAt.getTime()));
  return { hash, sessionId: session.id, createdAt: now, expiresAt };
}

/** pair is how both tokens are handed out. */
export function pair(access: { token: string; expiresAt: Date }, refreshToken: string, now: Date): TokenPair {
  const expiresIn = Math.max(0, Math.floor((access.expiresAt.getTime() - now.getTime()) / 1000));
  return { accessToken: access.token, refreshToken, tokenType: 'Bearer', expiresIn };
}
