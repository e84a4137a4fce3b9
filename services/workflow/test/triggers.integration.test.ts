import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import { newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { eventOf } from './events.contract.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let workspaceId: string;
let names = 0;

beforeAll(async () => {
  platform = await startPlatform(createFakeIntegration().handlers);
  replica = await platform.startReplica();
}, 120_000);
afterAll(() => platform.stop());
beforeEach(async () => {
  workspaceId = newId('wsp');
  call = await platform.callOf(workspaceId);
});

const patient = { timeoutMs: 90_000 };
const nothing = [{ a: { set: '${ . }' } }];

async function create(schedule: object | undefined, tasks: object[] = nothing, more: object = {}) {
  const document = documentOf(`t${++names}`, tasks, { ...(schedule ? { schedule } : {}), ...more });
  const { workflow } = await replica.client.CreateWorkflow({ document }, call);
  return workflow?.id ?? '';
}

const publish = async (type: string, data: unknown = null, more: object = {}) => {
  const event = { type, source: 'https://shop.example/orders', data: toValue(data), ...more };
  return (await replica.client.PublishEvent({ event }, call)).eventId;
};

const runsOf = async (workflowId: string) =>
  (await replica.client.ListExecutions({ workflowId, pageSize: 100 }, call)).executions;

const read = (executionId: string) => replica.client.GetExecutionStatus({ executionId }, call);

/** Waits for so many runs that have ended, and gives all, oldest first. */
const endedRuns = (workflowId: string, count: number) =>
  eventually(
    async () => {
      const all = (await runsOf(workflowId)).filter(each => each.endedAt !== null);
      return all.length >= count && Promise.all(all.reverse().map(each => read(each.id)));
    },
    { ...patient, what: `${count} runs` },
  );

const stored = async (id: string) => {
  const { rows } = await platform.database.query<{ event: { source: string } }>(
    'SELECT event FROM tenant_events WHERE workspace_id = $1 AND id = $2',
    [workspaceId, id],
  );
  return rows.map(row => row.event);
};

/** When a schedule's runs were due, oldest first. */
async function dueTimes(workflowId: string): Promise<number[]> {
  const { rows } = await platform.database.query<{ key: string }>(
    'SELECT idempotency_key AS key FROM executions WHERE workflow_id = $1 AND started_by = $1 ORDER BY created_at',
    [workflowId],
  );
  return rows.map(({ key }) => Date.parse(key.split(':').slice(2).join(':')));
}

/** Each time once, and all in one rhythm: two chains of jobs would have two. */
async function expectRhythm(workflowId: string, ms: number): Promise<void> {
  const due = await dueTimes(workflowId);
  expect(new Set(due).size).toBe(due.length);
  expect(due.filter(time => (time - due[0]!) % ms !== 0)).toEqual([]);
}

/** The ids of the events that started runs. */
async function startedBy(workflowId: string): Promise<string[]> {
  const { rows } = await platform.database.query<{ id: string }>(
    "SELECT input->0->>'id' AS id FROM executions WHERE workflow_id = $1 ORDER BY 1",
    [workflowId],
  );
  return rows.map(row => row.id);
}

describe('events', () => {
  it('an event starts the workflows that wait for it, with the events as their input', async () => {
    const one = await create({ on: { one: { with: { type: 'order.placed', data: '${ .total > 40 }' } } } });
    const all = await create({
      on: {
        all: ['order.placed', 'order.paid'].map(type => ({
          with: { type },
          correlate: { order: { from: '.data.order' } },
        })),
      },
    });
    await publish('order.placed', { order: 1, total: 1 });
    await publish('order.placed', { order: 2, total: 42 }, { extensions: { channel: 'web' } });
    await publish('order.paid', { order: 2 });
    const [first] = await endedRuns(one, 1);
    expect(first?.status).toBe('EXECUTION_STATE_COMPLETED');
    expect(fromValue(first?.input)).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^evt_/),
        source: `/workspaces/${workspaceId}/https://shop.example/orders`,
        type: 'order.placed',
        time: expect.any(String),
        data: { order: 2, total: 42 },
        channel: 'web',
      },
    ]);
    const [both] = await endedRuns(all, 1);
    // No broker promises order.
    const data = (fromValue(both?.input) as { data: object }[]).map(each => each.data);
    expect(data).toHaveLength(2);
    expect(data).toEqual(expect.arrayContaining([{ order: 2, total: 42 }, { order: 2 }]));
    expect(await startedBy(one)).toHaveLength(1);
  }, 150_000);

  it('delivered twice, it is stored once and starts one run', async () => {
    const id = await create({ on: { any: [] } });
    const sidecar = createSidecar({ grpcPort: replica.daprd.grpcPort, log: silentLog });
    const event = eventOf('twice', { source: `/workspaces/${workspaceId}/test` });
    for (let time = 0; time < 2; time++) {
      const source = `/workspaces/${workspaceId}`;
      await sidecar.publish(
        topics.tenant,
        newEvent({ type: 'tenant.event', source, workspaceId, data: event }),
      );
    }
    const again = new RegExp(`"eventId":"${event.id}".*"isNew":false`);
    await eventually(() => again.test(replica.output()), patient);
    const after = await publish('after');
    await eventually(async () => (await startedBy(id)).length >= 2, patient);
    expect(await startedBy(id)).toEqual([event.id, after].sort());
    expect(await stored(event.id)).toHaveLength(1);
    sidecar.close();
  }, 120_000);

  it('what is no event of its workspace goes to the dead letters', async () => {
    const sidecar = createSidecar({ grpcPort: replica.daprd.grpcPort, log: silentLog });
    const forged = eventOf('forged', { source: `/workspaces/${newId('wsp')}/test` });
    const envelope = newEvent({ type: 'tenant.event', source: '/x', workspaceId, data: forged });
    await sidecar.publish(topics.tenant, envelope);
    await eventually(() => replica.output().includes(envelope.id), patient);
    expect(await stored(forged.id)).toEqual([]);
    sidecar.close();
  }, 120_000);

  it('published while the broker is down, nothing is lost', async () => {
    const id = await create({ on: { any: [] } });
    await platform.broker.close();
    const published = await Promise.all(['a', 'b', 'c'].map(type => publish(type)));
    await eventually(async () => {
      const tried = await platform.database.query('SELECT 1 FROM outbox WHERE attempts > 0');
      return tried.rows.length > 0;
    }, patient);
    await platform.broker.open();
    await eventually(async () => (await startedBy(id)).length >= 3, patient);
    expect(await startedBy(id)).toEqual(published.sort());
  }, 150_000);

  it('wakes a run that listens, and one that begins to listen later', async () => {
    const to = { one: { with: { type: 'go' } } };
    const id = await create(undefined, [
      { pause: { wait: { milliseconds: 500 } } },
      { wait: { listen: { to } } },
    ]);
    const begin = async () =>
      (await replica.client.ExecuteWorkflow({ workflowId: id, input: toValue({}) }, call)).execution?.id ??
      '';
    const early = await begin();
    const first = await publish('go', { n: 1 });
    await eventually(async () => (await stored(first)).length === 1, patient);
    const late = await begin();
    await eventually(async () => {
      const { rowCount } = await platform.database.query('SELECT 1 FROM listeners WHERE execution_id = $1', [
        late,
      ]);
      return rowCount === 1;
    }, patient);
    await publish('other');
    await publish('go', { n: 2 });
    const output = (executionId: string) =>
      eventually(async () => {
        const run = await read(executionId);
        return run.status === 'EXECUTION_STATE_COMPLETED' && fromValue(run.output);
      }, patient);
    expect(await output(early)).toEqual([{ n: 1 }]);
    expect(await output(late)).toEqual([{ n: 2 }]);
    const { rows } = await platform.database.query('SELECT 1 FROM listeners WHERE workspace_id = $1', [
      workspaceId,
    ]);
    expect(rows).toEqual([]);
  }, 150_000);

  it('refuses what is the platform’s own, and what is no event', async () => {
    await expect(publish('consent.granted')).rejects.toMatchObject({ code: 'EVENT.TYPE_RESERVED' });
    await expect(publish('io.serverlessworkflow.workflow.started.v1')).rejects.toMatchObject({
      code: 'EVENT.TYPE_RESERVED',
    });
    await expect(publish('a', null, { source: 'no uri' })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
    const other = { ...call, ...(await platform.callOf(workspaceId, ['workflow:read'])) };
    await expect(
      replica.client.PublishEvent({ event: { type: 'a', source: 'b' } }, other),
    ).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
  });
});

describe('schedules', () => {
  it('every fires in its rhythm, in the name of the definition', async () => {
    const id = await create({ every: { seconds: 1 } });
    const [first] = await endedRuns(id, 4);
    expect(fromValue(first?.input)).toEqual({});
    await expectRhythm(id, 1_000);
    await replica.client.DeleteWorkflow({ workflowId: id }, call);
    const { rows } = await platform.database.query('SELECT 1 FROM schedules WHERE workflow_id = $1', [id]);
    expect(rows).toEqual([]);
  }, 120_000);

  it('a new version replaces the schedule of the one before', async () => {
    const id = await create({ every: { seconds: 1 } });
    await endedRuns(id, 1);
    const { name } = await replica.client.GetWorkflow({ workflowId: id }, call);
    const head = { dsl: '1.0.3', namespace: 'test', name, version: '2.0.0' };
    const document = documentOf('', nothing, { document: head, schedule: { cron: '0 0 1 1 *' } });
    await replica.client.UpdateWorkflow({ workflowId: id, document }, call);
    const { rows } = await platform.database.query<{ kind: string; version: string; next_at: Date }>(
      'SELECT kind, version, next_at FROM schedules WHERE workflow_id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ kind: 'cron', version: '2.0.0' }]);
    expect(rows[0]!.next_at.toISOString()).toMatch(/-01-01T00:00:00.000Z$/);
  }, 120_000);

  it('after starts again when the run has ended', async () => {
    const id = await create({ after: { seconds: 1 } }, [{ pause: { wait: { milliseconds: 200 } } }]);
    const runs = await endedRuns(id, 3);
    const times = runs.map(({ startedAt, endedAt }) => [
      Number(startedAt?.seconds),
      Number(endedAt?.seconds),
    ]);
    for (const [index, [started]] of times.slice(1).entries())
      expect(started).toBeGreaterThanOrEqual(times[index]![1]!);
    await replica.client.DeleteWorkflow({ workflowId: id }, call);
  }, 120_000);

  it('a run whose input does not conform to the schema faults where everybody can see it', async () => {
    const schema = { document: { type: 'object', required: ['name'] } };
    const id = await create({ every: { seconds: 1 } }, nothing, { input: { schema } });
    const [run] = await endedRuns(id, 1);
    await replica.client.DeleteWorkflow({ workflowId: id }, call);
    expect(run).toMatchObject({
      status: 'EXECUTION_STATE_FAULTED',
      error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/validation' },
    });
  }, 120_000);

  it('goes on when the scheduler has lost the job', async () => {
    const id = await create({ every: { seconds: 3 } });
    const sidecar = createSidecar({ grpcPort: replica.daprd.grpcPort, log: silentLog });
    await sidecar.jobs.delete(`schedule-${id}`);
    await endedRuns(id, 2);
    await expectRhythm(id, 3_000);
    sidecar.close();
    await replica.client.DeleteWorkflow({ workflowId: id }, call);
  }, 120_000);

  it('two replicas start one run for one time, and what a kill -9 stops goes on', async () => {
    const id = await create({ every: { seconds: 1 } });
    const second = await platform.startReplica();
    await endedRuns(id, 3);
    await replica.kill();
    const before = (await dueTimes(id)).length;
    await eventually(async () => (await dueTimes(id)).length >= before + 3, patient);
    await second.kill();
    await replica.restart();
    const meanwhile = (await dueTimes(id)).length;
    await eventually(async () => (await dueTimes(id)).length >= meanwhile + 3, patient);
    await expectRhythm(id, 1_000);
    await endedRuns(id, meanwhile);
    await second.stop();
    await replica.client.DeleteWorkflow({ workflowId: id }, call);
  }, 300_000);

  it('an event that arrived just before a kill -9 starts its run once', async () => {
    const id = await create({ on: { any: [] } });
    const published = await Promise.all(
      Array.from({ length: 20 }, (_, index) => publish('burst', { index })),
    );
    await replica.kill();
    await replica.restart();
    await eventually(async () => (await startedBy(id)).length >= published.length, patient);
    expect(await startedBy(id)).toEqual(published.sort());
  }, 300_000);
});
