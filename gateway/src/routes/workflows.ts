import { z } from 'zod';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import { idParam, listOf, page, pageRequest, paging } from '../resources/common.ts';
import * as workflows from '../resources/workflow.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Workflows';
const params = idParam('wfl');
const notFound = { 'WORKFLOW.NOT_FOUND': 404 };
const formats = ['json', 'yaml'] as const;
const document = z.looseObject({ document: z.looseObject({}), do: z.array(z.unknown()) }).meta({
  description: 'A CNCF Serverless Workflow document, DSL 1.0.x.',
  examples: [
    {
      document: { dsl: '1.0.3', namespace: 'acme', name: 'welcome-customer', version: '1.0.0' },
      do: [{ greet: { set: { message: '${ "Hello " + .name }' } } }],
    },
  ],
});
/** Documents are judged by the workflow service; here they need only be objects. */
const anyDocument = z.record(z.string(), z.unknown()).meta(document.meta() ?? {});

const sent = ({ source }: Request) => ({
  document: source.text,
  format: source.format === 'yaml' ? ('DOCUMENT_FORMAT_YAML' as const) : ('DOCUMENT_FORMAT_JSON' as const),
});

/** workflowRoutes: definitions. */
export function workflowRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'createWorkflow',
      method: 'post',
      path: '/workflows',
      tag,
      auth: 'any',
      permission: 'workflow:write',
      idempotent: true,
      formats,
      summary: 'Store a workflow definition',
      body: anyDocument,
      replies: { 201: { description: 'The definition', schema: workflows.workflow } },
      problems: { 'WORKFLOW.INVALID': 400, 'WORKFLOW.EXISTS': 409 },
      async handle(_input, request) {
        const answer = await workflow.CreateWorkflow(sent(request), request.call, callOptions(request.call));
        return json(workflows.presentWorkflow(answer.workflow), 201);
      },
    }),
    defineRoute({
      id: 'listWorkflows',
      method: 'get',
      path: '/workflows',
      tag,
      auth: 'any',
      permission: 'workflow:read',
      summary: 'List workflow definitions',
      query: paging.extend({ namespace: z.string().max(63).optional() }),
      replies: {
        200: { description: 'Newest first, without documents', schema: listOf(workflows.workflow) },
      },
      async handle({ query }, { call }) {
        const answer = await workflow.ListWorkflows(
          { ...pageRequest(query), namespace: query.namespace ?? '' },
          call,
        );
        return json(page(answer.workflows, answer.nextPageToken, workflows.presentWorkflow));
      },
    }),
    defineRoute({
      id: 'validateWorkflow',
      method: 'post',
      path: '/workflows/validate',
      tag,
      auth: 'any',
      permission: 'workflow:read',
      formats,
      summary: 'Check a workflow document without storing it',
      body: anyDocument,
      replies: {
        200: {
          description: 'The verdict; "invalid" is an answer',
          schema: z.object({
            valid: z.boolean(),
            errors: z.array(z.object({ path: z.string(), message: z.string() })),
          }),
        },
      },
      async handle(_input, request) {
        const { valid, errors } = await workflow.ValidateWorkflow(sent(request), request.call);
        return json({ valid, errors });
      },
    }),
    defineRoute({
      id: 'getWorkflow',
      method: 'get',
      path: '/workflows/{id}',
      tag,
      auth: 'any',
      permission: 'workflow:read',
      summary: 'Read a workflow definition with its document',
      params,
      query: z.strictObject({ version: z.string().max(64).optional() }),
      replies: { 200: { description: 'The definition', schema: workflows.workflowWithDocument } },
      problems: notFound,
      async handle({ params: { id }, query }, { call }) {
        const answer = await workflow.GetWorkflow({ workflowId: id, version: query.version ?? '' }, call);
        return json(workflows.presentWorkflowWithDocument(answer));
      },
    }),
    defineRoute({
      id: 'updateWorkflow',
      method: 'put',
      path: '/workflows/{id}',
      tag,
      auth: 'any',
      permission: 'workflow:write',
      formats,
      summary: 'Store a new version of a workflow definition',
      params,
      body: anyDocument,
      replies: { 200: { description: 'The new version', schema: workflows.workflow } },
      problems: { ...notFound, 'WORKFLOW.INVALID': 400, 'WORKFLOW.EXISTS': 409, 'WORKFLOW.RENAMED': 400 },
      async handle({ params: { id } }, request) {
        const answer = await workflow.UpdateWorkflow({ workflowId: id, ...sent(request) }, request.call);
        return json(workflows.presentWorkflow(answer.workflow));
      },
    }),
    defineRoute({
      id: 'deleteWorkflow',
      method: 'delete',
      path: '/workflows/{id}',
      tag,
      auth: 'any',
      permission: 'workflow:delete',
      summary: 'Remove a workflow definition; its executions stay and end',
      params,
      replies: { 204: { description: 'The definition is gone' } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        await workflow.DeleteWorkflow({ workflowId: id }, call);
        return noContent();
      },
    }),
    defineRoute({
      id: 'getWorkflowGraph',
      method: 'get',
      path: '/workflows/{id}/graph',
      tag,
      auth: 'any',
      permission: 'workflow:read',
      summary: 'Draw a workflow definition',
      params,
      replies: { 200: { description: 'A Mermaid flowchart', schema: z.object({ mermaid: z.string() }) } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        const { mermaid } = await workflow.GetWorkflowGraph({ workflowId: id }, call);
        return json({ mermaid });
      },
    }),
  ];
}
