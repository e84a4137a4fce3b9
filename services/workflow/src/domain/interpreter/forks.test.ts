import { setTimeout as delay } from 'node:timers/promises';
import { documentOf, runDocument, sandbox } from '../../../test/run-document.ts';
import { type ActionCall, type RunState } from '../run-state.ts';
import { fault } from '../workflow-error.ts';

afterAll(() => sandbox.close());

const call = (input: unknown = {}) => ({ call: 'slack.send-message:1.0.0@default', with: input as never });
const set = (value: unknown) => ({ set: value as never });
const fork = (branches: object[], more: object = {}) => ({
  fork: { branches: branches as never, ...more },
});

it('gives the outputs of all branches in the order of the branches, each on the same input', async () => {
  const { outcome, log } = await runDocument(
    documentOf([
      { both: fork([{ a: set({ a: '${ .x + 1 }' }) }, { b: { do: [{ c: set({ c: '${ .x + 2 }' }) }] } }]) },
      { after: set('${ . }') },
    ]),
    { input: { x: 1 } },
  );
  expect(outcome).toEqual({ kind: 'completed', output: [{ a: 2 }, { c: 3 }] });
  expect(log.map(each => [each.reference, each.status])).toEqual([
    ['/do/0/both', 'completed'],
    ['/do/0/both/fork/branches/0/a', 'completed'],
    ['/do/0/both/fork/branches/1/b', 'completed'],
    ['/do/0/both/fork/branches/1/b/do/0/c', 'completed'],
    ['/do/1/after', 'completed'],
  ]);
});

it('makes the calls of its branches at the same time, but not more than the limit', async () => {
  let flying = 0;
  let most = 0;
  const perform = async ({ input }: ActionCall) => {
    most = Math.max(most, ++flying);
    await delay(5);
    flying--;
    return input;
  };
  const branches = Array.from({ length: 8 }, (_, index) => ({ [`b${index}`]: call(index) }));
  const { outcome } = await runDocument(documentOf([{ all: fork(branches) }]), {
    actions: { perform },
    limits: { parallel: 3 },
  });
  expect(outcome).toEqual({ kind: 'completed', output: [0, 1, 2, 3, 4, 5, 6, 7] });
  expect(most).toBe(3);
});

it('gives the output of the branch that is first in a race, and cancels the others', async () => {
  const aborted: unknown[] = [];
  const perform = async ({ input }: ActionCall, signal: AbortSignal) => {
    if (input === 'fast') return 'won';
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    return 'never';
  };
  const { outcome, log, state } = await runDocument(
    documentOf([
      {
        race: fork([{ slow: call('slow') }, { fast: call('fast') }, { rest: { wait: 'PT1H' } }], {
          compete: true,
        }),
      },
    ]),
    {
      actions: {
        perform: (given, signal) =>
          perform(given, signal).catch((error: unknown) => {
            aborted.push(given.input);
            throw error;
          }),
      },
    },
  );
  expect(outcome).toEqual({ kind: 'completed', output: 'won' });
  expect(log.map(each => [each.reference.split('/').at(-1), each.status])).toEqual([
    ['race', 'completed'],
    ['slow', 'cancelled'],
    ['fast', 'completed'],
    ['rest', 'cancelled'],
  ]);
  expect(state.threads).toHaveLength(1);
  expect(aborted).toEqual(['slow']);
});

it('faults with the error of a branch, cancels the others, and can be caught', async () => {
  const branches = [
    { long: { wait: 'PT1H' } },
    { bad: { raise: { error: { type: 'https://x.test/bad', status: 418 } } } },
  ];
  const caught = documentOf([
    {
      attempt: {
        try: [{ both: fork(branches) }],
        catch: { do: [{ tell: set('${ $error.instance }') }] },
      },
    },
  ]);
  const { outcome, log } = await runDocument(caught);
  expect(outcome).toEqual({
    kind: 'completed',
    output: '/do/0/attempt/try/0/both/fork/branches/1/bad',
  });
  expect(log.map(each => [each.reference.split('/').at(-1), each.status])).toEqual([
    ['attempt', 'completed'],
    ['both', 'faulted'],
    ['long', 'cancelled'],
    ['bad', 'faulted'],
    ['tell', 'completed'],
  ]);
  expect((await runDocument(documentOf([{ both: fork(branches as never) }]))).outcome).toMatchObject({
    kind: 'faulted',
    error: { status: 418 },
  });
});

it('a branch catches its own errors and the others go on', async () => {
  const perform = async ({ input }: ActionCall) => {
    if (input === 'bad') throw fault('communication', 'no', 503);
    return input;
  };
  const guarded = { try: [{ c: call('bad') }], catch: { do: [{ d: set('mended') }] } };
  const { outcome } = await runDocument(documentOf([{ f: fork([{ a: guarded }, { b: call('good') }]) }]), {
    actions: { perform },
  });
  expect(outcome).toEqual({ kind: 'completed', output: ['mended', 'good'] });
});

it('waits for the earliest of its branches and goes on with each in its time', async () => {
  const document = documentOf([
    { f: fork([{ a: { wait: 'PT10S' } }, { b: { do: [{ c: { wait: 'PT5S' } }, { d: set('d') }] } }]) },
  ]);
  let time = new Date('2026-01-01T00:00:00Z');
  const now = () => time;
  let result = await runDocument(document, { now, input: 'in' });
  const ends: string[] = [];
  while (result.outcome.kind === 'waiting') {
    time = result.outcome.until ?? time;
    ends.push(time.toISOString().slice(14, 19));
    result = await runDocument(document, { now, state: result.state, input: 'in' });
  }
  expect(ends).toEqual(['00:05', '00:10']);
  expect(result.outcome).toEqual({ kind: 'completed', output: ['in', 'd'] });
});

it('nests, sees the variables of loops around it, and keeps the keys of its effects over a crash', async () => {
  const document = documentOf([
    {
      each: {
        for: { each: 'letter', in: '.letters' },
        do: [
          { f: fork([{ a: call('${ $letter + "1" }') }, { b: fork([{ c: call('${ $letter + "2" }') }]) }]) },
        ],
      },
    },
  ]);
  const input = { letters: ['x', 'y'] };
  const first: string[] = [];
  const states: RunState[] = [];
  const run = (keys: string[], state?: RunState) =>
    runDocument(document, {
      input,
      ...(state ? { state } : {}),
      checkpoint: saved => (states.push(saved), 'go'),
      actions: {
        perform: async ({ input: given, idempotencyKey }) => (
          keys.push(`${JSON.stringify(given)} ${idempotencyKey}`),
          given
        ),
      },
    });
  const { outcome } = await run(first);
  expect(outcome).toEqual({ kind: 'completed', output: ['y1', ['y2']] });
  expect(new Set(first).size).toBe(4);
  for (const state of [...states]) {
    const again: string[] = [];
    expect((await run(again, state)).outcome).toEqual(outcome);
    expect(again.filter(each => !first.includes(each))).toEqual([]);
  }
});

it('`end` in a branch ends the run with the data of that branch, `exit` only the branch', async () => {
  const with_ = (then: string) =>
    documentOf([
      { f: fork([{ a: { ...set('a'), then } }, { b: { wait: 'PT1H' } }].slice(0, then === 'end' ? 2 : 1)) },
      { after: set('after') },
    ]);
  expect((await runDocument(with_('end'))).outcome).toEqual({ kind: 'completed', output: 'a' });
  expect((await runDocument(with_('exit'))).outcome).toEqual({ kind: 'completed', output: 'after' });
});

it('is held with its calls done and their results stored when a person suspends the run', async () => {
  let stored = 0;
  const { outcome, state } = await runDocument(
    documentOf([{ f: fork([{ a: { do: [{ b: call('b') }, { c: call('c') }] } }, { d: call('d') }]) }]),
    { checkpoint: () => (++stored > 1 ? 'hold' : 'go') },
  );
  expect(outcome).toEqual({ kind: 'held' });
  expect(state.threads.map(each => each.data)).toContain('b');
});
