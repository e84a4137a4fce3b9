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
const none = { workflowId: '', status: 'EXECUTION_STATE_UNSPECIFIED', endUserId: '', from: null, to: null };
const filter = { ...none, ...page };
const hook = { path: 'orders', eventType: '', endUserId: '', description: '' };
let workflowId = '';
let executionId = '';
let bulkOperationId = '';
let hookId = '';
let token = '';

beforeAll(async () => {
  const created = (await handlers['CreateWorkflow']!(document, mine)) as { workflow?: { id: string } };
  workflowId = created.workflow?.id ?? '';
  const started = (await handlers['ExecuteWorkflow']!({ workflowId, ...start, waitSeconds: 1 }, mine)) as {
    execution?: { id: string };
  };
  executionId = started.execution?.id ?? '';
  const bulk = { action: 'BULK_ACTION_RESUME', filter: null, all: true, reason: '', dryRun: false };
  const answer = (await handlers['StartBulkOperation']!(bulk, mine)) as { operation?: { id: string } };
  bulkOperationId = answer.operation?.id ?? '';
  const hooked = (await handlers['CreateHook']!(hook, mine)) as { hook?: { id: string }; url?: string };
  hookId = hooked.hook?.id ?? '';
  token = new URL(hooked.url ?? '').searchParams.get('token') ?? '';
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
  ['GetExecutionGraph', { executionId }],
  ['GetBulkOperation', { bulkOperationId }],
  ['CancelExecution', { executionId, reason: '' }],
  ['SuspendExecution', { executionId }],
  ['ResumeExecution', { executionId }],
  ['RerunExecution', { executionId, from: '', iteration: '', newest: false, parents: false }],
  ['GetHook', { hookId }],
  ['RotateHookToken', { hookId }],
  ['RotateHookSecret', { hookId }],
  ['DeleteHook', { hookId }],
];

const others = (): [string, object][] => [
  ['CreateWorkflow', document],
  ['ListWorkflows', { namespace: '', ...page }],
  ['ValidateWorkflow', document],
  ['ListExecutions', filter],
  ['PublishEvent', { event: { source: 'a', type: 'a' } }],
  ['StartBulkOperation', { action: 'BULK_ACTION_CANCEL', filter: none, all: true, reason: '', dryRun: true }],
  ['CreateHook', { ...hook, path: 'more' }],
  ['ListHooks', page],
];

/** Methods for whoever has what they ask for, member of a workspace or not. */
const open = ['ReceiveHook', 'GetApproval', 'DecideApproval'];

it('covers every method that is built', () => {
  expect(
    [...named(), ...others()]
      .map(([method]) => method)
      .concat(open)
      .sort(),
  ).toEqual(Object.keys(handlers).sort());
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

it('shows the token and the secret of a hook when they are made, and at no other time', async () => {
  const made = JSON.stringify(await handlers['CreateHook']!({ ...hook, path: 'shown' }, mine));
  expect(made).toMatch(/\/api\/v1\/hooks\/wsp_\w+\/shown\?token=[\w-]{43}"/);
  expect(made).toMatch(/"secret":"whsec_[\w+/=]{44}"/);
  const seen = JSON.stringify([
    await handlers['GetHook']!({ hookId }, mine),
    await handlers['ListHooks']!(page, mine),
  ]);
  expect(seen).not.toMatch(/token|whsec_|sealed|hash/);
  expect(seen).toContain(`/api/v1/hooks/${workspaceId}/orders"`);
});

it('hears whoever has a hook’s token, and makes what they send an event', async () => {
  const sent = {
    ...{ workspaceId, path: 'orders', webhookId: '', webhookTimestamp: '', webhookSignature: '' },
    ...{ contentType: '', body: Buffer.from('{}') },
  };
  const nobody = fakeCall({ kind: 'anonymous', workspaceId: undefined });
  expect(await handlers['ReceiveHook']!({ ...sent, token }, nobody)).toEqual({
    eventId: expect.stringMatching(/^evt_/) as unknown,
  });
  await expect(handlers['ReceiveHook']!({ ...sent, token: 'x' }, nobody)).rejects.toMatchObject({
    code: 'HOOK.UNAUTHENTICATED',
  });
});

it('shows whoever has no link nothing', async () => {
  const nobody = fakeCall({ kind: 'anonymous', workspaceId: undefined });
  for (const method of ['GetApproval', 'DecideApproval'])
    await expect(
      handlers[method]!({ token: 'x', decision: 'approve', comment: '' }, nobody),
    ).rejects.toMatchObject({ code: 'APPROVAL.NOT_FOUND' });
});
