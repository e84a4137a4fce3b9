import type { Call } from '@neighbourhood/shared/call/call';
import type { Store } from '../domain/repositories.ts';
import type { Announce } from './end-session.ts';
import type { Clock } from './ports.ts';

/** How long the rows of ended and expired sessions are kept, to recognise reused tokens, in milliseconds. */
const keepMs = 7 * 24 * 3600 * 1000;

/**
 * createSweep announces ended sessions that could not be announced while their access tokens may live, and
 * forgets what is of no more use. Safe to run on several replicas at once.
 */
export function createSweep(deps: { store: Store; announce: Announce; accessLifeMs: number; clock: Clock }) {
  const { store, announce, accessLifeMs, clock } = deps;
  return async (call: Call): Promise<void> => {
    const now = clock();
    const since = new Date(now.getTime() - accessLifeMs);
    for (const { id } of await store.sessions.listUnannounced(since, 500)) {
      // What refuses one refuses all: the next sweep goes on.
      if (!(await announce(id, call.log))) break;
    }
    const sessions = await store.sessions.purge(new Date(now.getTime() - keepMs));
    const attempts = await store.attempts.purge(now);
    call.log.debug({ sessions, attempts }, 'swept');
  };
}
