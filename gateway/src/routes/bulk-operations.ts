import { z } from 'zod';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { bulkAction, bulkOperation, presentBulkOperation } from '../resources/bulk-operation.ts';
import { endUserId, givenTime, idParam, typedId } from '../resources/common.ts';
import { toEnum } from '../resources/enums.ts';
import { executionStatus } from '../resources/execution.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Executions';

const filter = z
  .strictObject({
    workflowId: typedId('wfl').optional(),
    status: executionStatus.optional(),
    endUserId: endUserId.optional(),
    from: givenTime.optional().meta({ description: 'Accepted then or later.' }),
    to: givenTime
      .optional()
      .meta({ description: 'Accepted before then; never later than the request itself.' }),
  })
  .meta({ description: 'Executions that meet all that is given.' });

/** bulkRoutes: the same to many runs of workflows. */
export function bulkRoutes({ workflow }: Pick<RouteDependencies['services'], 'workflow'>): Route[] {
  return [
    defineRoute({
      id: 'startBulkOperation',
      method: 'post',
      path: '/executions/bulk',
      tag,
      auth: 'any',
      permission: 'workflow:execute',
      idempotent: true,
      summary: 'Cancel, suspend, resume or rerun many executions, in the background',
      body: z
        .strictObject({
          action: bulkAction,
          filter: filter.optional(),
          all: z
            .boolean()
            .optional()
            .meta({ description: 'Every execution of the workspace; in place of a filter.' }),
          reason: z.string().max(500).optional().meta({ description: 'Of a cancellation.' }),
          dryRun: z.boolean().optional().meta({ description: 'Only count.' }),
        })
        .meta({
          examples: [
            { action: 'cancel', filter: { status: 'waiting', to: '2026-11-22T00:00:00Z' }, dryRun: true },
          ],
        }),
      replies: {
        202: {
          description: 'The operation as it stands, after two seconds at most',
          schema: bulkOperation,
          headers: { Location: 'Path of the operation; none for a dry run' },
        },
      },
      problems: { 'BULK.TOO_MANY': 409 },
      async handle({ body }, { call }) {
        const { workflowId = '', endUserId: user = '', status, from, to } = body.filter ?? {};
        const request = {
          action: toEnum('BULK_ACTION', body.action),
          filter: {
            workflowId,
            endUserId: user,
            status: toEnum('EXECUTION_STATE', status),
            from: toTimestamp(from === undefined ? undefined : new Date(from)),
            to: toTimestamp(to === undefined ? undefined : new Date(to)),
          },
          all: body.all ?? false,
          reason: body.reason ?? '',
          dryRun: body.dryRun ?? false,
        };
        const answer = await workflow.StartBulkOperation(request, call, callOptions(call));
        const operation = presentBulkOperation(answer.operation);
        const { id } = operation;
        return json(operation, 202, id === undefined ? {} : { Location: `/api/v1/executions/bulk/${id}` });
      },
    }),
    defineRoute({
      id: 'getBulkOperation',
      method: 'get',
      path: '/executions/bulk/{id}',
      tag,
      auth: 'any',
      permission: 'workflow:read',
      summary: 'Tell how far a bulk operation is',
      params: idParam('blk'),
      replies: { 200: { description: 'The operation as it stands', schema: bulkOperation } },
      problems: { 'BULK.NOT_FOUND': 404 },
      async handle({ params: { id } }, { call }) {
        const answer = await workflow.GetBulkOperation({ bulkOperationId: id }, call);
        return json(presentBulkOperation(answer.operation));
      },
    }),
  ];
}
