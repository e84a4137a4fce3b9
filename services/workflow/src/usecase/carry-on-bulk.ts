import { type Log } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import {
  type BulkAction,
  type BulkCounts,
  type BulkOperation,
  type BulkRepository,
} from '../domain/bulk-operation.ts';
import { type Clock } from './ports.ts';

/** BulkActions does an action to one run for an operation; true when that changed something. */
export type BulkActions = Record<
  BulkAction,
  (operation: BulkOperation, executionId: string) => Promise<boolean>
>;

interface Deps {
  bulk: BulkRepository;
  bulkActions: BulkActions;
  now: Clock;
  log: Log;
  /** Names this process. */
  owner: string;
}

/** CarryOnBulk carries open operations on; several processes may, each operation is one's at a time. */
export interface CarryOnBulk {
  /** Takes up the one named, or one that was left by a process that died, and carries it to its end; false for none. */
  carryOn(id?: string): Promise<boolean>;
  /** Lets the runs at hand end, and leaves the rest to others. */
  stop(): Promise<void>;
}

const batch = 200;
/** Runs at the same time: a few of the connections to the database. */
const atOnce = 4;
const storeEveryMs = 1_000;
/** Far longer than so many cancellations take while the engine does not answer. */
const leaseMs = 60_000;

/** createCarryOnBulk makes it. What a process did after it last stored its counts is not counted when it dies. */
export function createCarryOnBulk({ bulk, bulkActions, now, log, owner }: Deps): CarryOnBulk {
  let stopped = false;
  const atWork = new Set<Promise<boolean>>();

  async function actOn(operation: BulkOperation, executionId: string): Promise<keyof BulkCounts> {
    try {
      return (await bulkActions[operation.action](operation, executionId)) ? 'changed' : 'skipped';
    } catch (err) {
      if (isAppError(err) && (err.kind === 'conflict' || err.kind === 'notFound')) return 'skipped';
      log.warn({ err, executionId, bulkOperationId: operation.id }, 'a run could not be changed');
      return 'failed';
    }
  }

  /** One process at a time is at an operation: false when that is another by now. */
  async function work(operation: BulkOperation): Promise<boolean> {
    let stored = now().getTime();
    const store = async () => {
      stored = now().getTime();
      return bulk.store(operation, owner, stopped ? 0 : leaseMs);
    };
    for (;;) {
      const ids = await bulk.next(operation, batch);
      for (let start = 0; start < ids.length && !stopped; start += atOnce) {
        const some = ids.slice(start, start + atOnce);
        for (const outcome of await Promise.all(some.map(id => actOn(operation, id)))) operation[outcome]++;
        operation.cursor = some.at(-1) ?? operation.cursor;
        if (now().getTime() - stored > storeEveryMs && !(await store())) return false;
      }
      if (stopped) return store();
      if (ids.length < batch) {
        operation.endedAt = now();
        return store();
      }
    }
  }

  async function take(id?: string): Promise<boolean> {
    const operation = await bulk.claim(owner, leaseMs, id);
    if (!operation) return false;
    if (await work(operation)) {
      const { id: bulkOperationId, action, changed, skipped, failed } = operation;
      log.info({ bulkOperationId, action, changed, skipped, failed }, 'a bulk operation was carried on');
    }
    return true;
  }

  return {
    async carryOn(id) {
      if (stopped) return false;
      const taken = take(id);
      atWork.add(taken);
      return taken.finally(() => atWork.delete(taken));
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(atWork);
    },
  };
}
