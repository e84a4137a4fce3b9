import { setTimeout as delay } from 'node:timers/promises';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

const fake = createFakeIntegration();
const most = 4;
const patient = { timeoutMs: 120_000 };
let platform: Platform;
let replicas: Replica[];
let workspaceId: string;
let call: OutgoingCall;
let names = 0;

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  const settings = { NH_EXECUTIONS__AT_WORK: String(most) };
  replicas = [await platform.startReplica(settings), await platform.startReplica(settings)];
}, 240_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  workspaceId = newId('wsp');
  call = await platform.callOf(workspaceId);
});

const client = (index = 0) => replicas[index % replicas.length]!.client;

async function create(tasks: object[], name = `control${++names}`): Promise<string> {
  const { workflow } = await client().CreateWorkflow({ document: documentOf(name, tasks) }, call);
  return workflow?.id ?? '';
}

async function start(workflowId: string, index = 0, endUserId = 'ada'): Promise<string> {
  const request = { workflowId, input: toValue({}), endUserId };
  const { execution } = await client(index).ExecuteWorkflow(request, call);
  return execution?.id ?? '';
}

async function count(status: string): Promise<number> {
  const { rows } = await platform.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM executions WHERE workspace_id = $1 AND status = $2',
    [workspaceId, status],
  );
  return rows[0]?.count ?? 0;
}

const note = { call: 'sandbox.create-note:1.0.0@default', with: { title: 'x' } };

it('no more runs than a workspace may have are at work, in both processes together, and all have their turn', async () => {
  let atWork = 0;
  let mostSeen = 0;
  fake.beforeAnswer = async () => {
    mostSeen = Math.max(mostSeen, ++atWork);
    await delay(100);
    atWork--;
  };
  const workflowId = await create([{ a: note }]);
  const ids = await Promise.all(Array.from({ length: 40 }, (_, index) => start(workflowId, index)));
  await eventually(async () => (await count('completed')) === ids.length, {
    what: 'all have ended',
    ...patient,
  });
  expect(mostSeen).toBeGreaterThan(1);
  expect(mostSeen).toBeLessThanOrEqual(most);
}, 180_000);

it('runs that wait have no place, and one that waits for runs that it started is not held up by them', async () => {
  const child = await create([{ a: { set: { x: 1 } } }, { b: { wait: { seconds: 1 } } }], 'child');
  expect(child).not.toBe('');
  const run = { workflow: { namespace: 'test', name: 'child', version: '1.0.0' } };
  const parent = await create([{ a: { run } }, { b: { run } }]);
  const waiting = await create([{ a: { wait: { hours: 1 } } }]);
  await Promise.all(Array.from({ length: most * 2 }, (_, index) => start(waiting, index)));
  await eventually(async () => (await count('waiting')) === most * 2, { what: 'they wait', ...patient });
  await Promise.all(Array.from({ length: most * 2 }, (_, index) => start(parent, index)));
  await eventually(async () => (await count('completed')) === most * 6, {
    what: 'parents and children ended',
    ...patient,
  });
}, 180_000);

it('runs that wait for a place are not lost when the process that accepted them is killed', async () => {
  fake.beforeAnswer = () => delay(300);
  const workflowId = await create([{ a: note }]);
  const ids = await Promise.all(Array.from({ length: 24 }, () => start(workflowId)));
  expect(await count('pending')).toBeGreaterThan(0);
  await replicas[0]!.kill();
  await eventually(async () => (await count('completed')) === ids.length, {
    what: 'all have ended',
    ...patient,
  });
  await replicas[0]!.restart();
  const { rows } = await platform.database.query('SELECT 1 FROM executions WHERE queued_at IS NOT NULL');
  expect(rows).toEqual([]);
}, 240_000);

it('many runs are cancelled by one call, which is carried on when its process is killed', async () => {
  const workflowId = await create([{ a: { wait: { hours: 1 } } }]);
  const other = await start(workflowId, 0, 'eve');
  const seed = await start(workflowId, 0, 'bulk');
  await eventually(async () => (await count('waiting')) === 2, { what: 'both wait', ...patient });
  const many = 3_000;
  await platform.database.query(
    `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input, end_user_id,
       connections, started_by, created_at, engine_check_at, wake_at)
     SELECT substr(id, 1, 14) || substr(md5(n::text), 1, 16), workspace_id, workflow_id, workflow_version, workflow_hash, 'waiting', input,
       end_user_id, connections, started_by, created_at, now() + interval '1 hour', now() + interval '1 hour'
     FROM executions, generate_series(1, $2) n WHERE id = $1`,
    [seed, many],
  );
  const request = { action: 'BULK_ACTION_CANCEL' as const, filter: { endUserId: 'bulk' }, reason: 'enough' };
  const { operation: dry } = await client().StartBulkOperation({ ...request, dryRun: true }, call);
  expect(dry).toMatchObject({ id: '', matched: many + 1, changed: 0 });
  const { operation } = await client().StartBulkOperation(request, call);
  expect(operation).toMatchObject({ matched: many + 1, endedAt: null });
  await replicas[0]!.kill();
  const { id = '' } = operation ?? {};
  // The lease of an operation is longer than a test should take.
  await platform.database.query('UPDATE bulk_operations SET lease_until = now() WHERE id = $1', [id]);
  const stands = async () => (await client(1).GetBulkOperation({ bulkOperationId: id }, call)).operation;
  await eventually(async () => (await stands())?.endedAt !== null, {
    what: 'the operation has ended',
    ...patient,
  });
  await replicas[0]!.restart();
  expect(await count('cancelled')).toBe(many + 1);
  const { status } = await client(1).GetExecutionStatus({ executionId: other }, call);
  expect(status).toBe('EXECUTION_STATE_WAITING');
}, 240_000);

it('a run is found by the time when it was accepted, and its graph shows what became of each task', async () => {
  const loop = { for: { each: 'n', in: '${ [range(500)] }' }, do: [{ step: { set: { n: '${ $n }' } } }] };
  const workflowId = await create([{ loop }, { pause: { wait: { hours: 1 } } }]);
  const executionId = await start(workflowId);
  await eventually(async () => (await count('waiting')) === 1, { what: 'it waits', ...patient });
  const { mermaid } = await client(1).GetExecutionGraph({ executionId }, call);
  expect(mermaid).toContain('["step ×500"]:::completed');
  expect(mermaid).toContain('["pause"]:::waiting');
  expect(mermaid).toContain(':::waiting\n');
  const { startedAt } = await client(1).GetExecutionStatus({ executionId }, call);
  const at = fromTimestamp(startedAt)!.getTime();
  const stamp = (time: number) => ({ seconds: Math.floor(time / 1000), nanos: (time % 1000) * 1_000_000 });
  const found = async (from: number, to: number) =>
    (await client().ListExecutions({ from: stamp(from), to: stamp(to) }, call)).executions.map(
      ({ id }) => id,
    );
  expect(await found(at, at + 1)).toEqual([executionId]);
  expect(await found(at - 10_000, at)).toEqual([]);
  expect(await found(at + 1, at + 10_000)).toEqual([]);
}, 180_000);
