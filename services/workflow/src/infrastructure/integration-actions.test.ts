import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Kind, kinds } from '@neighbourhood/shared/errors/kinds';
import { type Identity } from '@neighbourhood/shared/call/call';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { NeedsConnection, TryAgainLater } from '../domain/interpreter/machine.ts';
import { type Execution } from '../domain/execution.ts';
import { WorkflowFault } from '../domain/workflow-error.ts';
import { faultOf } from './action-faults.ts';
import { createIntegrationActions } from './integration-actions.ts';

const execution: Execution = {
  id: 'exe_1',
  workspaceId: 'wsp_1',
  workflowId: 'wfl_1',
  workflowVersion: '1.0.0',
  workflowHash: '',
  status: 'running',
  input: {},
  endUserId: 'ada',
  connections: { slack: 'con_named' },
  purpose: 'automation',
  startedBy: 'key_1',
  createdAt: new Date(),
  depth: 0,
  eventsFrom: 0,
};
const call = {
  provider: 'slack',
  action: 'send',
  version: '1.0.0',
  input: { a: [1, null] },
  idempotencyKey: 'k',
};
const { signal } = new AbortController();

function actionsOf(
  run: Execution,
  answers: { resolve?: () => Promise<object>; execute?: () => Promise<object> } = {},
) {
  const asked: { request: unknown; token: string; options: unknown }[] = [];
  const signed: Omit<Identity, 'issuer'>[] = [];
  const answer =
    (reply: (() => Promise<object>) | undefined) =>
    async (request: unknown, { token }: { token: string }, options?: unknown) => {
      asked.push({ request, token, options });
      return (await reply?.()) as never;
    };
  const make = createIntegrationActions({
    integration: { ResolveConnection: answer(answers.resolve), ExecuteAction: answer(answers.execute) },
    signer: {
      sign: async identity => {
        signed.push(identity);
        return 'signed';
      },
    },
    timeoutMs: 1_000,
  });
  return { actions: make(run), asked, signed };
}

it('uses the connection that the run names, without asking', async () => {
  const { actions, asked } = actionsOf(execution);
  expect(await actions.connect(call, signal)).toBe('con_named');
  expect(asked).toEqual([]);
});

it('asks for the end user’s connection otherwise', async () => {
  const { actions, asked, signed } = actionsOf(
    { ...execution, connections: {} },
    { resolve: async () => ({ connection: { id: 'con_2' } }) },
  );
  expect(await actions.connect(call, signal)).toBe('con_2');
  expect(asked).toMatchObject([{ request: { endUserId: 'ada', provider: 'slack' }, token: 'signed' }]);
  expect(signed).toEqual([
    {
      kind: 'execution',
      subject: 'exe_1',
      workspaceId: 'wsp_1',
      endUserId: 'ada',
      permissions: ['integration:read', 'integration:execute', 'connection:read', 'consent:read'],
    },
  ]);
});

it('is a configuration error when there is neither a connection nor an end user', async () => {
  const { endUserId: _, ...nobody } = { ...execution, connections: {} };
  await expect(actionsOf(nobody).actions.connect(call, signal)).rejects.toMatchObject({
    error: { type: expect.stringContaining('/configuration'), status: 400 },
  });
});

it('sends the call under its key, twice over, and gives the output', async () => {
  const { actions, asked } = actionsOf(execution, {
    execute: async () => ({ output: { kind: 'stringValue', stringValue: 'ok' } }),
  });
  expect(await actions.perform({ ...call, connectionId: 'con_1' }, signal)).toBe('ok');
  expect(asked[0]).toMatchObject({
    request: {
      connectionId: 'con_1',
      action: 'send',
      version: '1.0.0',
      purpose: 'automation',
      idempotencyKey: 'k',
    },
    options: { idempotencyKey: 'k' },
  });
  expect(asked[0]).toHaveProperty('request.input.structValue.fields.a');
  expect(fromValue({ kind: 'nullValue' })).toBeNull();
});

it('turns failures into errors of the DSL', async () => {
  const execute = async () =>
    Promise.reject(new AppError('permissionDenied', 'CONSENT.REQUIRED', 'No consent.'));
  await expect(actionsOf(execution, { execute }).actions.perform(call, signal)).rejects.toMatchObject({
    error: {
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization',
      status: 403,
      detail: 'CONSENT.REQUIRED',
    },
  });
});

it.each<[Kind, string, string, number]>([
  ['permissionDenied', 'CONSENT.REQUIRED', 'authorization', 403],
  ['permissionDenied', 'AUTH.FORBIDDEN', 'authorization', 403],
  ['notFound', 'CONNECTION.NOT_FOUND', 'configuration', 400],
  ['notFound', 'ACTION.UNKNOWN', 'configuration', 400],
  ['conflict', 'CONNECTION.AMBIGUOUS', 'configuration', 409],
  ['conflict', 'CONNECTION.NEEDS_REAUTH', 'authentication', 401],
  ['invalidArgument', 'ACTION.INVALID_INPUT', 'validation', 400],
  ['rateLimited', 'PROVIDER.RATE_LIMITED', 'communication', 429],
  ['upstreamFailed', 'PROVIDER.ERROR', 'communication', 502],
  ['upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'communication', 503],
  ['upstreamTimeout', 'PROVIDER.TIMEOUT', 'timeout', 408],
  ['unprocessable', 'IDEMPOTENCY.MISMATCH', 'runtime', 500],
  ['unimplemented', 'INTERNAL', 'configuration', 400],
])('%s %s is the error %s with status %d', (kind, code, type, status) => {
  const made = faultOf(new AppError(kind, code, 'why'));
  expect(made).toBeInstanceOf(WorkflowFault);
  expect(made).toMatchObject({
    error: {
      type: `https://serverlessworkflow.io/spec/1.0.0/errors/${type}`,
      status,
      detail: expect.stringContaining(code),
    },
  });
});

it('says that nobody knows, where nobody does', () => {
  for (const kind of ['unavailable', 'deadlineExceeded', 'internal', 'unauthenticated'] as const) {
    expect(faultOf(new AppError(kind, 'X', 'why'))).toBeInstanceOf(TryAgainLater);
  }
  expect(faultOf(new AppError('conflict', 'IDEMPOTENCY.IN_PROGRESS', 'why'))).toBeInstanceOf(TryAgainLater);
});

it('says what a run may wait for whose connection needs its end user', async () => {
  const refuse = async () =>
    Promise.reject(
      new AppError('conflict', 'CONNECTION.NEEDS_REAUTH', 'no', { metadata: { connectionId: 'con_9' } }),
    );
  const names = async (work: Promise<unknown>) => {
    const problem = await work.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(NeedsConnection);
    return (problem as NeedsConnection).names;
  };
  const answers = { resolve: refuse, execute: refuse };
  const unnamed = actionsOf({ ...execution, connections: {} }, answers).actions;
  const named = actionsOf(execution, answers).actions;
  const either = ['connection con_9', 'connection at slack of ada'];
  expect(await names(unnamed.connect(call, signal))).toEqual(either);
  expect(await names(unnamed.perform({ ...call, connectionId: 'con_9' }, signal))).toEqual(either);
  expect(await names(named.perform({ ...call, connectionId: 'con_named' }, signal))).toEqual([
    'connection con_named',
  ]);
});

it('has an answer to every kind of error', () => {
  for (const kind of Object.keys(kinds) as Kind[])
    expect(faultOf(new AppError(kind, 'X.Y', 'why'))).toBeInstanceOf(Error);
});
