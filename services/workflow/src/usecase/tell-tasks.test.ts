import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryApp, type MemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';

afterAll(() => sandbox.close());

const call = fakeCall({ permissions: ['workflow:read', 'workflow:write', 'workflow:execute'] });
const set = { set: { x: 1 } };
const pause = { pause: { wait: 'PT1H' } };

async function runOf(tasks: object[], metadata?: object) {
  const memory: MemoryApp = createMemoryApp();
  const document = { dsl: '1.0.3', namespace: 'shop', name: 'order', version: '1.0.0', metadata };
  const source = JSON.stringify({ document, do: tasks });
  const { id: workflowId } = await memory.app.createWorkflow({ source, format: 'json' }, call);
  const request = { workflowId, input: {}, connections: {}, waitSeconds: 0 };
  const { id } = await memory.app.executeWorkflow(request, call);
  while ((await memory.app.advanceExecution(id)).next === 'again');
  const prefix = 'io.serverlessworkflow.task.';
  const told = () =>
    memory.store.events
      .filter(({ type }) => type.startsWith(prefix))
      .map(({ type, data }) => [type.slice(prefix.length, -'.v1'.length), (data as { task: string }).task]);
  return { ...memory, id, told };
}

const asking = { taskEvents: true };

it('tells nothing of tasks where the document does not ask', async () => {
  for (const metadata of [undefined, {}, { taskEvents: 'yes' }])
    expect((await runOf([{ a: set }], metadata)).told()).toEqual([]);
});

it('tells of each task, with the run’s qualified name', async () => {
  const { id, told, store, clock } = await runOf(
    [{ a: set }, { b: { raise: { error: { type: 'https://e.example', status: 400 } } } }],
    asking,
  );
  expect(told()).toEqual([
    ['created', '/do/0/a'],
    ['started', '/do/0/a'],
    ['completed', '/do/0/a'],
    ['created', '/do/1/b'],
    ['started', '/do/1/b'],
    ['faulted', '/do/1/b'],
  ]);
  const data = (type: string) =>
    store.events.find(each => each.type === `io.serverlessworkflow.task.${type}.v1`)?.data;
  const workflow = `order-${id}.shop`;
  const at = clock.now.toISOString();
  expect(data('started')).toEqual({ workflow, task: '/do/0/a', startedAt: at });
  expect(data('completed')).toEqual({ workflow, task: '/do/0/a', completedAt: at, output: { x: 1 } });
  expect(data('faulted')).toMatchObject({ faultedAt: at, error: { type: 'https://e.example', status: 400 } });
});

it('gives the same event the same id, so that what is told twice is heard once', async () => {
  const { app, id, store, clock } = await runOf([pause], asking);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  while ((await app.advanceExecution(id)).next !== 'end');
  const ids = (type: string) =>
    store.events.filter(each => each.type === `io.serverlessworkflow.task.${type}.v1`).map(each => each.id);
  expect(new Set(ids('started')).size).toBe(1);
  expect(ids('completed')).toHaveLength(1);
});

it('names the iteration of a loop', async () => {
  const loop = { for: { in: '${ [1, 2] }' }, do: [{ step: set }] };
  const { store } = await runOf([{ loop }], asking);
  const done = store.events.filter(({ type }) => type === 'io.serverlessworkflow.task.completed.v1');
  const steps = done
    .map(({ data }) => data as { task: string; iteration?: string })
    .filter(({ task }) => task.endsWith('step'));
  expect(steps.map(({ iteration }) => iteration)).toEqual(['0', '1']);
  expect(new Set(done.map(each => each.id)).size).toBe(done.length);
});

it('tells what a person does to tasks that are under way', async () => {
  const { app, id, told } = await runOf([{ a: set }, pause], asking);
  const before = told().length;
  await app.suspendExecution({ id }, call);
  await app.resumeExecution({ id }, call);
  await app.cancelExecution({ id, reason: '' }, call);
  expect(told().slice(before)).toEqual([
    ['suspended', '/do/1/pause'],
    ['resumed', '/do/1/pause'],
    ['cancelled', '/do/1/pause'],
  ]);
});
