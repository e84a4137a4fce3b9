import { newId } from '@neighbourhood/shared/ids/typed-id';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from '../../test/documents.ts';
import { createMemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';
import { createWorkflowService } from './grpc.ts';

afterAll(() => sandbox.close());

const { app, store } = createMemoryApp();
const handlers = createWorkflowService(app).handlers as unknown as Record<
  string,
  (request: object, call: ReturnType<typeof fakeCall>) => Promise<Record<string, never>>
>;
const workspaceId = newId('wsp');
const permissions = ['read', 'write', 'delete', 'execute'].map(verb => `workflow:${verb}`);
const mine = fakeCall({ workspaceId, permissions });

const source = documentOf('mine', [{ a: { set: { x: 1 } } }, { pause: { wait: { hours: 1 } } }]);
const document = { document: source, format: 'DOCUMENT_FORMAT_JSON' };
const page = { pageSize: 0, pageToken: '' };
const start = { input: null, endUserId: '', connections: {}, waitSeconds: 0, idempotencyKey: '' };
const filter = { workflowId: '', status: 'EXECUTION_STATE_UNSPECIFIED', endUserId: '', ...page };
let workflowId = '';
let executionId = '';

beforeAll(async () => {
  const created = (await handlers['CreateWorkflow']!(document, mine)) as { workflow?: { id: string } };
  workflowId = created.workflow?.id ?? '';
  const started = (await handlers['ExecuteWorkflow']!({ workflowId, ...start, waitSeconds: 1 }, mine)) as {
    execution?: { id: string };
  };
  executionId = started.execution?.id ?? '';
});

/** Every method that names a row, with a request that its owner may make. */
const named = (): [string, object][] => [
  ['GetWorkflow', { workflowId, version: '' }],
  ['UpdateWorkflow', { workflowId, ...document }],
  ['DeleteWorkflow', { workflowId }],
  ['GetWorkflowGraph', { workflowId }],
  ['ExecuteWorkflow', { workflowId, ...start }],
  ['GetExecutionStatus', { executionId }],
  ['ListExecutionTasks', { executionId, ...page }],
  ['CancelExecution', { executionId, reason: '' }],
  ['SuspendExecution', { executionId }],
  ['ResumeExecution', { executionId }],
];

const others = (): [string, object][] => [
  ['CreateWorkflow', document],
  ['ListWorkflows', { namespace: '', ...page }],
  ['ValidateWorkflow', document],
  ['ListExecutions', filter],
  ['PublishEvent', { event: { source: 'a', type: 'a' } }],
];

it('covers every method that is built', () => {
  expect([...named(), ...others()].map(([method]) => method).sort()).toEqual(Object.keys(handlers).sort());
});

it('answers NOT_FOUND for every row of another workspace, and leaves it as it is', async () => {
  const foreign = fakeCall({ permissions });
  for (const [method, request] of named()) {
    await expect(handlers[method]!(request, foreign)).rejects.toMatchObject({ kind: 'notFound' });
  }
  expect(await handlers['ListWorkflows']!({ namespace: '', ...page }, foreign)).toEqual({
    workflows: [],
    nextPageToken: '',
  });
  expect(await handlers['ListExecutions']!(filter, foreign)).toEqual({ executions: [], nextPageToken: '' });
  expect(await store.executions.find(workspaceId, executionId)).toMatchObject({ status: 'waiting' });
  expect(await handlers['GetWorkflow']!({ workflowId, version: '' }, mine)).toMatchObject({ id: workflowId });
});

it('refuses every method without its permission', async () => {
  for (const [method, request] of [...named(), ...others()]) {
    await expect(handlers[method]!(request, fakeCall({ workspaceId }))).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  }
});

it('refuses every method without a workspace', async () => {
  for (const [method, request] of [...named(), ...others()]) {
    const call = fakeCall({ permissions, workspaceId: undefined });
    await expect(handlers[method]!(request, call)).rejects.toMatchObject({ code: 'AUTH.WORKSPACE_REQUIRED' });
  }
});

it('shows documents and payloads of one row, and leaves them out of lists', async () => {
  expect(await handlers['GetWorkflow']!({ workflowId, version: '1.0.0' }, mine)).toMatchObject({
    document: source,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await handlers['ListWorkflows']!({ namespace: 'test', ...page }, mine)).toMatchObject({
    workflows: [{ id: workflowId, document: '' }],
  });
  expect(await handlers['GetExecutionStatus']!({ executionId }, mine)).toMatchObject({
    status: 'EXECUTION_STATE_WAITING',
    input: { structValue: {} },
  });
  expect(
    await handlers['ListExecutions']!({ ...filter, workflowId, status: 'EXECUTION_STATE_WAITING' }, mine),
  ).toMatchObject({
    executions: [{ id: executionId, input: null }],
  });
});

it('pages a task log in start order', async () => {
  const first = await handlers['ListExecutionTasks']!({ executionId, pageSize: 1, pageToken: '' }, mine);
  expect(first).toMatchObject({
    tasks: [{ reference: '/do/0/a', status: 'EXECUTION_STATE_COMPLETED' }],
    nextPageToken: '0',
  });
  const second = await handlers['ListExecutionTasks']!({ executionId, pageSize: 5, pageToken: '0' }, mine);
  expect(second).toMatchObject({
    tasks: [{ reference: '/do/1/pause', status: 'EXECUTION_STATE_WAITING', output: null }],
    nextPageToken: '',
  });
});

it.each([
  ['ListWorkflows', { namespace: '', pageSize: 101, pageToken: '' }, 'pageSize'],
  ['ListExecutions', { ...filter, pageToken: "' OR 1=1" }, 'pageToken'],
  ['ListExecutionTasks', { executionId: 'exe_x', pageSize: 1, pageToken: 'x' }, 'pageToken'],
])('refuses a bad page: %s', async (method, request, path) => {
  await expect(handlers[method]!(request, mine)).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: [{ path }],
  });
});

it('tells what is wrong with a document as an answer', async () => {
  const bad = documentOf('bad', [{ t: { wait: 'soon' } }]);
  expect(
    await handlers['ValidateWorkflow']!({ document: bad, format: 'DOCUMENT_FORMAT_UNSPECIFIED' }, mine),
  ).toMatchObject({
    valid: false,
    errors: expect.arrayContaining([{ path: '/do/0/t/wait', message: expect.any(String) }]),
  });
  expect(
    await handlers['ValidateWorkflow']!({ document: '{', format: 'DOCUMENT_FORMAT_JSON' }, mine),
  ).toMatchObject({ valid: false });
  expect(await handlers['ValidateWorkflow']!(document, mine)).toEqual({ valid: true, errors: [] });
});

it('draws a Mermaid flowchart', async () => {
  const { mermaid } = (await handlers['GetWorkflowGraph']!({ workflowId }, mine)) as { mermaid?: string };
  expect(mermaid).toContain('flowchart');
  expect(mermaid).toContain('"pause"');
});
