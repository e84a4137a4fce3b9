import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createFakeIntegration } from './effects.ts';
import { documentOf } from './documents.ts';
import { engineKeepsTimes, type Platform, type Replica, startPlatform } from './platform.ts';

const fake = createFakeIntegration();
let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let names = 0;

const note = { call: 'sandbox.create-note:1.0.0@default', with: { title: '${ .title }' } };

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replica = await platform.startReplica(engineKeepsTimes);
}, 120_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  fake.refuse = undefined;
  fake.effects.length = 0;
  call = await platform.callOf(newId('wsp'));
});

async function create(tasks: object[], more: object = {}): Promise<string> {
  const { workflow } = await replica.client.CreateWorkflow(
    { document: documentOf(`w${++names}`, tasks, more) },
    call,
  );
  return workflow?.id ?? '';
}

async function run(workflowId: string, request: object = {}) {
  const wanted = {
    workflowId,
    input: toValue({ title: 'hello' }),
    endUserId: 'ada',
    waitSeconds: 25,
    ...request,
  };
  const { execution } = await replica.client.ExecuteWorkflow(wanted, call, { timeoutMs: 30_000 });
  if (!execution) throw new Error('no execution');
  return execution;
}

const statusOf = async (executionId: string) =>
  (await replica.client.GetExecutionStatus({ executionId }, call)).status;

const until = (executionId: string, status: string, timeoutMs = 20_000) =>
  eventually(async () => (await statusOf(executionId)) === status, {
    what: `${executionId} ${status}`,
    timeoutMs,
  });

async function eventTypes(executionId: string): Promise<string[]> {
  // Nobody subscribes here; what the outbox still holds and what was published is the same to the relay.
  const { rows } = await platform.database.query<{ type: string }>(
    "SELECT event->>'type' AS type FROM told_events WHERE event->>'subject' = $1 ORDER BY position",
    [executionId],
  );
  return rows.map(row => row.type);
}

beforeAll(async () => {
  await platform.database.query('CREATE TABLE told_events (position bigint, event jsonb)');
  await platform.database.query(`CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO told_events VALUES (NEW.position, NEW.event); RETURN NEW; END $$`);
  await platform.database.query(
    'CREATE TRIGGER tell AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION tell()',
  );
});

it('runs an action, a wait and a set, and tells of it', async () => {
  const id = await create([
    { note },
    { pause: { wait: { seconds: 1 } } },
    { tell: { set: { did: '${ .did }', title: '${ $workflow.input.title }' } } },
  ]);
  // The engine may need a while for its first timer after a start.
  const { id: executionId } = await run(id, { waitSeconds: 0 });
  await until(executionId, 'EXECUTION_STATE_COMPLETED', 90_000);
  const execution = await replica.client.GetExecutionStatus({ executionId }, call);
  expect(execution).toMatchObject({
    status: 'EXECUTION_STATE_COMPLETED',
    workflowVersion: '1.0.0',
    endUserId: 'ada',
  });
  expect(fromValue(execution.output)).toEqual({ did: 'create-note', title: 'hello' });
  const { tasks } = await replica.client.ListExecutionTasks({ executionId: execution.id }, call);
  expect(tasks.map(each => [each.reference, each.status, each.attempt])).toEqual([
    ['/do/0/note', 'EXECUTION_STATE_COMPLETED', 1],
    ['/do/1/pause', 'EXECUTION_STATE_COMPLETED', 1],
    ['/do/2/tell', 'EXECUTION_STATE_COMPLETED', 1],
  ]);
  expect(await eventTypes(execution.id)).toEqual([
    'workflow.execution.started',
    'workflow.execution.completed',
  ]);
}, 120_000);

it('acts under an identity of the run: its workspace, its end user, four permissions', async () => {
  const execution = await run(await create([{ note }]));
  expect(fake.effects[0]).toMatchObject({
    connectionId: 'con_00000000000000000000000001',
    input: { title: 'hello' },
    identity: {
      kind: 'execution',
      issuer: 'workflow',
      subject: execution.id,
      endUserId: 'ada',
      permissions: ['integration:read', 'integration:execute', 'connection:read', 'consent:read'],
    },
  });
});

it('uses the connection that the run names', async () => {
  const connections = { sandbox: newId('con') };
  await run(await create([{ note }]), { connections });
  expect(fake.effects[0]?.connectionId).toBe(connections.sandbox);
});

it('faults with a configuration error when there is no connection', async () => {
  const execution = await run(await create([{ note }]), { endUserId: 'nobody' });
  expect(execution).toMatchObject({
    status: 'EXECUTION_STATE_FAULTED',
    error: {
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/configuration',
      detail: expect.stringContaining('CONNECTION.NOT_FOUND'),
      instance: '/do/0/note',
    },
  });
  expect(await eventTypes(execution.id)).toEqual([
    'workflow.execution.started',
    'workflow.execution.faulted',
  ]);
});

it('faults with 403 CONSENT.REQUIRED when the consent is missing', async () => {
  fake.refuse = () => new AppError('permissionDenied', 'CONSENT.REQUIRED', 'There is no consent.');
  const execution = await run(await create([{ note }]));
  expect(execution.error).toEqual({
    type: 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization',
    status: 403,
    title: 'Authorization Error',
    detail: 'CONSENT.REQUIRED',
    instance: '/do/0/note',
  });
});

it('answers at once without waiting, and the run goes on', async () => {
  const execution = await run(await create([{ a: { set: { x: 1 } } }]), { waitSeconds: 0 });
  expect(execution.status).toBe('EXECUTION_STATE_PENDING');
  await until(execution.id, 'EXECUTION_STATE_COMPLETED');
});

it('cancels a run in its wait: the timer goes, nothing after it happens', async () => {
  const execution = await run(await create([{ pause: { wait: { minutes: 10 } } }, { note }]), {
    waitSeconds: 0,
  });
  await until(execution.id, 'EXECUTION_STATE_WAITING');
  const cancelled = await replica.client.CancelExecution(
    { executionId: execution.id, reason: 'changed my mind' },
    call,
  );
  expect(cancelled.execution?.status).toBe('EXECUTION_STATE_CANCELLED');
  const { tasks } = await replica.client.ListExecutionTasks({ executionId: execution.id }, call);
  expect(tasks.map(each => each.status)).toEqual(['EXECUTION_STATE_CANCELLED']);
  await eventually(
    async () => {
      const { rows } = await platform.database.query(
        'SELECT 1 FROM executions WHERE id = $1 AND purged_at IS NOT NULL',
        [execution.id],
      );
      return rows.length === 1;
    },
    { what: 'the engine to forget the run', timeoutMs: 60_000 },
  );
  expect(fake.effects).toEqual([]);
  expect(await eventTypes(execution.id)).toEqual([
    'workflow.execution.started',
    'workflow.execution.cancelled',
  ]);
  const again = await replica.client.CancelExecution({ executionId: execution.id }, call);
  expect(again.execution?.status).toBe('EXECUTION_STATE_CANCELLED');
}, 90_000);

it('cancels a run in the middle of a call: the answer is not stored', async () => {
  let answer = () => {};
  const reached = new Promise<void>(resolve => {
    fake.beforeAnswer = () =>
      new Promise(done => {
        answer = done;
        resolve();
      });
  });
  const execution = await run(await create([{ note }, { after: note }]), { waitSeconds: 0 });
  await reached;
  fake.beforeAnswer = async () => undefined;
  await replica.client.CancelExecution({ executionId: execution.id }, call);
  answer();
  const logged = () =>
    replica.output().includes(`"executionId":"${execution.id}","message":"a run was ended`);
  await eventually(logged, { what: 'the interpreter to notice' });
  expect(await statusOf(execution.id)).toBe('EXECUTION_STATE_CANCELLED');
  expect(fake.effects).toHaveLength(1);
});

it('holds a suspended run and lets it go on', async () => {
  const execution = await run(await create([{ pause: { wait: { seconds: 2 } } }, { note }]), {
    waitSeconds: 0,
  });
  await until(execution.id, 'EXECUTION_STATE_WAITING');
  const { execution: held } = await replica.client.SuspendExecution({ executionId: execution.id }, call);
  expect(held?.status).toBe('EXECUTION_STATE_SUSPENDED');
  // Past its end the wait does nothing: the engine asked, and was told that the run is held.
  await eventually(async () => {
    const { rows } = await platform.database.query(
      'SELECT 1 FROM executions WHERE id = $1 AND wake_at < now()',
      [execution.id],
    );
    return rows.length === 1;
  });
  expect(await statusOf(execution.id)).toBe('EXECUTION_STATE_SUSPENDED');
  expect(fake.effects).toEqual([]);
  await replica.client.ResumeExecution({ executionId: execution.id }, call);
  await until(execution.id, 'EXECUTION_STATE_COMPLETED', 30_000);
  expect(fake.effects).toHaveLength(1);
  await expect(replica.client.ResumeExecution({ executionId: execution.id }, call)).rejects.toMatchObject({
    code: 'EXECUTION.NOT_SUSPENDED',
  });
}, 60_000);

it('retries by the document’s policy, on the engine’s timer, under one key', async () => {
  let failures = 2;
  fake.refuse = () =>
    failures-- > 0 ? new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'busy') : undefined;
  const retry = {
    delay: { milliseconds: 200 },
    backoff: { exponential: {} },
    limit: { attempt: { count: 3 } },
  };
  const execution = await run(await create([{ guard: { try: [{ note }], catch: { retry } } }]));
  expect(execution.status).toBe('EXECUTION_STATE_COMPLETED');
  expect(fake.effects).toHaveLength(1);
});

it('runs fifty at once', async () => {
  const id = await create([
    { note },
    { pause: { wait: { milliseconds: 500 } } },
    { again: { ...note, with: { title: '${ .did }' } } },
  ]);
  const executions = await Promise.all(Array.from({ length: 50 }, () => run(id, { waitSeconds: 0 })));
  await Promise.all(executions.map(each => until(each.id, 'EXECUTION_STATE_COMPLETED', 60_000)));
  expect(fake.effects).toHaveLength(100);
  expect(new Set(fake.effects.map(each => each.key)).size).toBe(100);
}, 90_000);

it('starts one run for one idempotency key', async () => {
  const id = await create([{ a: { set: { x: 1 } } }]);
  const first = await run(id, { idempotencyKey: 'once' });
  const second = await run(id, { idempotencyKey: 'once' });
  expect(second.id).toBe(first.id);
  await expect(run(id, { idempotencyKey: 'once', input: toValue({ other: 1 }) })).rejects.toMatchObject({
    code: 'IDEMPOTENCY.MISMATCH',
  });
});

it('faults a run whose task gives more than it may, and goes on serving', async () => {
  const execution = await run(await create([{ big: { set: { x: '${ "x" * 1200000 }' } } }]));
  expect(execution.error).toMatchObject({
    detail: expect.stringContaining('are allowed'),
    instance: '/do/0/big',
  });
});

it('keeps what PostgreSQL’s jsonb would refuse', async () => {
  const execution = await run(await create([{ a: { set: { x: '${ .x }' } } }]), {
    input: toValue({ x: 'a\0b\ud83d\ude00' }),
  });
  expect(fromValue(execution.output)).toEqual({ x: 'a\0b\ud83d\ude00' });
});

it('goes on over more waits than one history of the engine holds', async () => {
  const loop = { for: { in: '[range(60)]' }, do: [{ pause: { wait: { milliseconds: 1 } } }] };
  const execution = await run(await create([{ loop }, { end: { set: { done: true } } }]));
  expect(execution.status).toBe('EXECUTION_STATE_COMPLETED');
  const { tasks } = await replica.client.ListExecutionTasks(
    { executionId: execution.id, pageSize: 100 },
    call,
  );
  expect(tasks).toHaveLength(62);
});

it('ends an expression that does not end, and goes on serving', async () => {
  const endless = await run(
    await create([{ a: { set: { x: '${ [repeat(1) | select(false)] | length }' } } }]),
  );
  expect(endless.error).toMatchObject({
    detail: expect.stringContaining('took longer'),
    instance: '/do/0/a',
  });
  expect((await run(await create([{ a: { set: { x: '${ 1 + 1 }' } } }]))).status).toBe(
    'EXECUTION_STATE_COMPLETED',
  );
});

it('leaves nothing of ended runs in the engine', async () => {
  const execution = await run(await create([{ a: { set: { x: 1 } } }]));
  await eventually(
    async () => {
      const { rows } = await platform.database.query(
        'SELECT 1 FROM executions WHERE id = $1 AND purged_at IS NOT NULL',
        [execution.id],
      );
      return rows.length === 1;
    },
    { what: 'the engine to forget the run', timeoutMs: 60_000 },
  );
  expect(await platform.engineKeys(execution.id)).toEqual([]);
});
