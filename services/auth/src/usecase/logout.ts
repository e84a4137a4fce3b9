import { requireUser } from '@neighbourhood/shared/call/call';
import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import { endSession } from './end-session.ts';
import type { Announce } from './end-session.ts';
import type { Clock } from './ports.ts';

/**
 * createLogout ends the session that the caller signed in with. One that has ended already, or is not the
 * caller's, changes nothing.
 */
export function createLogout(deps: { store: Store; announce: Announce; clock: Clock }) {
  const { store, announce, clock } = deps;
  return async (request: { sessionId: string }, call: Call): Promise<void> => {
    const userId = requireUser(call);
    const session = await store.sessions.findById(call.identity.sessionId ?? request.sessionId);
    if (session?.userId !== userId) return;
    await store.transaction(repositories => endSession(repositories, session, 'logout', clock()));
    await announce(session.id, call.log);
    call.log.info({ userId, sessionId: session.id }, 'user signed out');
  };
}
