import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

const fake = createFakeIntegration();
let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let workspaceId: string;
let nobody: OutgoingCall;
let names = 0;

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replica = await platform.startReplica();
}, 120_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  fake.effects.length = 0;
  workspaceId = newId('wsp');
  call = await platform.callOf(workspaceId);
  nobody = await platform.callOf('', []);
});

// An event that a sidecar took while the service was away comes again after a minute.
const patient = { timeoutMs: 180_000 };
const ask = {
  call: 'neighbourhood.request-approval:1.0.0@default',
  with: { title: 'Refund?' },
  export: { as: '$context + { approval: . }' },
};
const send = { call: 'sandbox.create-note:1.0.0@default', with: { title: '${ $context.approval.url }' } };
const wait = {
  listen: { to: { one: { with: { type: 'approval.decided', data: '${ .id == $context.approval.id }' } } } },
};

async function create(tasks: object[], more: object = {}): Promise<string> {
  const document = documentOf(`a${++names}`, tasks, more);
  return (await replica.client.CreateWorkflow({ document }, call)).workflow?.id ?? '';
}

async function start(tasks: object[]): Promise<string> {
  const request = { workflowId: await create(tasks), input: toValue({}), endUserId: 'ada' };
  return (await replica.client.ExecuteWorkflow(request, call)).execution?.id ?? '';
}

const read = (executionId: string) => replica.client.GetExecutionStatus({ executionId }, call);
const until = (executionId: string, status: string) =>
  eventually(async () => (await read(executionId)).status === status, { ...patient, what: status });

/** The token of the link that a run sent. */
const sentToken = () =>
  eventually(() => /\/approvals\/([\w-]{43})/.exec(JSON.stringify(fake.effects))?.[1], {
    ...patient,
    what: 'the link',
  });
const decide = (token: string, decision: string) =>
  replica.client.DecideApproval({ token, decision, comment: '' }, nobody);

it('kill -9 between asking and decision loses nothing', async () => {
  const id = await start([{ ask }, { send }, { wait }]);
  const token = await sentToken();
  await until(id, 'EXECUTION_STATE_WAITING');
  await replica.kill();
  await replica.restart();
  expect((await replica.client.GetApproval({ token }, nobody)).approval).toMatchObject({
    title: 'Refund?',
    state: 'APPROVAL_STATE_OPEN',
  });
  await decide(token, 'approve');
  await expect(decide(token, 'reject')).rejects.toMatchObject({ code: 'APPROVAL.DECIDED' });
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(fromValue((await read(id)).output)).toMatchObject([{ decision: 'approve', executionId: id }]);
  expect(replica.output()).not.toContain(token);
}, 300_000);

it('kill -9 right after the decision loses nothing', async () => {
  const id = await start([{ ask }, { send }, { wait }]);
  const token = await sentToken();
  await until(id, 'EXECUTION_STATE_WAITING');
  await decide(token, 'reject');
  await replica.kill();
  await replica.restart();
  await until(id, 'EXECUTION_STATE_COMPLETED');
  expect(fromValue((await read(id)).output)).toMatchObject([{ decision: 'reject' }]);
}, 300_000);

it('kill -9 after the link was made, before the run was stored with it, gives the same link', async () => {
  const { database } = platform;
  // Requests for decisions wait while the test holds the lock; then the run cannot be stored while it holds the row.
  await database.query(
    `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql
     AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4242); RETURN NEW; END $$`,
  );
  await database.query('CREATE TRIGGER hold BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION hold()');
  const [gate, row] = [await database.connect(), await database.connect()];
  try {
    await gate.query('SELECT pg_advisory_lock(4242)');
    const id = await start([{ ask }, { send }, { wait }]);
    await eventually(
      async () => {
        const { rowCount } = await database.query(
          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4242 AND NOT granted",
        );
        return rowCount === 1;
      },
      { ...patient, what: 'the run asks' },
    );
    await row.query('BEGIN');
    await row.query('SELECT 1 FROM executions WHERE id = $1 FOR NO KEY UPDATE', [id]);
    await gate.query('SELECT pg_advisory_unlock(4242)');
    const hashes = async () =>
      (
        await database.query<{ token_hash: string }>(
          'SELECT token_hash FROM approvals WHERE execution_id = $1',
          [id],
        )
      ).rows;
    const first = await eventually(
      async () => {
        const found = await hashes();
        return found.length === 1 && found;
      },
      { ...patient, what: 'the link is made' },
    );
    await replica.kill();
    await row.query('ROLLBACK');
    await replica.restart();
    const token = await sentToken();
    expect(await hashes()).toEqual(first);
    await decide(token, 'approve');
    await until(id, 'EXECUTION_STATE_COMPLETED');
  } finally {
    row.release(true);
    gate.release(true);
    await database.query('DROP FUNCTION hold() CASCADE');
  }
}, 300_000);

it('neither row nor log holds the token; a cancelled run withdraws its link', async () => {
  const id = await start([{ ask }, { send }, { wait }]);
  const token = await sentToken();
  await until(id, 'EXECUTION_STATE_WAITING');
  const { rows } = await platform.database.query<{ all: string }>(
    `SELECT concat(to_jsonb(e), (SELECT string_agg(to_jsonb(t)::text, '') FROM tasks t WHERE execution_id = e.id),
       (SELECT string_agg(to_jsonb(a)::text, '') FROM approvals a WHERE execution_id = e.id)) AS all
     FROM executions e WHERE id = $1`,
    [id],
  );
  expect(rows[0]!.all).toContain('approvals/');
  expect(rows[0]!.all).not.toContain(token);
  await replica.client.CancelExecution({ executionId: id }, call);
  expect((await replica.client.GetApproval({ token }, nobody)).approval?.state).toBe(
    'APPROVAL_STATE_WITHDRAWN',
  );
  await expect(decide(token, 'approve')).rejects.toMatchObject({ code: 'APPROVAL.WITHDRAWN' });
  expect(replica.output()).not.toContain(token);
}, 300_000);

it('what a hook took is one run of its end user, also when the service dies and the sender repeats', async () => {
  const type = 'order.placed';
  const workflowId = await create([{ keep: { set: '${ .[0] }' } }], {
    schedule: { on: { one: { with: { type, source: '${ .source | endswith("/hooks/orders") }' } } } },
  });
  const made = await replica.client.CreateHook({ path: 'orders', eventType: type, endUserId: 'ada' }, call);
  const token = new URL(made.url).searchParams.get('token') ?? '';
  const message = {
    ...{ workspaceId, path: 'orders', token, webhookId: 'msg_1' },
    ...{ contentType: 'application/json', body: Buffer.from('{"n":1}') },
  };
  const { eventId } = await replica.client.ReceiveHook(message, nobody);
  await replica.kill();
  await replica.restart();
  expect((await replica.client.ReceiveHook(message, nobody)).eventId).toBe(eventId);
  const next = await replica.client.ReceiveHook({ ...message, webhookId: 'msg_2' }, nobody);
  const runs = await eventually(
    async () => {
      const { executions } = await replica.client.ListExecutions({ workflowId, pageSize: 100 }, call);
      const over = executions.filter(each => each.status === 'EXECUTION_STATE_COMPLETED');
      return over.length >= 2 && Promise.all(executions.map(each => read(each.id)));
    },
    { ...patient, what: 'two runs' },
  );
  expect(runs.map(each => each.endUserId)).toEqual(['ada', 'ada']);
  const outputs = runs.map(each => fromValue(each.output) as { id: string; data: unknown });
  expect(new Set(outputs.map(each => each.id))).toEqual(new Set([eventId, next.eventId]));
  expect(outputs[0]!.data).toEqual({ n: 1 });
  expect(replica.output()).not.toContain(token);
}, 300_000);
