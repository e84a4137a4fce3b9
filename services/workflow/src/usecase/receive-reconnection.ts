import { type Call } from '@neighbourhood/shared/call/call';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { accountName, connectionName } from '../domain/reconnection.ts';
import { type WakeRuns } from './wake-runs.ts';

const told: ReadonlySet<string> = new Set(['connection.created', 'connection.updated']);

/**
 * createReceiveReconnection hears of integration's events that an account was connected, or authorised again, and wakes
 * the runs that wait for it. Others are passed over; what is lost here, runs find by looking now and then.
 */
export function createReceiveReconnection({ wakeRuns }: { wakeRuns: WakeRuns }) {
  return async ({ type, workspaceId, data }: CloudEvent, { log }: Pick<Call, 'log'>): Promise<void> => {
    if (!told.has(type)) return;
    const { connectionId, provider, endUserId } = data as Record<string, unknown>;
    const names = [connectionName(String(connectionId)), accountName(String(provider), String(endUserId))];
    for (const name of names) await wakeRuns(workspaceId, name, log);
  };
}
