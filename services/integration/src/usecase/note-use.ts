import type { Call } from '@neighbourhood/shared/call/call';
import { toAppError } from '@neighbourhood/shared/errors/app-error';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Connection } from '../domain/connection.ts';
import { executed, failed } from '../domain/events.ts';
import type { Clock, Connections } from './ports.ts';

/** Noted is something done with a connection, and what of it is told. */
export interface Noted<T> {
  result: T;
  executedAt: Date;
  durationMs: number;
}

/** createNoteUse does something with a connection and tells of it, well or ill: `action.executed` or `action.failed`. */
export function createNoteUse({ connections, now }: { connections: Connections; now: Clock }) {
  /** It had its effect whether or not that could be noted. */
  async function note(connection: Connection, at: Date, event: CloudEvent, call: Call): Promise<void> {
    await connections.recordUse(connection, at, event).catch((err: unknown) => {
      call.log.error(
        { err, connectionId: connection.id, eventType: event.type },
        'an action could not be noted',
      );
    });
  }

  return async <T extends { attempts: number }>(
    { connection, action }: { connection: Connection; action: string },
    call: Call,
    work: () => Promise<T>,
  ): Promise<Noted<T>> => {
    const executionId = call.identity.kind === 'execution' ? call.identity.subject : '';
    const about = { action, executionId };
    const started = now();
    try {
      const result = await work();
      const executedAt = now();
      const durationMs = executedAt.getTime() - started.getTime();
      const event = executed(connection, { ...about, attempts: result.attempts, executedAt, durationMs });
      await note(connection, executedAt, event, call);
      return { result, executedAt, durationMs };
    } catch (error) {
      const { code, metadata } = toAppError(error);
      const attempts = Number(metadata['attempts'] ?? 0);
      await note(connection, now(), failed(connection, { ...about, attempts, code }), call);
      throw error;
    }
  };
}
