import { newId } from '@neighbourhood/shared/ids/typed-id';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createFakeIntegration } from './effects.ts';
import { documentOf } from './documents.ts';
import { type Platform, type Replica, startPlatform, type WorkflowClient } from './platform.ts';

const fake = createFakeIntegration();
let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let names = 0;

const note = (title: string) => ({ call: 'sandbox.create-note:1.0.0@default', with: { title } });

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replica = await platform.startReplica();
}, 120_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  fake.effects.length = 0;
  fake.asked.clear();
  fake.beforeAnswer = async () => undefined;
  call = await platform.callOf(newId('wsp'));
});

async function start(tasks: object[], client: WorkflowClient = replica.client): Promise<string> {
  const { workflow } = await client.CreateWorkflow({ document: documentOf(`c${++names}`, tasks) }, call);
  const { execution } = await client.ExecuteWorkflow(
    { workflowId: workflow?.id ?? '', input: toValue({}), endUserId: 'ada' },
    call,
  );
  return execution?.id ?? '';
}

/** What was done for one run, and how often each was asked for: keys begin with the run's id. */
const done = (executionId: string) =>
  fake.effects.filter(each => each.key.startsWith(executionId)).map(each => each.input);
const asked = (executionId: string) =>
  [...fake.asked].filter(([key]) => key.startsWith(executionId)).map(([, times]) => times);

const until = (executionId: string, status: string, timeoutMs = 60_000) =>
  eventually(async () => (await replica.client.GetExecutionStatus({ executionId }, call)).status === status, {
    what: `${executionId} ${status}`,
    timeoutMs,
  });

/** Kills the service at the moment when an effect is done and not yet answered; resolves when it is dead. */
function dieInCall(number: number, victim: Replica = replica): Promise<void> {
  return new Promise(resolve => {
    fake.beforeAnswer = async () => {
      if (fake.effects.length !== number) return;
      await victim.kill();
      resolve();
    };
  });
}

it('a wait survives kill -9 of the service', async () => {
  const id = await start([
    { before: note('one') },
    { pause: { wait: { seconds: 4 } } },
    { after: note('two') },
  ]);
  await until(id, 'EXECUTION_STATE_WAITING');
  await replica.kill();
  await replica.restart();
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(done(id)).toEqual([{ title: 'one' }, { title: 'two' }]);
  expect(asked(id)).toEqual([1, 1]);
}, 120_000);

it('a call survives kill -9 in its middle: it is repeated under its key, and its effect happens once', async () => {
  const died = dieInCall(2);
  const id = await start([{ a: note('one') }, { b: note('two') }, { c: note('three') }]);
  await died;
  await replica.restart();
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(done(id)).toEqual([{ title: 'one' }, { title: 'two' }, { title: 'three' }]);
  expect(asked(id)).toEqual([1, 2, 1]);
  const { tasks } = await replica.client.ListExecutionTasks({ executionId: id }, call);
  expect(tasks.map(each => each.attempt)).toEqual([1, 2, 1]);
}, 120_000);

it('what was accepted runs although the engine was never told', async () => {
  const id = await start([{ pause: { wait: { milliseconds: 1 } } }]);
  await until(id, 'EXECUTION_STATE_COMPLETED');
  // As after a crash between the row and the engine.
  const lost = newId('exe');
  await platform.database.query(
    `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input, end_user_id,
       connections, started_by, created_at, engine_check_at)
     SELECT $2, workspace_id, workflow_id, workflow_version, workflow_hash, 'pending', input, end_user_id, connections,
       started_by, now(), now() FROM executions WHERE id = $1`,
    [id, lost],
  );
  await until(lost, 'EXECUTION_STATE_COMPLETED');
}, 90_000);

it('a second replica takes over from one that was killed, sidecar and all', async () => {
  const second = await platform.startReplica();
  const died = dieInCall(1);
  const id = await start([{ a: note('one') }, { pause: { wait: { seconds: 1 } } }, { b: note('two') }]);
  const other = await start(
    [{ a: { set: { x: 1 } } }, { pause: { wait: { seconds: 1 } } }],
    second.client,
  ).catch(() => undefined);
  await died;
  await replica.daprd.stop('SIGKILL');
  const status = async (executionId: string) =>
    (await second.client.GetExecutionStatus({ executionId }, call)).status;
  for (const each of [id, other].filter(found => found !== undefined)) {
    await eventually(async () => (await status(each)) === 'EXECUTION_STATE_COMPLETED', {
      what: each,
      timeoutMs: 90_000,
    });
  }
  expect(done(id)).toEqual([{ title: 'one' }, { title: 'two' }]);
}, 150_000);
