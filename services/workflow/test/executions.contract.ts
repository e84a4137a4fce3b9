import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import {
  type ExecutionRepository,
  type Lease,
  type RunRepository,
} from '../src/domain/execution-repository.ts';
import { cancelling, type Execution, resuming, suspending } from '../src/domain/execution.ts';
import { initialState, type TaskRecord } from '../src/domain/run-state.ts';
import { type Workflow, type WorkflowRepository } from '../src/domain/workflow.ts';
import { versionOf } from './workflows.contract.ts';

/** ExecutionStore is both sides of one store, and the events that it told about a run, in order. */
export interface ExecutionStore {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  runs: RunRepository;
  told(executionId: string): Promise<string[]>;
}

const startedAt = '2026-01-01T00:00:00.000Z';

function record(reference: string, position: number, more: Partial<TaskRecord> = {}): TaskRecord {
  return {
    reference,
    position,
    iteration: '',
    status: 'completed',
    attempt: 1,
    startedAt,
    input: { n: position },
    ...more,
  };
}

/** executionStoreContract is what every pair of ExecutionRepository and RunRepository must do. */
export function executionStoreContract(make: () => ExecutionStore): void {
  let store: ExecutionStore;
  let workflow: Workflow;
  const workspaceId = newId('wsp');
  const other = newId('wsp');
  const state = initialState({ x: 1 });

  beforeAll(async () => {
    store = make();
    workflow = await store.workflows.add(workspaceId, versionOf('contract', '1.0.0'));
  });

  function pending(more: Partial<Execution> = {}): Execution {
    return {
      id: newId('exe'),
      workspaceId,
      workflowId: workflow.id,
      definition: { namespace: workflow.namespace, name: workflow.name },
      workflowVersion: '1.0.0',
      workflowHash: workflow.hash,
      status: 'pending',
      input: { text: 'a\0b' },
      connections: { slack: 'con_1' },
      purpose: 'automation',
      startedBy: newId('key'),
      createdAt: new Date(),
      depth: 0,
      eventsFrom: 0,
      ...more,
    };
  }

  async function inserted(more: Partial<Execution> = {}): Promise<Execution> {
    return (await store.executions.insert(pending(more))).execution;
  }

  async function claimed(id: string, owner = 'one', leaseMs = 60_000): Promise<Lease> {
    const claim = await store.runs.claim(id, owner, leaseMs);
    if (claim.kind !== 'claimed') throw new Error(`not claimed: ${claim.kind}`);
    return { id, epoch: claim.epoch };
  }

  it('gives back what was stored', async () => {
    const execution = await inserted({ endUserId: 'ada' });
    expect(await store.executions.find(workspaceId, execution.id)).toEqual(execution);
    expect(await store.executions.find(other, execution.id)).toBeUndefined();
  });

  it('gives the earlier run for a known idempotency key, of the same workspace only', async () => {
    const idempotencyKey = newId('evt');
    const first = await store.executions.insert(pending({ idempotencyKey }));
    const second = await store.executions.insert(pending({ idempotencyKey }));
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.execution.id).toBe(first.execution.id);
    expect((await store.executions.insert(pending({ idempotencyKey, workspaceId: other }))).isNew).toBe(true);
  });

  it('forgets an idempotency key after a day', async () => {
    const idempotencyKey = newId('evt');
    await inserted({ idempotencyKey, createdAt: new Date(Date.now() - 25 * 3_600_000) });
    expect((await store.executions.insert(pending({ idempotencyKey }))).isNew).toBe(true);
  });

  it('lists newest first, by pages and filters, and only the own workspace’s', async () => {
    const endUserId = newId('evt');
    const ids = [
      (await inserted({ endUserId })).id,
      (await inserted({ endUserId })).id,
      (await inserted({ endUserId })).id,
    ].reverse();
    const page = await store.executions.list(workspaceId, { endUserId }, { limit: 2 });
    const rest = await store.executions.list(workspaceId, { endUserId }, { limit: 2, before: page[1]!.id });
    expect([...page, ...rest].map(each => each.id)).toEqual(ids);
    expect(await store.executions.list(workspaceId, { endUserId, status: 'running' }, { limit: 2 })).toEqual(
      [],
    );
    expect(
      await store.executions.list(workspaceId, { endUserId, workflowId: newId('wfl') }, { limit: 2 }),
    ).toEqual([]);
    expect(await store.executions.list(other, { endUserId }, { limit: 2 })).toEqual([]);
  });

  it('lists by the time when runs were accepted, the begin included and the end not', async () => {
    const endUserId = newId('evt');
    const times = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'].map(
      time => new Date(time),
    );
    const [first, second, third] = times;
    for (const createdAt of times)
      await inserted({ id: derivedId('exe', [endUserId], createdAt), createdAt, endUserId });
    const listed = async (from?: Date, to?: Date) => {
      const filter = { endUserId, ...(from ? { from } : {}), ...(to ? { to } : {}) };
      const found = await store.executions.list(workspaceId, filter, { limit: 5 });
      return found.map(each => each.createdAt);
    };
    expect(await listed(second)).toEqual([third, second]);
    expect(await listed(undefined, second)).toEqual([first]);
    expect(await listed(first, third)).toEqual([second, first]);
    expect(await listed(new Date(third!.getTime() + 1))).toEqual([]);
  });

  it('looks after a run whose time is near when that has come, and does not count it as told to the engine', async () => {
    const { id } = await inserted();
    const until = new Date(Date.now() - 5_000);
    const progress = { state, records: [] };
    expect(await store.runs.pause(await claimed(id), progress, { until, near: true })).toBe('go');
    const due = async (where: 'here' | 'engine') =>
      (await store.runs.dueForEngine(1000, 60_000, where)).find(each => each.id === id);
    expect(await due('engine')).toBeUndefined();
    expect(await due('here')).toMatchObject({ status: 'waiting', scheduled: false, sleeps: false });
    const later = await inserted();
    const far = { until: new Date(Date.now() + 3_600_000), near: true };
    await store.runs.pause(await claimed(later.id), progress, far);
    const all = await store.runs.dueForEngine(1000, 60_000);
    expect(all.some(each => each.id === later.id)).toBe(false);
  });

  it('keeps what a run repeats, and finds a line of a task log: the last iteration, or the one that is named', async () => {
    const rerun = { of: newId('exe'), from: { reference: '/do/0/a', iteration: '1' }, fatal: '/do/1/b' };
    const { id } = await inserted({ rerun });
    expect((await store.executions.find(workspaceId, id))?.rerun).toEqual(rerun);
    const claim = await store.runs.claim(id, 'one', 60_000);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    expect(claim.execution.rerun).toEqual(rerun);
    await store.runs.checkpoint(
      { id, epoch: claim.epoch },
      {
        state,
        records: ['0', '1', '2'].map((iteration, position) =>
          record('/do/0/a', position, { iteration, output: position }),
        ),
      },
    );
    const output = async (task: { reference: string; iteration?: string }, workspace = workspaceId) =>
      (await store.executions.task(workspace, id, task))?.output;
    expect(await output({ reference: '/do/0/a' })).toBe(2);
    expect(await output({ reference: '/do/0/a', iteration: '1' })).toBe(1);
    expect(await output({ reference: '/do/0/a', iteration: '9' })).toBeUndefined();
    expect(await output({ reference: '/do/0/b' })).toBeUndefined();
    expect(await output({ reference: '/do/0/a' }, other)).toBeUndefined();
  });

  it('sums a task log up by task: iterations, and the state of the last or of any that is open', async () => {
    const { id } = await inserted();
    const lease = await claimed(id);
    const loop = (reference: string, states: TaskRecord['status'][], from: number) =>
      states.map((status, index) => record(reference, from + index, { status, iteration: String(index) }));
    await store.runs.checkpoint(lease, {
      state,
      records: [
        record('/do/0/a', 0),
        ...loop('/do/1/b', ['faulted', 'faulted', 'completed'], 1),
        ...loop('/do/2/c', ['completed', 'waiting', 'completed'], 4),
        ...loop('/do/3/d', ['running', 'waiting'], 7),
      ],
    });
    const summary = await store.executions.summary(workspaceId, id);
    expect(summary.sort((left, right) => (left.reference < right.reference ? -1 : 1))).toEqual([
      { reference: '/do/0/a', times: 1, status: 'completed' },
      { reference: '/do/1/b', times: 3, status: 'completed' },
      { reference: '/do/2/c', times: 3, status: 'waiting' },
      { reference: '/do/3/d', times: 2, status: 'running' },
    ]);
    expect(await store.executions.summary(other, id)).toEqual([]);
  });

  it('lets one owner at a time carry a run on, and tells of its start once', async () => {
    const { id } = await inserted();
    await claimed(id);
    expect(await store.runs.claim(id, 'two', 60_000)).toMatchObject({
      kind: 'busy',
      until: expect.any(Date),
    });
    await claimed(id);
    expect((await store.executions.find(workspaceId, id))?.status).toBe('running');
    expect(await store.told(id)).toEqual(['workflow.execution.started']);
  });

  it('gives the run to another owner when the lease is over, and nothing to the first any more', async () => {
    const { id } = await inserted();
    const first = await claimed(id, 'one', 0);
    const second = await claimed(id, 'two');
    expect(await store.runs.checkpoint(first, { state, records: [] })).toBe('lost');
    expect(await store.runs.pause(first, { state, records: [] })).toBe('lost');
    expect(await store.runs.renew(first, 1_000)).toBe(false);
    expect(await store.runs.end(first, { status: 'completed', output: 1 }, [])).toBe(false);
    expect(await store.runs.checkpoint(second, { state, records: [] })).toBe('go');
    expect(await store.runs.renew(second, 1_000)).toBe(true);
  });

  it('keeps state and task log, and gives the state to the next owner', async () => {
    const { id } = await inserted();
    const first = await claimed(id, 'one', 0);
    const open = record('/do/1/b', 1, { status: 'running' });
    await store.runs.checkpoint(first, {
      state: { ...state, position: 2 },
      records: [record('/do/0/a', 0, { output: { text: 'a\0' } }), open],
    });
    await store.runs.checkpoint(first, {
      state: { ...state, position: 3 },
      records: [
        { ...open, status: 'completed', attempt: 2, output: null, endedAt: startedAt },
        record('/do/2/c', 2, { iteration: '4.r1' }),
      ],
    });
    const log = await store.executions.tasks(workspaceId, id, { limit: 10 });
    expect(
      log?.map(({ reference, iteration, status, attempt, output }) => [
        reference,
        iteration,
        status,
        attempt,
        output ?? null,
      ]),
    ).toEqual([
      ['/do/0/a', '', 'completed', 1, { text: 'a\0' }],
      ['/do/1/b', '', 'completed', 2, null],
      ['/do/2/c', '4.r1', 'completed', 1, null],
    ]);
    expect(
      (await store.executions.tasks(workspaceId, id, { limit: 1, after: 0 }))?.map(each => each.reference),
    ).toEqual(['/do/1/b']);
    expect(await store.executions.tasks(other, id, { limit: 10 })).toBeUndefined();
    const next = await store.runs.claim(id, 'two', 60_000);
    expect(next).toMatchObject({ kind: 'claimed', state: { position: 3 } });
  });

  it('keeps long values whole, in the state and in the log, however often they stand there', async () => {
    const { id } = await inserted();
    const first = await claimed(id, 'one', 0);
    const doc = { text: 'a\0'.repeat(50_000), list: Array.from({ length: 20_000 }, (_, n) => n) };
    const other = ['x'.repeat(100_000)];
    const states = [
      { ...state, context: { doc } },
      { ...state, context: { doc, other: [other, doc] } },
      { ...state, context: other },
    ];
    const records = [
      record('/do/0/a', 0, { input: { doc }, output: doc as never }),
      record('/do/1/b', 1, { input: doc as never, status: 'running' }),
      record('/do/1/b', 1, { input: doc as never, output: other }),
    ];
    for (const [index, each] of states.entries())
      await store.runs.checkpoint(first, { state: each, records: [records[index]!] });
    expect(await store.executions.tasks(workspaceId, id, { limit: 10 })).toMatchObject([
      { input: { doc }, output: doc },
      { input: doc, output: other },
    ]);
    expect(
      await store.executions.task(workspaceId, id, { reference: '/do/1/b', iteration: '' }),
    ).toMatchObject({ input: doc, output: other });
    const second = await store.runs.claim(id, 'two', 60_000);
    expect(second).toMatchObject({ kind: 'claimed', state: states[2] });
    const lease = { id, epoch: (second as { epoch: number }).epoch };
    await store.runs.pause(lease, { state: states[1]!, records: [] });
    const third = await store.runs.claim(id, 'one', 60_000);
    expect(third).toMatchObject({ kind: 'claimed', state: states[1] });
    const last = record('/do/2/c', 2, { input: { doc: [doc] }, output: { other } });
    expect(
      await store.runs.end(
        { id, epoch: (third as { epoch: number }).epoch },
        { status: 'completed', output: doc as never },
        [last],
      ),
    ).toBe(true);
    expect((await store.executions.tasks(workspaceId, id, { limit: 10 }))?.[2]).toMatchObject({
      input: { doc: [doc] },
      output: { other },
    });
  });

  it('waits until its time', async () => {
    const { id } = await inserted();
    const lease = await claimed(id);
    const wakeAt = new Date(Date.now() + 60_000);
    expect(await store.runs.pause(lease, { state, records: [] }, { until: wakeAt })).toBe('go');
    expect(await store.executions.find(workspaceId, id)).toMatchObject({ status: 'waiting', wakeAt });
    expect(await store.runs.claim(id, 'two', 60_000)).toEqual({ kind: 'waiting', until: wakeAt });
    const over = await inserted();
    await store.runs.pause(
      await claimed(over.id),
      { state, records: [] },
      { until: new Date(Date.now() - 1) },
    );
    expect((await store.runs.claim(over.id, 'two', 60_000)).kind).toBe('claimed');
  });

  it.each([
    [{ status: 'completed', output: { done: true } } as const, 'workflow.execution.completed'],
    [
      { status: 'faulted', error: { type: 'https://example.com/e', status: 500 } } as const,
      'workflow.execution.faulted',
    ],
  ])('ends a run once and tells of it: %j', async (ending, event) => {
    const { id } = await inserted();
    const lease = await claimed(id);
    expect(await store.runs.end(lease, ending, [record('/do/0/a', 0)])).toBe(true);
    expect(await store.runs.end(lease, ending, [])).toBe(false);
    expect(await store.executions.find(workspaceId, id)).toMatchObject({
      ...ending,
      endedAt: expect.any(Date),
    });
    expect(await store.executions.tasks(workspaceId, id, { limit: 10 })).toHaveLength(1);
    expect(await store.told(id)).toEqual(['workflow.execution.started', event]);
    expect(await store.runs.claim(id, 'one', 60_000)).toEqual({ kind: 'ended' });
  });

  it('a run that waits for events, or for nothing known, can be woken; another cannot', async () => {
    const { id } = await inserted();
    expect(await store.runs.wake(id)).toBe(false);
    const until = new Date(Date.now() + 60_000);
    expect(await store.runs.pause(await claimed(id), { state, records: [] }, { until, events: ['a'] })).toBe(
      'go',
    );
    expect((await store.runs.claim(id, 'two', 60_000)).kind).toBe('waiting');
    expect(await store.runs.wake(id)).toBe(true);
    expect(await store.runs.claim(id, 'two', 60_000)).toMatchObject({ kind: 'claimed', told: true });
  });

  it('the engine is told of a run that waits for a time, and of no other', async () => {
    const { id } = await inserted();
    expect(await store.runs.pause(await claimed(id), { state, records: [] }, { events: 'any' })).toBe('go');
    const claim = await store.runs.claim(id, 'one', 60_000);
    expect(claim).toMatchObject({ kind: 'claimed', told: false });
  });

  it('the end of a child wakes its parent', async () => {
    const parent = await inserted();
    const child = await inserted({ parentId: parent.id, depth: 1 });
    const until = new Date(Date.now() + 60_000);
    await store.runs.pause(await claimed(parent.id), { state, records: [] }, { until });
    await store.runs.end(await claimed(child.id), { status: 'completed', output: 1 }, []);
    expect(await store.executions.find(workspaceId, child.id)).toMatchObject({
      parentId: parent.id,
      depth: 1,
    });
    expect((await store.runs.claim(parent.id, 'one', 60_000)).kind).toBe('claimed');
  });

  it('forgets runs that ended long ago, with their logs, and none that the engine still knows', async () => {
    const parent = await inserted();
    const child = await inserted({ parentId: parent.id, depth: 1 });
    const waiting = await inserted();
    const engines = await inserted();
    await store.runs.pause(await claimed(engines.id), { state, records: [] }, { until: new Date() });
    for (const { id } of [parent, child, engines])
      await store.runs.end(await claimed(id), { status: 'completed', output: 1 }, [record('/do/0/a', 0)]);
    const soon = new Date(Date.now() + 60_000);
    expect(await store.runs.forget(new Date(0), 100)).toBe(0);
    expect(await store.runs.forget(soon, 100)).toBeGreaterThanOrEqual(2);
    const left = async ({ id }: Execution) => (await store.executions.find(workspaceId, id)) !== undefined;
    expect(await Promise.all([parent, child, waiting, engines].map(left))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(await store.executions.tasks(workspaceId, parent.id, { limit: 10 })).toBeUndefined();
  });

  it('a completed run has its output even when that is null', async () => {
    const { id } = await inserted();
    await store.runs.end(await claimed(id), { status: 'completed', output: null }, []);
    expect((await store.executions.find(workspaceId, id))?.output).toBeNull();
  });

  it('cancels: whoever is at it writes nothing more, and open tasks are cancelled', async () => {
    const { id } = await inserted();
    const lease = await claimed(id);
    await store.runs.checkpoint(lease, { state, records: [record('/do/0/a', 0, { status: 'running' })] });
    const cancelled = await store.executions.transition(workspaceId, id, each => cancelling(each, 'no need'));
    expect(cancelled).toMatchObject({ status: 'cancelled', endedAt: expect.any(Date) });
    expect(await store.runs.checkpoint(lease, { state, records: [] })).toBe('lost');
    expect((await store.executions.tasks(workspaceId, id, { limit: 1 }))?.[0]?.status).toBe('cancelled');
    expect(await store.told(id)).toEqual(['workflow.execution.started', 'workflow.execution.cancelled']);
    await store.executions.transition(workspaceId, id, each => cancelling(each, 'again'));
    expect(await store.told(id)).toHaveLength(2);
  });

  it('suspends and resumes: progress is kept, the next turn is held', async () => {
    const { id } = await inserted();
    const lease = await claimed(id);
    await store.executions.transition(workspaceId, id, suspending);
    expect(await store.runs.checkpoint(lease, { state: { ...state, position: 7 }, records: [] })).toBe(
      'hold',
    );
    expect(await store.runs.pause(lease, { state: { ...state, position: 7 }, records: [] })).toBe('hold');
    expect(await store.runs.claim(id, 'one', 60_000)).toEqual({ kind: 'suspended' });
    await store.executions.transition(workspaceId, id, each => resuming(each, new Date()));
    expect(await store.runs.claim(id, 'one', 60_000)).toMatchObject({
      kind: 'claimed',
      state: { position: 7 },
    });
    expect(await store.told(id)).toEqual([
      'workflow.execution.started',
      'workflow.execution.suspended',
      'workflow.execution.resumed',
    ]);
  });

  it('changes nothing of another workspace', async () => {
    const { id } = await inserted();
    expect(await store.executions.transition(other, id, each => cancelling(each, ''))).toBeUndefined();
    expect((await store.executions.find(workspaceId, id))?.status).toBe('pending');
  });
}
