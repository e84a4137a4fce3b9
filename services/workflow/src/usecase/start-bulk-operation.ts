import { setTimeout as delay } from 'node:timers/promises';
import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type BulkAction, type BulkOperation, type BulkRepository } from '../domain/bulk-operation.ts';
import { type ExecutionFilter } from '../domain/execution-repository.ts';
import { type CarryOnBulk } from './carry-on-bulk.ts';
import { type Clock } from './ports.ts';

/** BulkRequest asks for an action on many runs. */
export interface BulkRequest {
  action: BulkAction;
  filter: ExecutionFilter;
  /** Every run of the workspace is meant. */
  all: boolean;
  reason: string;
  /** Only count. */
  dryRun: boolean;
}

interface Deps {
  bulk: BulkRepository;
  carryOnBulk: CarryOnBulk;
  now: Clock;
}

const mostCounted = 1_000_000;
const mostOpen = 5;
/** Small operations have ended when they are answered. */
const patienceMs = 2_000;

/**
 * createStartBulkOperation stores an operation and carries it on in the background: the row alone makes it certain. Gives
 * it back as it stands after two seconds. Fails with BULK.TOO_MANY.
 */
export function createStartBulkOperation({ bulk, carryOnBulk, now }: Deps) {
  return async (request: BulkRequest, call: Call): Promise<BulkOperation> => {
    requirePermission(call, 'workflow:execute');
    const workspaceId = requireWorkspace(call);
    requireFilter(request);
    const { action, reason, dryRun } = request;
    const createdAt = now();
    const { to = createdAt } = request.filter;
    const filter = { ...request.filter, to: to < createdAt ? to : createdAt };
    const operation: BulkOperation = {
      id: newId('blk'),
      workspaceId,
      action,
      filter,
      reason: reason.slice(0, 500),
      startedBy: call.identity.subject,
      matched: await bulk.count(workspaceId, action, filter, mostCounted),
      changed: 0,
      skipped: 0,
      failed: 0,
      cursor: '',
      createdAt,
    };
    if (dryRun) return { ...operation, id: '', endedAt: createdAt };
    if (!(await bulk.insert(operation, mostOpen)))
      throw new AppError(
        'conflict',
        'BULK.TOO_MANY',
        `A workspace may have ${mostOpen} bulk operations at work; wait for one to end.`,
      );
    const { id } = operation;
    call.log.info({ bulkOperationId: id, action, matched: operation.matched }, 'bulk operation accepted');
    const carried = carryOnBulk.carryOn(id).catch((err: unknown) => {
      call.log.warn({ err, bulkOperationId: id }, 'a bulk operation goes on later');
    });
    await Promise.race([carried, delay(patienceMs, undefined, { ref: false })]);
    return (await bulk.find(workspaceId, id)) ?? operation;
  };
}

/** Nobody means all by saying nothing. */
function requireFilter({ filter, all }: BulkRequest): void {
  const empty = Object.keys(filter).length === 0;
  if (empty !== all)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
      fields: [
        empty
          ? {
              path: 'filter',
              message: 'names nothing: give a filter, or `all: true` for every run of the workspace',
            }
          : { path: 'all', message: 'must not be given together with a filter' },
      ],
    });
}
