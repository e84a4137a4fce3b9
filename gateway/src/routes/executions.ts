import { z } from 'zod';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { waitPreference } from '../domain/prefer.ts';
import { compact } from '../http/compact.ts';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import {
  endUserId,
  givenTime,
  idParam,
  listOf,
  page,
  pageRequest,
  paging,
  providerId,
  typedId,
} from '../resources/common.ts';
import { toEnum } from '../resources/enums.ts';
import { execution, executionStatus, presentExecution, presentTask, task } from '../resources/execution.ts';
import { bulkRoutes } from './bulk-operations.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Executions';
const params = idParam('exe');
const notFound = { 'EXECUTION.NOT_FOUND': 404 };
const accepted = z.object({ id: typedId('exe'), status: executionStatus });
const location = { Location: 'Path of the execution' };

const prefer = {
  name: 'Prefer',
  description:
    '`wait=SECONDS`, at most 25, waits for the end (RFC 7240); Preference-Applied tells what was done.',
  example: 'wait=10',
};

const acceptedReply = (
  from: Parameters<typeof presentExecution>[0],
  headers: Record<string, string> = {},
) => {
  const { id, status } = presentExecution(from);
  return json({ id, status }, 202, { Location: `/api/v1/executions/${id}`, ...headers });
};

/** executionRoutes: runs of workflows. */
export function executionRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  const execute = defineRoute({
    id: 'executeWorkflow',
    feature: 'executions',
    method: 'post',
    path: '/workflows/{id}/executions',
    tag,
    auth: 'any',
    permission: 'workflow:execute',
    idempotent: true,
    headers: [prefer],
    summary: 'Run a workflow',
    params: idParam('wfl'),
    body: z
      .strictObject({
        input: z.unknown().optional(),
        endUserId: endUserId.optional(),
        connections: z.record(providerId, typedId('con')).optional(),
      })
      .default({}),
    replies: {
      200: {
        description: 'It ended while `Prefer: wait` waited',
        schema: execution,
        headers: { ...location, 'Preference-Applied': '`wait=SECONDS`' },
      },
      202: { description: 'It runs', schema: accepted, headers: location },
    },
    problems: { 'WORKFLOW.NOT_FOUND': 404, 'WORKFLOW.INVALID_INPUT': 400, 'EXECUTION.RATE_LIMITED': 429 },
    async handle({ params: { id }, body }, { call, header }) {
      const wait = waitPreference(header('Prefer'));
      const request = compact({
        workflowId: id,
        input: body.input === undefined ? undefined : toValue(body.input),
        endUserId: body.endUserId ?? '',
        connections: body.connections ?? {},
        waitSeconds: wait ?? 0,
        idempotencyKey: call.idempotencyKey ?? '',
      });
      const patience = 10_000 + (wait ?? 0) * 1000;
      const answer = await workflow.ExecuteWorkflow(request, call, callOptions(call, patience));
      const applied: Record<string, string> =
        wait === undefined ? {} : { 'Preference-Applied': `wait=${wait}` };
      if (!answer.ended) return acceptedReply(answer.execution, applied);
      const ended = presentExecution(answer.execution);
      return json(ended, 200, { Location: `/api/v1/executions/${ended.id}`, ...applied });
    },
  });

  const list = defineRoute({
    id: 'listExecutions',
    method: 'get',
    path: '/executions',
    tag,
    auth: 'any',
    permission: 'workflow:read',
    summary: 'List executions, without input and output',
    query: paging.extend({
      workflowId: typedId('wfl').optional(),
      status: executionStatus.optional(),
      endUserId: endUserId.optional(),
      from: givenTime.optional().meta({ description: 'Accepted then or later.' }),
      to: givenTime.optional().meta({ description: 'Accepted before then.' }),
    }),
    replies: { 200: { description: 'Newest first', schema: listOf(execution) } },
    async handle({ query }, { call }) {
      const request = {
        ...pageRequest(query),
        workflowId: query.workflowId ?? '',
        endUserId: query.endUserId ?? '',
        status: toEnum('EXECUTION_STATE', query.status),
        from: toTimestamp(query.from === undefined ? undefined : new Date(query.from)),
        to: toTimestamp(query.to === undefined ? undefined : new Date(query.to)),
      };
      const answer = await workflow.ListExecutions(request, call);
      return json(page(answer.executions, answer.nextPageToken, presentExecution));
    },
  });

  const get = defineRoute({
    id: 'getExecution',
    method: 'get',
    path: '/executions/{id}',
    tag,
    auth: 'any',
    permission: 'workflow:read',
    summary: 'Read an execution',
    params,
    replies: { 200: { description: 'The execution', schema: execution } },
    problems: notFound,
    async handle({ params: { id } }, { call }) {
      return json(presentExecution(await workflow.GetExecutionStatus({ executionId: id }, call)));
    },
  });

  const tasks = defineRoute({
    id: 'listTasks',
    method: 'get',
    path: '/executions/{id}/tasks',
    tag,
    auth: 'any',
    permission: 'workflow:read',
    summary: 'List the tasks of an execution',
    params,
    query: paging,
    replies: { 200: { description: 'In start order', schema: listOf(task) } },
    problems: notFound,
    async handle({ params: { id }, query }, { call }) {
      const answer = await workflow.ListExecutionTasks({ executionId: id, ...pageRequest(query) }, call);
      return json(page(answer.tasks, answer.nextPageToken, presentTask));
    },
  });

  const graph = defineRoute({
    id: 'getExecutionGraph',
    method: 'get',
    path: '/executions/{id}/graph',
    tag,
    auth: 'any',
    permission: 'workflow:read',
    summary: 'Draw an execution: its definition with the state of each task',
    params,
    replies: { 200: { description: 'A Mermaid flowchart', schema: z.object({ mermaid: z.string() }) } },
    problems: notFound,
    async handle({ params: { id } }, { call }) {
      const { mermaid } = await workflow.GetExecutionGraph({ executionId: id }, call);
      return json({ mermaid });
    },
  });

  return [execute, list, get, tasks, graph, ...controlRoutes({ workflow }), ...bulkRoutes({ workflow })];
}

function controlRoutes({ workflow }: Pick<RouteDependencies['services'], 'workflow'>): Route[] {
  const common = {
    method: 'post',
    tag,
    auth: 'any',
    permission: 'workflow:execute',
    idempotent: true,
    params,
  } as const;
  const replies = {
    202: { description: 'Accepted; the state follows', schema: accepted, headers: location },
  };
  return [
    defineRoute({
      ...common,
      id: 'cancelExecution',
      path: '/executions/{id}/cancel',
      replies,
      summary: 'End an execution',
      body: z.strictObject({ reason: z.string().max(500).optional() }).optional(),
      problems: { ...notFound, 'EXECUTION.ENDED': 409 },
      async handle({ params: { id }, body }, { call }) {
        const request = { executionId: id, reason: body?.reason ?? '' };
        return acceptedReply((await workflow.CancelExecution(request, call, callOptions(call))).execution);
      },
    }),
    defineRoute({
      ...common,
      id: 'suspendExecution',
      path: '/executions/{id}/suspend',
      replies,
      summary: 'Hold an execution before its next task',
      problems: { ...notFound, 'EXECUTION.ENDED': 409 },
      async handle({ params: { id } }, { call }) {
        return acceptedReply(
          (await workflow.SuspendExecution({ executionId: id }, call, callOptions(call))).execution,
        );
      },
    }),
    defineRoute({
      ...common,
      id: 'resumeExecution',
      path: '/executions/{id}/resume',
      replies,
      summary: 'Let a held execution go on',
      problems: { ...notFound, 'EXECUTION.NOT_SUSPENDED': 409 },
      async handle({ params: { id } }, { call }) {
        return acceptedReply(
          (await workflow.ResumeExecution({ executionId: id }, call, callOptions(call))).execution,
        );
      },
    }),
    defineRoute({
      ...common,
      id: 'rerunExecution',
      feature: 'executions',
      path: '/executions/{id}/rerun',
      replies,
      summary: 'Repeat an ended execution, whole or from a task',
      body: z
        .strictObject({
          from: z
            .string()
            .startsWith('/')
            .max(2000)
            .optional()
            .meta({
              description: 'Task to begin with; what was done before it is taken over, not done again.',
              examples: ['/do/1/charge'],
            }),
          iteration: z.string().max(2000).optional().meta({
            description:
              'Which time of several that the task was carried out, as the task log has it; else the last.',
          }),
          definition: z.enum(['same', 'newest']).optional(),
          parents: z.boolean().optional().meta({
            description: 'Whether the executions that started it are rerun too, from the task that did.',
          }),
        })
        .optional(),
      problems: {
        ...notFound,
        'WORKFLOW.NOT_FOUND': 404,
        'WORKFLOW.INVALID_INPUT': 400,
        'EXECUTION.NOT_ENDED': 409,
        'EXECUTION.RATE_LIMITED': 429,
      },
      async handle({ params: { id }, body = {} }, { call }) {
        const request = {
          executionId: id,
          from: body.from ?? '',
          iteration: body.iteration ?? '',
          newest: body.definition === 'newest',
          parents: body.parents ?? false,
        };
        return acceptedReply((await workflow.RerunExecution(request, call, callOptions(call))).execution);
      },
    }),
  ];
}
