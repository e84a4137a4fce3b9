import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from '../../test/documents.ts';
import { createMemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';
import { createCarryOnBulk } from './carry-on-bulk.ts';
import { createRunControl } from './control-run.ts';

afterAll(() => sandbox.close());

const call = fakeCall({ permissions: ['workflow:read', 'workflow:write', 'workflow:execute'] });
const request = { action: 'cancel', filter: {}, all: true, reason: 'enough', dryRun: false } as const;

async function withRuns(count: number) {
  const memory = createMemoryApp();
  const source = documentOf('w', [{ pause: { wait: 'PT1H' } }]);
  const { id: workflowId } = await memory.app.createWorkflow({ source, format: 'json' }, call);
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const endUserId = index % 2 ? 'odd' : 'even';
    const given = { workflowId, input: {}, endUserId, connections: {}, waitSeconds: 0 };
    ids.push((await memory.app.executeWorkflow(given, call)).id);
  }
  // Runs are there before whoever wants something of them.
  memory.clock.now = new Date(memory.clock.now.getTime() + 1_000);
  const statuses = async () =>
    Promise.all(ids.map(async id => (await memory.app.getExecutionStatus({ id }, call)).status));
  /** Another process on the same stores. */
  const another = () => {
    const deps = {
      ...memory,
      executions: memory.store.executions,
      now: () => memory.clock.now,
      drive: () => undefined,
      tellTasks: { controlled: async () => undefined },
      log: silentLog,
    };
    const control = createRunControl(deps);
    const cancel = async ({ workspaceId }: { workspaceId: string }, id: string) =>
      (await control.cancel(workspaceId, id, '')).changed;
    const bulkActions = { cancel, suspend: cancel, resume: cancel, rerun: cancel };
    return createCarryOnBulk({ ...deps, bulkActions, log: silentLog, owner: 'another' });
  };
  return { ...memory, ids, statuses, another };
}

it('does to each run what is done one by one, and tells of each', async () => {
  const { app, ids, statuses, engine, store } = await withRuns(20);
  const done = await app.startBulkOperation(request, call);
  expect(done).toMatchObject({ matched: 20, changed: 20, skipped: 0, failed: 0, endedAt: expect.any(Date) });
  expect(new Set(await statuses())).toEqual(new Set(['cancelled']));
  for (const id of ids) {
    expect(engine.told).toContain(`terminate ${id}`);
    const [event] = store.events.filter(({ subject }) => subject === id);
    expect(event).toMatchObject({ type: 'workflow.execution.cancelled', data: { reason: 'enough' } });
  }
  expect(await app.getBulkOperation({ id: done.id }, call)).toEqual(done);
});

it('suspends and resumes those of a filter only', async () => {
  const { app, statuses } = await withRuns(4);
  const odd = { ...request, filter: { endUserId: 'odd' }, all: false } as const;
  expect(await app.startBulkOperation({ ...odd, action: 'suspend' }, call)).toMatchObject({ changed: 2 });
  expect(await statuses()).toEqual(['pending', 'suspended', 'pending', 'suspended']);
  expect(await app.startBulkOperation({ ...request, action: 'resume' }, call)).toMatchObject({
    matched: 2,
    changed: 2,
  });
  expect(await statuses()).toEqual(['pending', 'running', 'pending', 'running']);
});

it('reruns each once, whoever asks again for the same operation, and not what it began itself', async () => {
  const { app, ids, store } = await withRuns(3);
  await app.startBulkOperation(request, call);
  const rerun = { ...request, action: 'rerun', filter: { status: 'cancelled' }, all: false } as const;
  const done = await app.startBulkOperation(rerun, call);
  expect(done).toMatchObject({ matched: 3, changed: 3 });
  const page = { limit: 100 };
  const workspaceId = call.identity.workspaceId ?? '';
  const all = await store.executions.list(workspaceId, {}, page);
  expect(all).toHaveLength(6);
  const again = all.filter(({ id }) => !ids.includes(id));
  expect(again.map(each => each.rerun?.of).sort()).toEqual([...ids].sort());
  expect(new Set(again.map(each => each.status))).toEqual(new Set(['pending']));
  // As when the process died before it stored how far it was.
  expect(again.map(each => each.idempotencyKey).sort()).toEqual(
    ids.map(id => `bulk:${done.id}:${id}`).sort(),
  );
});

it('leaves everything as it is in a dry run', async () => {
  const { app, statuses } = await withRuns(3);
  expect(await app.startBulkOperation({ ...request, dryRun: true }, call)).toMatchObject({
    matched: 3,
    changed: 0,
  });
  expect(new Set(await statuses())).toEqual(new Set(['pending']));
});

it('leaves runs alone that were accepted later', async () => {
  const { app, clock, statuses } = await withRuns(2);
  clock.now = new Date('2026-01-01T00:00:00Z');
  const to = new Date('2030-01-01T00:00:00Z');
  expect(await app.startBulkOperation({ ...request, filter: { to }, all: false }, call)).toMatchObject({
    matched: 0,
  });
  expect(await statuses()).toEqual(['pending', 'pending']);
});

it.each([
  [{ all: false }, 'filter'],
  [{ filter: { endUserId: 'odd' } }, 'all'],
])('refuses %j: nobody means all by saying nothing', async (change, path) => {
  const { app } = createMemoryApp();
  await expect(app.startBulkOperation({ ...request, ...change }, call)).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: [{ path }],
  });
});

it('counts runs that changed meanwhile, and those that fail, and goes on', async () => {
  const { app, ids, store } = await withRuns(5);
  const { transition } = store.executions;
  store.executions.transition = async (workspaceId, id, decide) => {
    if (id === ids[0]) throw new Error('the database is away');
    if (id === ids[1]) {
      const claim = await store.runs.claim(id, 'another', 60_000);
      if (claim.kind === 'claimed')
        await store.runs.end({ id, epoch: claim.epoch }, { status: 'completed', output: 1 }, []);
    }
    return transition(workspaceId, id, decide);
  };
  expect(await app.startBulkOperation(request, call)).toMatchObject({
    matched: 5,
    changed: 3,
    skipped: 1,
    failed: 1,
    endedAt: expect.any(Date),
  });
});

it('is carried on by another process where one was stopped, without a run left out', async () => {
  const { app, ids, store, statuses, another } = await withRuns(30);
  const { transition } = store.executions;
  let acted = 0;
  store.executions.transition = async (workspaceId, id, decide) => {
    if (++acted === 12) void app.carryOnBulk.stop();
    return transition(workspaceId, id, decide);
  };
  const stopped = await app.startBulkOperation(request, call);
  expect(stopped.endedAt).toBeUndefined();
  expect(stopped.changed).toBeLessThan(ids.length);
  expect(stopped.cursor).toBe(ids[stopped.changed - 1]);
  expect(await another().carryOn()).toBe(true);
  expect(new Set(await statuses())).toEqual(new Set(['cancelled']));
  expect(await app.getBulkOperation({ id: stopped.id }, call)).toMatchObject({
    changed: ids.length,
    endedAt: expect.any(Date),
  });
  expect(await another().carryOn()).toBe(false);
});
