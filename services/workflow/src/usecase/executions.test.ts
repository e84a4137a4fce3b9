import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from '../../test/documents.ts';
import { createMemoryApp, type MemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';
import { type Actions, NeedsConnection, TryAgainLater } from '../domain/interpreter/machine.ts';
import { fault } from '../domain/workflow-error.ts';

afterAll(() => sandbox.close());

const call = fakeCall({ permissions: ['workflow:read', 'workflow:write', 'workflow:execute'] });
const note = { call: 'sandbox.create-note:1.0.0@default', with: {} };

async function startedRun(
  tasks: object[],
  actions: Partial<Actions> = {},
  more: object = {},
  mostDriven = 0,
) {
  const memory = createMemoryApp(actions, mostDriven);
  const { id: workflowId } = await memory.app.createWorkflow(
    { source: documentOf('w', tasks, more), format: 'json' },
    call,
  );
  const request = { workflowId, input: {}, connections: {}, waitSeconds: 0 };
  const { id } = await memory.app.executeWorkflow(request, call);
  const status = async () => (await memory.app.getExecutionStatus({ id }, call)).status;
  return { ...memory, id, workflowId, request, status };
}

const later = (memory: MemoryApp, ms: number) => {
  memory.clock.now = new Date(memory.clock.now.getTime() + ms);
};

describe('starting', () => {
  it('needs no engine, and waits for the end when asked to', async () => {
    const { app, engine, request } = await startedRun([{ a: { set: { x: 1 } } }]);
    expect(engine.told).toEqual([]);
    const waited = await app.executeWorkflow({ ...request, waitSeconds: 5 }, call);
    expect(waited).toMatchObject({ status: 'completed', output: { x: 1 } });
  });

  it('drives a run to its end in the process, and tells the engine only of a time to wait for', async () => {
    const run = await startedRun([{ a: { set: { x: 1 } } }, { pause: { wait: 'PT1H' } }], {}, {}, 10);
    await eventually(() => run.engine.told.includes(`schedule ${run.id}`), { what: 'the engine is told' });
    expect(await run.status()).toBe('waiting');
    later(run, 10_000);
    expect(await run.app.reconcileEngine()).toBe(0);
    await run.app.suspendExecution({ id: run.id }, call);
    await run.app.resumeExecution({ id: run.id }, call);
    later(run, 3_600_000);
    await eventually(async () => (await run.app.advanceExecution(run.id)).next === 'end', {
      what: 'the end',
    });
  });

  it.each([
    [{ input: { x: 'y'.repeat(1_001) } }, 'input'],
    [{ waitSeconds: 26 }, 'waitSeconds'],
    [{ endUserId: 'x'.repeat(201) }, 'endUserId'],
    [{ idempotencyKey: 'x'.repeat(256) }, 'idempotencyKey'],
    [{ connections: { slack: 'usr_1' } }, 'connections.slack'],
  ])('refuses %j', async (change, path) => {
    const { app, request } = await startedRun([{ a: { set: { x: 1 } } }]);
    await expect(app.executeWorkflow({ ...request, ...change }, call)).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [{ path }],
    });
  });

  it('refuses input that the workflow’s schema refuses', async () => {
    const memory = createMemoryApp();
    const schema = { document: { type: 'object', required: ['title'] } };
    const source = documentOf('w', [{ a: { set: { x: 1 } } }], { input: { schema } });
    const { id: workflowId } = await memory.app.createWorkflow({ source, format: 'json' }, call);
    const request = { workflowId, input: {}, connections: {}, waitSeconds: 0 };
    await expect(memory.app.executeWorkflow(request, call)).rejects.toMatchObject({
      code: 'WORKFLOW.INVALID_INPUT',
    });
    expect(await memory.app.listExecutions({}, { limit: 10 }, call)).toEqual([]);
  });
});

describe('turns', () => {
  it('ask for a timer while a run waits, and go on after it', async () => {
    const run = await startedRun([{ pause: { wait: { seconds: 30 } } }, { a: { set: { x: 1 } } }]);
    expect(await run.app.advanceExecution(run.id)).toEqual({
      next: 'timer',
      at: '2026-01-01T00:00:30.000Z',
      near: true,
    });
    expect(await run.status()).toBe('waiting');
    expect(await run.app.advanceExecution(run.id)).toEqual({
      next: 'timer',
      at: '2026-01-01T00:00:30.000Z',
      elsewhere: true,
      near: true,
    });
    later(run, 30_000);
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
  });

  it('of a run that another process has ask again when its lease is over', async () => {
    const run = await startedRun([{ a: { set: { x: 1 } } }]);
    await run.store.runs.claim(run.id, 'another', 5_000);
    expect(await run.app.advanceExecution(run.id)).toEqual({
      next: 'timer',
      at: '2026-01-01T00:00:05.000Z',
      elsewhere: true,
    });
    later(run, 5_001);
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
  });

  it('of a run that still waits tell when it goes on, and that this is near', async () => {
    const run = await startedRun([{ pause: { wait: { minutes: 1 } } }]);
    await run.app.advanceExecution(run.id);
    await run.app.suspendExecution({ id: run.id }, call);
    await run.app.resumeExecution({ id: run.id }, call);
    expect(await run.app.advanceExecution(run.id)).toEqual({
      next: 'timer',
      at: '2026-01-01T00:01:00.000Z',
      elsewhere: true,
      near: true,
    });
  });

  it('of a suspended run wait for a signal; resumed, it goes on', async () => {
    const run = await startedRun([{ pause: { wait: { seconds: 30 } } }]);
    await run.app.advanceExecution(run.id);
    await run.app.suspendExecution({ id: run.id }, call);
    later(run, 30_000);
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'signal' });
    expect((await run.app.resumeExecution({ id: run.id }, call)).status).toBe('running');
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
  });

  it('of a run suspended in the middle of a call end that call, keep its result, and are held', async () => {
    const run: Awaited<ReturnType<typeof startedRun>> = await startedRun(
      [{ note }, { after: { set: { x: 1 } } }],
      {
        perform: async () => {
          await run.app.suspendExecution({ id: run.id }, call);
          return { done: true };
        },
      },
    );
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'signal' });
    const tasks = await run.app.listExecutionTasks({ id: run.id, limit: 10 }, call);
    expect(tasks).toMatchObject([{ reference: '/do/0/note', status: 'completed', output: { done: true } }]);
  });

  it('do not disturb the turn that is under way in the same process', async () => {
    let calls = 0;
    const answered = Promise.withResolvers<object>();
    const run = await startedRun([{ note }], {
      perform: () => {
        calls++;
        return answered.promise as Promise<never>;
      },
    });
    const first = run.app.advanceExecution(run.id);
    await eventually(() => calls === 1, { what: 'the call' });
    expect(await run.app.advanceExecution(run.id)).toMatchObject({ next: 'timer', elsewhere: true });
    answered.resolve({ done: true });
    expect(await first).toEqual({ next: 'end' });
    expect(calls).toBe(1);
  });

  it('of a run cancelled in the middle of a call store nothing more', async () => {
    const run: Awaited<ReturnType<typeof startedRun>> = await startedRun([{ note }, { after: note }], {
      perform: async () => {
        await run.app.cancelExecution({ id: run.id, reason: 'enough' }, call);
        return {};
      },
    });
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'again' });
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
    expect(run.engine.told).toContain(`terminate ${run.id}`);
    const tasks = await run.app.listExecutionTasks({ id: run.id, limit: 10 }, call);
    expect(tasks).toMatchObject([{ reference: '/do/0/note', status: 'cancelled' }]);
  });

  it('give way after a stretch', async () => {
    const run = await startedRun([
      { loop: { for: { in: '[range(1200)]' }, do: [{ a: { set: { x: 1 } } }] } },
    ]);
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
    expect((await run.app.getExecutionStatus({ id: run.id }, call)).error?.detail).toContain('500 tasks');
  });

  it('wait and repeat when the integration service does not answer', async () => {
    let down = true;
    const run = await startedRun([{ note }], {
      perform: async () => {
        if (down) throw new TryAgainLater('no answer');
        return { ok: true };
      },
    });
    expect(await run.app.advanceExecution(run.id)).toEqual({
      next: 'timer',
      at: '2026-01-01T00:00:01.000Z',
      near: true,
    });
    down = false;
    later(run, 1_000);
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
    expect((await run.app.getExecutionStatus({ id: run.id }, call)).output).toEqual({ ok: true });
  });

  it('wait for an end user who has to authorise a connection again, and go on when they did', async () => {
    let authorised = false;
    const run = await startedRun(
      [{ note }],
      {
        perform: async () => {
          if (authorised) return { ok: true };
          throw new NeedsConnection(fault('authentication', 'CONNECTION.NEEDS_REAUTH'), ['connection con_1']);
        },
      },
      {},
      10,
    );
    await eventually(async () => (await run.status()) === 'waiting', { what: 'the run waits' });
    const tasks = await run.app.listExecutionTasks({ id: run.id, limit: 10 }, call);
    expect(tasks).toMatchObject([{ status: 'waiting', error: { detail: 'CONNECTION.NEEDS_REAUTH' } }]);
    const { workspaceId } = await run.app.getExecutionStatus({ id: run.id }, call);
    const about = (type: string, data: object, workspace = workspaceId) =>
      run.app.receiveReconnection(
        { id: 'evt_1', type, source: 'x', time: '', workspaceId: workspace, data },
        { log: silentLog },
      );
    authorised = true;
    const mine = { connectionId: 'con_1', provider: 'slack', endUserId: 'ada' };
    await about('connection.updated', { ...mine, connectionId: 'con_2' });
    await about('connection.updated', mine, 'wsp_other');
    await about('connection.needs_reauth', mine);
    await about('action.executed', mine);
    expect(await run.status()).toBe('waiting');
    await about('connection.updated', mine);
    await eventually(async () => (await run.status()) === 'completed', { what: 'the end' });
  });

  it('fail when something of ours fails, and may be repeated', async () => {
    let broken = true;
    const run = await startedRun([{ note }], {
      perform: async () => {
        if (broken) throw new TypeError('a bug');
        return {};
      },
    });
    await expect(run.app.advanceExecution(run.id)).rejects.toThrow('a bug');
    broken = false;
    expect(await run.app.advanceExecution(run.id)).toEqual({ next: 'end' });
  });
});

describe('looking after the engine', () => {
  it('does not ask it about runs that it never heard of', async () => {
    const run = await startedRun([{ a: { set: { x: 1 } } }]);
    await run.app.advanceExecution(run.id);
    later(run, 10_000);
    expect(await run.app.reconcileEngine()).toBe(0);
  });

  it('makes it forget runs that have ended', async () => {
    const run = await startedRun([{ pause: { wait: 'PT1H' } }]);
    await run.app.advanceExecution(run.id);
    later(run, 3_600_000);
    await run.app.advanceExecution(run.id);
    run.engine.states.set(run.id, 'ended');
    later(run, 10_000);
    await run.app.reconcileEngine();
    expect(run.engine.told).toContain(`purge ${run.id}`);
    later(run, 1_000_000);
    expect(await run.app.reconcileEngine()).toBe(0);
  });

  it('ends what it still does about a run that was cancelled while it was down', async () => {
    const run = await startedRun([{ pause: { wait: { hours: 1 } } }]);
    await run.app.advanceExecution(run.id);
    run.engine.down = true;
    await run.app.cancelExecution({ id: run.id, reason: '' }, call);
    run.engine.down = false;
    run.engine.states.set(run.id, 'active');
    later(run, 10_000);
    await run.app.reconcileEngine();
    expect(run.engine.told).toContain(`terminate ${run.id}`);
  });

  it('tells it again of a time that it does not know, and has it look again at one that it does', async () => {
    const run = await startedRun([{ pause: { wait: { hours: 1 } } }]);
    await run.app.advanceExecution(run.id);
    run.engine.states.set(run.id, 'active');
    later(run, 10_000);
    await run.app.reconcileEngine();
    expect(run.engine.told).toEqual([`wake ${run.id}`]);
    run.engine.states.clear();
    later(run, 60_000);
    await run.app.reconcileEngine();
    expect(run.engine.told.at(-1)).toBe(`schedule ${run.id}`);
  });

  it('goes on with the next run when one cannot be looked after', async () => {
    const run = await startedRun([{ pause: { wait: { hours: 1 } } }]);
    await run.app.advanceExecution(run.id);
    run.engine.down = true;
    later(run, 10_000);
    expect(await run.app.reconcileEngine()).toBe(1);
  });

  it('asks it for no further time of a run that it did not carry on', async () => {
    const run = await startedRun([{ a: { wait: 'PT1H' } }, { b: { wait: 'PT1H' } }]);
    expect(await run.app.advanceExecution(run.id)).not.toHaveProperty('near');
    later(run, 3_620_000);
    await run.app.reconcileEngine();
    expect(await run.app.advanceExecution(run.id)).toMatchObject({ next: 'timer', near: true });
  });

  it('carries on itself what could go on and does not, whatever the engine says', async () => {
    let tries = 0;
    const perform = async () => {
      if (++tries === 1) throw new TypeError('a bug');
      return {};
    };
    const run = await startedRun([{ note }], { perform }, {}, 1);
    await eventually(() => tries === 1);
    run.engine.down = true;
    run.engine.states.set(run.id, 'active');
    later(run, 100_000);
    expect(await run.app.reconcileEngine()).toBe(1);
    await eventually(async () => (await run.status()) === 'completed', { what: 'the end' });
  });
});

it('cancelling a run that ended otherwise fails with EXECUTION.ENDED', async () => {
  const run = await startedRun([{ a: { set: { x: 1 } } }]);
  await run.app.advanceExecution(run.id);
  await expect(run.app.cancelExecution({ id: run.id, reason: '' }, call)).rejects.toMatchObject({
    code: 'EXECUTION.ENDED',
  });
  await expect(run.app.suspendExecution({ id: run.id }, call)).rejects.toMatchObject({
    code: 'EXECUTION.ENDED',
  });
  await expect(run.app.cancelExecution({ id: newId('exe'), reason: '' }, call)).rejects.toMatchObject({
    code: 'EXECUTION.NOT_FOUND',
  });
});
