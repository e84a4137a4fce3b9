import { documentOf, runDocument, sandbox, type RunOptions } from '../../../test/run-document.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type RunState } from '../run-state.ts';
import { fault } from '../workflow-error.ts';

afterAll(() => sandbox.close());

const say = (name: string, more: JsonObject = {}) => ({
  call: 'sandbox.echo:1.0.0@default',
  with: { name },
  ...more,
});
const undone = (name: string) => say(name, { metadata: { compensate: 'undo' } });
const undo = { call: 'neighbourhood.compensate:1.0.0@default' };
const use = { functions: { undo: { do: [{ call: say('${ "undo " + .output }') }] } } };

function world(broken: string[] = []) {
  const asked: string[] = [];
  const perform = async ({ input }: { input: Json }) => {
    const { name } = input as { name: string };
    asked.push(name);
    if (broken.includes(name)) throw fault('communication', `${name} is broken`);
    return name;
  };
  return { asked, options: { actions: { perform } } satisfies RunOptions };
}

const saga = (tasks: JsonObject[], more: JsonObject = {}) => ({
  saga: { try: tasks, catch: { do: [{ undo }], ...more } },
});

it('undoes what was done, the last first, when a task fails', async () => {
  const { asked, options } = world(['d']);
  const tasks = [{ a: undone('a') }, { b: say('b') }, { c: undone('c') }, { d: undone('d') }];
  const { outcome, log } = await runDocument(documentOf([saga(tasks)], { use }), options);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'undo c', 'undo a']);
  expect(outcome).toEqual({
    kind: 'completed',
    output: [
      { reference: '/do/0/saga/try/2/c', iteration: '' },
      { reference: '/do/0/saga/try/0/a', iteration: '' },
    ],
  });
  expect(
    log.filter(each => each.reference === '/do/0/saga/catch/do/0/undo/undo').map(each => each.iteration),
  ).toEqual(['0', '1']);
});

it('gives the function the reference, the input and the output of the task', async () => {
  const { asked, options } = world(['b']);
  const functions = { undo: say('${ [.reference, .input.n, .output] | tojson }') };
  const tasks = [{ a: undone('a') }, { b: say('b') }];
  await runDocument(documentOf([saga(tasks)], { use: { functions } }), { ...options, input: { n: 1 } });
  expect(asked.at(-1)).toBe('["/do/0/saga/try/0/a",1,"a"]');
});

it('undoes branches in the order in which they ended, and iterations one by one', async () => {
  const { asked, options } = world(['last']);
  const each = { for: { in: '${ ["x", "y"] }' }, do: [{ i: undone('${ $item }') }] };
  const fork = { fork: { branches: [{ l: undone('l') }, { r: undone('r') }] } };
  await runDocument(documentOf([saga([{ each }, { fork }, { last: say('last') }])], { use }), options);
  const [x, y, l, r, last, ...back] = asked;
  expect([x, y, last]).toEqual(['x', 'y', 'last']);
  expect(back).toEqual([r, l, 'y', 'x'].map(name => `undo ${name ?? ''}`));
});

it('undoes only what the try around it did, and each thing once', async () => {
  const { asked, options } = world(['bad']);
  const inner = saga([{ b: undone('b') }, { bad: say('bad') }]);
  const outer = saga([{ a: undone('a') }, inner, { c: undone('c') }, { also: say('bad') }]);
  await runDocument(documentOf([{ before: undone('before') }, outer], { use }), options);
  expect(asked).toEqual(['before', 'a', 'b', 'bad', 'undo b', 'c', 'bad', 'undo c', 'undo a']);
});

it('undoes a task once that was done again by a retry', async () => {
  const { asked, options } = world(['b']);
  const retry = { limit: { attempt: { count: 1 } } };
  await runDocument(documentOf([saga([{ a: undone('a') }, { b: say('b') }], { retry })], { use }), options);
  expect(asked).toEqual(['a', 'b', 'a', 'b', 'undo a']);
});

it('stops where something cannot be undone, and goes on from there when it is tried again', async () => {
  const broken = ['d', 'undo b'];
  const { asked, options } = world(broken);
  let healed = false;
  const perform: NonNullable<RunOptions['actions']>['perform'] = async call => {
    const { name } = call.input as { name: string };
    if (name === 'undo b' && healed) {
      asked.push(name);
      return name;
    }
    if (name === 'undo b') healed = true;
    return options.actions.perform(call);
  };
  const careful = {
    careful: { try: [{ undo }], catch: { retry: { limit: { attempt: { count: 2 } } } } },
  };
  const tasks = [{ a: undone('a') }, { b: undone('b') }, { c: undone('c') }, { d: say('d') }];
  const document = documentOf([{ saga: { try: tasks, catch: { do: [careful] } } }], { use });
  const { outcome } = await runDocument(document, { actions: { perform } });
  expect(outcome.kind).toBe('completed');
  expect(asked.slice(4)).toEqual(['undo c', 'undo b', 'undo b', 'undo a']);
});

it('goes on with what is left after a crash in the middle', async () => {
  const { asked, options } = world(['c']);
  const tasks = [{ a: undone('a') }, { b: undone('b') }, { c: say('c') }];
  const document = documentOf([saga(tasks)], { use });
  const states: RunState[] = [];
  await runDocument(document, {
    ...options,
    checkpoint: state => {
      states.push(state);
      return 'go';
    },
  });
  expect(asked).toEqual(['a', 'b', 'c', 'undo b', 'undo a']);
  for (const state of states) {
    const again = world(['c']);
    const { outcome } = await runDocument(document, { ...again.options, state });
    expect(outcome.kind).toBe('completed');
    expect(asked.slice(-again.asked.length)).toEqual(again.asked);
  }
});
