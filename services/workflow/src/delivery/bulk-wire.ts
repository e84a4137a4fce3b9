import { type BulkAction__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/BulkAction';
import { type BulkOperation as BulkMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/BulkOperation';
import { type StartBulkOperationRequest__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/StartBulkOperationRequest';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { type BulkAction, type BulkOperation } from '../domain/bulk-operation.ts';
import { type BulkRequest } from '../usecase/start-bulk-operation.ts';
import { filterOf, toState } from './wire.ts';

const actions = {
  cancel: 'BULK_ACTION_CANCEL',
  suspend: 'BULK_ACTION_SUSPEND',
  resume: 'BULK_ACTION_RESUME',
  rerun: 'BULK_ACTION_RERUN',
} as const satisfies Record<BulkAction, BulkAction__Output>;

/** toBulkRequest reads a request. Fails with REQUEST.INVALID. */
export function toBulkRequest({
  action: given,
  filter,
  all,
  reason,
  dryRun,
}: StartBulkOperationRequest__Output): BulkRequest {
  const action = (Object.keys(actions) as BulkAction[]).find(name => actions[name] === given);
  if (!action)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
      fields: [{ path: 'action', message: `must be one of ${Object.keys(actions).join(', ')}` }],
    });
  return { action, filter: filter ? filterOf(filter, 'filter.') : {}, all, reason, dryRun };
}

/** toBulkMessage shows an operation. */
export function toBulkMessage(operation: BulkOperation, dryRun: boolean): BulkMessage {
  const { id, action, matched, changed, skipped, failed, createdAt, endedAt } = operation;
  const { workflowId = '', status, endUserId = '', from, to } = operation.filter;
  return {
    id,
    action: actions[action],
    filter: {
      workflowId,
      endUserId,
      status: toState(status),
      from: toTimestamp(from),
      to: toTimestamp(to),
    },
    dryRun,
    matched,
    changed,
    skipped,
    failed,
    createdAt: toTimestamp(createdAt),
    endedAt: toTimestamp(endedAt),
  };
}
