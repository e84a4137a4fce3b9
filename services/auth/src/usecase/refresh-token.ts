import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { judgeRefresh } from '../domain/refresh-token.ts';
import type { Verdict } from '../domain/refresh-token.ts';
import type { Repositories, Store } from '../domain/repositories.ts';
import type { Session } from '../domain/session.ts';
import { endSession } from './end-session.ts';
import type { Announce } from './end-session.ts';
import { requireGateway } from './gateway-only.ts';
import type { AccessTokens, Clock, RefreshSecrets, TokenPair } from './ports.ts';
import { newToken, pair } from './start-session.ts';
import type { SessionRules } from './start-session.ts';

interface Decision {
  readonly verdict: Verdict;
  readonly session: Session;
  readonly next?: string;
}

/**
 * createRefreshToken exchanges a refresh token for a new pair. The same token shown again at once gets the
 * same answer; shown later, its session ends for whoever holds it.
 * Fails with AUTH.INVALID_TOKEN, AUTH.TOKEN_EXPIRED or AUTH.TOKEN_REUSED.
 */
export function createRefreshToken(deps: {
  store: Store;
  tokens: AccessTokens;
  secrets: RefreshSecrets;
  announce: Announce;
  rules: SessionRules;
  clock: Clock;
}) {
  const { store, tokens, secrets, announce, rules, clock } = deps;

  async function decide(repositories: Repositories, shown: string): Promise<Decision | undefined> {
    const { sessions } = repositories;
    const found = await sessions.lockByToken(secrets.hash(shown));
    if (found === undefined) return undefined;
    const { token, session } = found;
    const now = clock();
    const successor =
      token.successorHash === undefined ? undefined : await sessions.findToken(token.successorHash);
    const verdict = judgeRefresh(token, session, successor, now, rules.graceMs);
    if (verdict === 'repeat') return { verdict, session, next: secrets.successor(shown, token.nonce ?? '') };
    if (verdict === 'reused') await endSession(repositories, session, 'token_reused', now);
    if (verdict !== 'rotate') return { verdict, session };
    const nonce = secrets.nonce();
    const next = secrets.successor(shown, nonce);
    const row = newToken(secrets.hash(next), session, now, rules);
    await sessions.rotate({ ...token, usedAt: now, nonce, successorHash: row.hash }, row);
    return { verdict, session, next };
  }

  return async (request: { refreshToken: string }, call: Call): Promise<TokenPair> => {
    requireGateway(call);
    // The decision commits before anything is thrown: a family that must end ends.
    const decision = await store.transaction(repositories => decide(repositories, request.refreshToken));
    if (decision === undefined) throw refused('ended');
    const { verdict, session, next } = decision;
    if (verdict === 'reused') {
      call.log.warn({ sessionId: session.id, userId: session.userId }, 'refresh token reused, session ended');
      await announce(session.id, call.log);
    }
    if (next === undefined) throw refused(verdict);
    const { userId, id: sessionId, expiresAt: notAfter } = session;
    return pair(await tokens.issue({ userId, sessionId, notAfter }), next, clock());
  };
}

function refused(verdict: Verdict): AppError {
  if (verdict === 'reused') {
    return new AppError(
      'unauthenticated',
      'AUTH.TOKEN_REUSED',
      'This refresh token was used before; sign in again.',
    );
  }
  if (verdict === 'expired') {
    return new AppError(
      'unauthenticated',
      'AUTH.TOKEN_EXPIRED',
      'The refresh token has expired; sign in again.',
    );
  }
  return new AppError(
    'unauthenticated',
    'AUTH.INVALID_TOKEN',
    'The refresh token is not valid; sign in again.',
  );
}
