import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

// Runs whose connection needs its end user, on the real service, database, broker and sidecar.

const fake = createFakeIntegration();
const connectionId = 'con_00000000000000000000000001';
let authorised = false;
let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let workspaceId: string;
let names = 0;

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replica = await platform.startReplica();
}, 120_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  authorised = false;
  fake.effects.length = 0;
  const metadata = { connectionId };
  fake.refuse = () =>
    authorised
      ? undefined
      : new AppError('conflict', 'CONNECTION.NEEDS_REAUTH', 'Authorise it.', { metadata });
  workspaceId = newId('wsp');
  call = await platform.callOf(workspaceId);
});

// An event that a sidecar took while the service was away comes again after a minute.
const patient = { timeoutMs: 180_000 };
const note = (title: string) => ({ call: 'sandbox.create-note:1.0.0@default', with: { title } });
const read = (executionId: string) => replica.client.GetExecutionStatus({ executionId }, call);
const until = (executionId: string, status: string) =>
  eventually(async () => (await read(executionId)).status === status, { ...patient, what: status });

async function start(tasks: object[]): Promise<string> {
  const document = documentOf(`r${++names}`, tasks);
  const { workflow } = await replica.client.CreateWorkflow({ document }, call);
  const request = { workflowId: workflow?.id ?? '', input: toValue({}), endUserId: 'ada' };
  const id = (await replica.client.ExecuteWorkflow(request, call)).execution?.id ?? '';
  await until(id, 'EXECUTION_STATE_WAITING');
  return id;
}

/** What integration tells when the end user has authorised the account again. */
async function reconnect(type = 'connection.updated'): Promise<void> {
  authorised = true;
  const sidecar = createSidecar({ grpcPort: replica.daprd.grpcPort, log: silentLog });
  const data = { workspaceId, connectionId, provider: 'sandbox', endUserId: 'ada', status: 'active' };
  const source = '/neighbourhood/integration';
  const event = newEvent({ type, source, subject: connectionId, workspaceId, data });
  try {
    await sidecar.publish(topics.integration, event);
  } finally {
    sidecar.close();
  }
}

/** As long as a run that was not woken would wait before it looks itself. */
const postponeLook = (id: string) =>
  platform.database.query("UPDATE executions SET wake_at = now() + interval '1 hour' WHERE id = $1", [id]);

it('goes on as soon as the account is authorised again, without having done anything before', async () => {
  const id = await start([{ first: note('a') }, { second: note('b') }]);
  const tasks = await replica.client.ListExecutionTasks({ executionId: id }, call);
  expect(tasks.tasks).toMatchObject([
    { reference: '/do/0/first', error: { detail: 'CONNECTION.NEEDS_REAUTH: Authorise it.' } },
  ]);
  const graph = await replica.client.GetExecutionGraph({ executionId: id }, call);
  expect(graph.mermaid).toContain('["first"]:::waiting');
  await postponeLook(id);
  expect(fake.effects).toEqual([]);
  await reconnect();
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(fake.effects.map(({ input }) => input)).toEqual([{ title: 'a' }, { title: 'b' }]);
  expect(fromValue((await read(id)).output)).toMatchObject({ number: 2 });
}, 300_000);

it('is found by looking now and then where nobody tells', async () => {
  const id = await start([{ only: note('a') }]);
  authorised = true;
  await until(id, 'EXECUTION_STATE_COMPLETED');
}, 300_000);

it('kill -9 while it waits, and the account is authorised before the service is back, loses nothing', async () => {
  const id = await start([{ only: note('a') }]);
  await postponeLook(id);
  await replica.kill();
  await reconnect('connection.created');
  await replica.restart();
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(fake.effects).toHaveLength(1);
}, 300_000);

it('kill -9 right after the account was authorised does the action once', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, (_, index) => start([{ only: note(`n${index}`) }])),
  );
  await reconnect();
  await replica.kill();
  await replica.restart();
  for (const id of ids) await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(fake.effects.map(({ input }) => (input as { title: string }).title).sort()).toEqual(
    ids.map((_, index) => `n${index}`),
  );
}, 300_000);

it('can be cancelled', async () => {
  const id = await start([{ only: note('a') }]);
  await replica.client.CancelExecution({ executionId: id, reason: '' }, call);
  await until(id, 'EXECUTION_STATE_CANCELLED');
  await reconnect();
  expect(fake.effects).toEqual([]);
}, 120_000);
