import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import { isLive } from '../domain/session.ts';
import type { AccessTokens, CachedSession, Clock, Revocations, SessionCache, TokenProblem } from './ports.ts';

/** Validation tells whether an access token counts, and if not, why. */
export type Validation =
  | {
      readonly valid: true;
      readonly userId: string;
      readonly email: string;
      readonly expiresAt: Date;
      readonly sessionId: string;
    }
  | { readonly valid: false; readonly reason: TokenProblem | 'revoked' };

/** createValidateToken checks an access token and that its session is alive. Never fails on a bad token. */
export function createValidateToken(deps: {
  store: Store;
  tokens: AccessTokens;
  cache: SessionCache;
  revocations: Revocations;
  clock: Clock;
}) {
  const { store, tokens, cache, revocations, clock } = deps;

  async function load(sessionId: string): Promise<CachedSession | undefined> {
    const session = await store.sessions.findById(sessionId);
    if (session === undefined || !isLive(session, clock())) return undefined;
    const user = await store.users.findById(session.userId);
    return user && { userId: user.id, email: user.email, expiresAt: session.expiresAt };
  }

  async function cached(sessionId: string, call: Call): Promise<CachedSession | undefined> {
    try {
      const found = await cache.get(sessionId);
      if (found === undefined) return undefined;
      // A cache entry may be a minute behind; what was revoked is known at once.
      return (await revocations.isSessionEnded(sessionId)) ? undefined : found;
    } catch (error) {
      call.log.warn({ err: error }, 'the session cache does not answer; asking the database');
      return undefined;
    }
  }

  async function liveSession(sessionId: string, call: Call): Promise<CachedSession | undefined> {
    const hit = await cached(sessionId, call);
    if (hit !== undefined) return hit.expiresAt > clock() ? hit : undefined;
    const session = await load(sessionId);
    if (session !== undefined) {
      await cache.put(sessionId, session).catch((error: unknown) => {
        call.log.warn({ err: error }, 'the session cache does not take entries');
      });
    }
    return session;
  }

  return async (request: { token: string }, call: Call): Promise<Validation> => {
    const verified = await tokens.verify(request.token);
    if ('problem' in verified) return { valid: false, reason: verified.problem };
    const { userId, sessionId, expiresAt } = verified.claims;
    const session = await liveSession(sessionId, call);
    if (session?.userId !== userId) return { valid: false, reason: 'revoked' };
    return { valid: true, userId, email: session.email, expiresAt, sessionId };
  };
}
