import { requireUser } from '@neighbourhood/shared/call/call';
import type { Call } from '@neighbourhood/shared/call/call';
import type { SessionRepository } from '../domain/repositories.ts';
import type { Session } from '../domain/session.ts';
import { listPage } from './list-page.ts';
import type { PageOf, PageRequest } from './list-page.ts';
import type { Clock } from './ports.ts';

/** ListSessionsRequest tells which session asks, where the identity does not say. */
export interface ListSessionsRequest extends PageRequest {
  readonly currentSessionId: string;
}

/** createListSessions lists the caller's live sessions, newest first; `current` is the one that asks. */
export function createListSessions({ sessions, clock }: { sessions: SessionRepository; clock: Clock }) {
  return async (
    request: ListSessionsRequest,
    call: Call,
  ): Promise<PageOf<Session & { current: boolean }>> => {
    const userId = requireUser(call);
    const current = call.identity.sessionId ?? request.currentSessionId;
    const fetch = (page: { limit: number }) => sessions.listLive(userId, clock(), page);
    const { items, nextCursor } = await listPage(request, fetch, session => session.id);
    return { items: items.map(session => ({ ...session, current: session.id === current })), nextCursor };
  };
}
