import { newId } from '@neighbourhood/shared/ids/typed-id';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from '../../test/documents.ts';
import { createMemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';
import { type Json } from '../domain/json.ts';
import { fault } from '../domain/workflow-error.ts';

afterAll(() => sandbox.close());

const call = fakeCall({
  permissions: ['workflow:read', 'workflow:write', 'workflow:delete', 'workflow:execute'],
});
const say = (name: string) => ({ call: 'sandbox.echo:1.0.0@default', with: { name } });
const whole = { newest: false, parents: false };

/** startedWorld is a service with a workflow that says a, then b; what `broken` holds fails. */
async function startedWorld() {
  const asked: string[] = [];
  const broken = new Set<string>();
  const memory = createMemoryApp({
    perform: async ({ input }) => {
      const { name } = input as { name: string };
      asked.push(name);
      if (broken.has(name)) throw fault('communication', 'broken');
      return name;
    },
  });
  const { app } = memory;
  const create = async (name: string, tasks: object[], more: object = {}) =>
    (await app.createWorkflow({ source: documentOf(name, tasks, more), format: 'json' }, call)).id;
  const run = async (workflowId: string, input: Json = {}) => {
    const request = { workflowId, input, connections: {}, waitSeconds: 5, endUserId: 'ada' };
    return (await app.executeWorkflow(request, call)).id;
  };
  const ended = async (id: string) => {
    for (let turn = 0; turn < 20; turn++) if ((await app.advanceExecution(id)).next === 'end') break;
    return app.getExecutionStatus({ id }, call);
  };
  return { ...memory, asked, broken, create, run, ended };
}

describe('a rerun', () => {
  it('is a run of its own with the input and end user of the one that it repeats', async () => {
    const world = await startedWorld();
    const id = await world.run(await world.create('w', [{ a: say('a') }]), { x: 1 });
    const again = await world.app.rerunExecution({ id, ...whole }, call);
    expect(again).toMatchObject({ status: 'pending', input: { x: 1 }, endUserId: 'ada', rerun: { of: id } });
    expect((await world.ended(again.id)).status).toBe('completed');
    expect(world.asked).toEqual(['a', 'a']);
  });

  it('begins with a task, and does not do again what was done before it', async () => {
    const world = await startedWorld();
    world.broken.add('b');
    const id = await world.run(await world.create('w', [{ a: say('a') }, { b: say('b') }]));
    expect(await world.app.getExecutionStatus({ id }, call)).toMatchObject({ status: 'faulted' });
    world.broken.clear();
    const again = await world.app.rerunExecution({ id, ...whole, from: '/do/1/b' }, call);
    expect(await world.ended(again.id)).toMatchObject({ status: 'completed', output: 'b' });
    expect(world.asked).toEqual(['a', 'b', 'b']);
  });

  it('keeps to the definition of its run, or takes the newest', async () => {
    const world = await startedWorld();
    const workflowId = await world.create('w', [{ a: say('old') }]);
    const id = await world.run(workflowId);
    const document = { dsl: '1.0.3', namespace: 'test', name: 'w', version: '1.1.0' };
    const source = JSON.stringify({ document, do: [{ a: say('new') }] });
    await world.app.updateWorkflow({ id: workflowId, source, format: 'json' }, call);
    for (const newest of [false, true])
      await world.ended((await world.app.rerunExecution({ id, newest, parents: false }, call)).id);
    expect(world.asked).toEqual(['old', 'old', 'new']);
    await expect(
      world.app.rerunExecution({ id, newest: true, parents: false, from: '/do/0/gone' }, call),
    ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('begins inside a run that another started, and goes on above it', async () => {
    const world = await startedWorld();
    await world.create('child', [{ c: say('c') }, { d: say('d') }]);
    const start = { run: { workflow: { namespace: 'test', name: 'child', version: '1.0.0' } } };
    const parent = await world.create('parent', [{ first: say('first') }, { start }, { last: say('last') }]);
    world.broken.add('d');
    const id = await world.run(parent);
    const [child] = (await world.app.listExecutions({}, { limit: 5 }, call)).filter(each => each.parentId);
    await world.ended(child?.id ?? '');
    expect((await world.ended(id)).status).toBe('faulted');
    world.broken.clear();
    world.asked.length = 0;
    const again = await world.app.rerunExecution(
      { id: child?.id ?? '', newest: false, parents: true, from: '/do/1/d' },
      call,
    );
    expect(again).toMatchObject({ workflowId: parent, rerun: { of: id, child: { of: child?.id } } });
    await world.app.advanceExecution(again.id);
    const [below] = (await world.app.listExecutions({}, { limit: 9 }, call)).filter(
      each => each.parentId === again.id,
    );
    expect((await world.ended(below?.id ?? '')).status).toBe('completed');
    expect((await world.ended(again.id)).status).toBe('completed');
    expect(world.asked).toEqual(['d', 'last']);
  });

  it('is one run for one idempotency key, and refuses the key for another', async () => {
    const world = await startedWorld();
    const id = await world.run(await world.create('w', [{ a: say('a') }]));
    const keyed = { ...call, idempotencyKey: 'once' };
    const first = await world.app.rerunExecution({ id, ...whole }, keyed);
    expect((await world.app.rerunExecution({ id, ...whole }, keyed)).id).toBe(first.id);
    await expect(world.app.rerunExecution({ id, ...whole, from: '/do/0/a' }, keyed)).rejects.toMatchObject({
      code: 'IDEMPOTENCY.MISMATCH',
    });
  });

  it('is refused of runs that go on, of others’ runs, of deleted definitions, and without permission', async () => {
    const world = await startedWorld();
    const { app } = world;
    const waiting = await world.run(await world.create('waits', [{ w: { wait: { hours: 1 } } }]));
    const refused = (id: string, by = call) => expect(app.rerunExecution({ id, ...whole }, by)).rejects;
    await refused(waiting).toMatchObject({ code: 'EXECUTION.NOT_ENDED' });
    await refused(newId('exe')).toMatchObject({ code: 'EXECUTION.NOT_FOUND' });
    const workflowId = await world.create('w', [{ a: say('a') }]);
    const id = await world.run(workflowId);
    await refused(id, fakeCall({ permissions: ['workflow:execute'] })).toMatchObject({
      code: 'EXECUTION.NOT_FOUND',
    });
    await refused(id, {
      ...call,
      identity: { ...call.identity, permissions: ['workflow:read'] },
    }).toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
    await app.deleteWorkflow({ id: workflowId }, call);
    await refused(id).toMatchObject({ code: 'WORKFLOW.NOT_FOUND' });
  });

  it('says which tasks it cannot begin with', async () => {
    const world = await startedWorld();
    const id = await world.run(
      await world.create('w', [{ a: say('a') }, { skipped: { if: '${ false }', ...say('b') } }]),
    );
    const from = (reference: string) =>
      expect(world.app.rerunExecution({ id, ...whole, from: reference }, call)).rejects;
    await from('/do/9/none').toMatchObject({ code: 'REQUEST.INVALID' });
    await from('/do/1/skipped').toMatchObject({ code: 'REQUEST.INVALID' });
  });
});
