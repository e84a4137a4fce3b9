import { type CloudEvent, newEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Connection } from './connection.ts';

const source = '/neighbourhood/integration';

type Subject = Pick<Connection, 'id' | 'workspaceId' | 'provider' | 'endUserId'>;

function about(type: string, connection: Subject, more: object = {}): CloudEvent {
  const { id, workspaceId, provider, endUserId } = connection;
  const data = { workspaceId, connectionId: id, provider, endUserId, ...more };
  return newEvent({ type, source, subject: id, workspaceId, data });
}

/** connected tells of a new connection. */
export function connected(connection: Connection): CloudEvent {
  return about('connection.created', connection, { scopes: connection.scopes });
}

/** reconnected tells that an account was authorised again. */
export function reconnected(connection: Connection): CloudEvent {
  const { scopes, status } = connection;
  return about('connection.updated', connection, { scopes, status });
}

/** refused tells that the provider no longer takes the credentials. */
export function refused(connection: Connection, reason: string): CloudEvent {
  return about('connection.needs_reauth', connection, { reason });
}

/** revoked tells that a connection was deleted. */
export function revoked(connection: Connection): CloudEvent {
  return about('connection.revoked', connection);
}

/** ActionRun is what the two action events tell of. */
export interface ActionRun {
  action: string;
  /** `exe_…`, or '' for a direct call. */
  executionId: string;
  attempts: number;
}

/** executed tells that an action succeeded. */
export function executed(
  connection: Connection,
  run: ActionRun & { executedAt: Date; durationMs: number },
): CloudEvent {
  return about('action.executed', connection, { ...run, executedAt: run.executedAt.toISOString() });
}

/** failed tells that an action was tried and failed. */
export function failed(connection: Connection, run: ActionRun & { code: string }): CloudEvent {
  return about('action.failed', connection, run);
}
