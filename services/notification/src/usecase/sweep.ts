import { type Log } from '@neighbourhood/shared/call/call';
import { type Repositories } from '../domain/repositories.ts';
import { type Clock, type Dispatch, type Publish } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'messages' | 'deliveries' | 'history'> {
  dispatch: Dispatch;
  publish: Publish;
  clock: Clock;
  log: Log;
  retentionMs: number;
}

/** Younger than this may still be on its ordinary way. */
const graceMs = 5_000;
const batch = 500;

/** createSweep finds what a crash left behind: overdue deliveries, and events that were not published. */
export function createSweep({
  messages,
  deliveries,
  dispatch,
  publish,
  clock,
  log,
}: Dependencies): () => Promise<void> {
  return async () => {
    const before = new Date(clock().getTime() - graceMs);
    const overdue = await deliveries.due(before, batch);
    if (overdue.length > 0) log.info({ count: overdue.length }, 'overdue deliveries found');
    overdue.forEach(dispatch);
    for (const { id, type, time, workspaceId, data, publishTo = '' } of await messages.unpublished(
      before,
      batch,
    )) {
      await publish(publishTo, { id, type, source: '/neighbourhood/notification', time, workspaceId, data });
      await messages.markPublished(id, clock());
    }
  };
}

/** createPrune forgets what is older than the retention. */
export function createPrune({
  history,
  clock,
  retentionMs,
}: Pick<Dependencies, 'history' | 'clock' | 'retentionMs'>): () => Promise<void> {
  return async () => history.prune(new Date(clock().getTime() - retentionMs));
}
