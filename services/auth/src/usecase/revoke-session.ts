import type { Call } from '@neighbourhood/shared/call/call';
import { requireUser } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Store } from '../domain/repositories.ts';
import { endSession } from './end-session.ts';
import type { Announce } from './end-session.ts';
import type { Clock } from './ports.ts';

/** createRevokeSession ends one of the caller's own sessions; any other is SESSION.NOT_FOUND. Idempotent. */
export function createRevokeSession(deps: { store: Store; announce: Announce; clock: Clock }) {
  const { store, announce, clock } = deps;
  return async (request: { sessionId: string }, call: Call): Promise<void> => {
    const userId = requireUser(call);
    const session = await store.sessions.findById(request.sessionId);
    if (session?.userId !== userId) {
      throw new AppError('notFound', 'SESSION.NOT_FOUND', 'There is no such session.');
    }
    await store.transaction(repositories => endSession(repositories, session, 'request', clock()));
    await announce(session.id, call.log);
    call.log.info({ userId, sessionId: session.id }, 'session revoked');
  };
}
