import type { Log } from '@neighbourhood/shared/call/call';
import type { Repositories, SessionRepository } from '../domain/repositories.ts';
import type { EndReason, Session } from '../domain/session.ts';
import type { Revocations, SessionCache } from './ports.ts';

/**
 * endSession ends a session and tells of it, once for each workspace of its user; false when it had ended.
 * Runs in the caller's transaction; call an Announce after the commit.
 */
export async function endSession(
  { sessions, workspaces, outbox }: Repositories,
  session: Pick<Session, 'id' | 'userId'>,
  reason: EndReason,
  at: Date,
): Promise<boolean> {
  const { id, userId } = session;
  if (!(await sessions.end(id, userId, reason, at))) return false;
  const memberships = await workspaces.listByMember(userId, { limit: 1000 });
  const workspaceIds = memberships.map(({ workspace }) => workspace.id);
  for (const workspaceId of workspaceIds.length > 0 ? workspaceIds : ['']) {
    const data = { workspaceId, sessionId: id, userId, reason };
    await outbox.add({ type: 'session.revoked', subject: id, workspaceId, data });
  }
  return true;
}

/**
 * Announce makes an ended session's access tokens worthless at once. It never fails, but answers false:
 * PostgreSQL knows already, and the sweep announces again what could not be announced.
 */
export type Announce = (sessionId: string, log: Log) => Promise<boolean>;

/** createAnnounce builds Announce. */
export function createAnnounce(deps: {
  sessions: SessionRepository;
  cache: SessionCache;
  revocations: Revocations;
}): Announce {
  const { sessions, cache, revocations } = deps;
  return async (sessionId, log) => {
    try {
      await revocations.sessionEnded(sessionId);
      await cache.drop(sessionId);
      await sessions.markAnnounced(sessionId);
      return true;
    } catch (error) {
      log.error({ err: error, sessionId }, 'an ended session could not be announced; the sweep tries again');
      return false;
    }
  };
}
