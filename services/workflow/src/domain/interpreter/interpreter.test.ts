import { documentOf, runDocument, sandbox } from '../../../test/run-document.ts';
import { fault } from '../workflow-error.ts';
import { type ActionCall } from '../run-state.ts';
import { TryAgainLater } from './machine.ts';

afterAll(() => sandbox.close());

const call = (input: unknown = {}) => ({ call: 'slack.send-message:1.0.0@default', with: input as never });

describe('data flow', () => {
  it('hands each task the output of the one before, and gives the last output as the run’s', async () => {
    const { outcome, log } = await runDocument(
      documentOf([
        { first: { set: { a: '${ .x + 1 }', b: 'plain ${ .x }' } } },
        { second: { set: { sum: '${ .a + 10 }' } } },
      ]),
      { input: { x: 1 } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: { sum: 12 } });
    expect(log.map(({ reference, status, output }) => [reference, status, output])).toEqual([
      ['/do/0/first', 'completed', { a: 2, b: 'plain ${ .x }' }],
      ['/do/1/second', 'completed', { sum: 12 }],
    ]);
  });

  it('applies input.from, output.as and export.as, with and without ${ }', async () => {
    const { outcome } = await runDocument(
      documentOf(
        [
          {
            first: {
              input: { from: '.user' },
              set: { name: '${ .name }' },
              output: { as: { greeting: '${ "hello " + .name }' } },
              export: { as: '${ $context + {greeted: .greeting, asked: $input.name} }' },
            },
          },
          { second: { set: { seen: '${ $context }' } } },
        ],
        { input: { from: '${ {user: .person} }' }, output: { as: '.seen' } },
      ),
      { input: { person: { name: 'Ada' } } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: { greeted: 'hello Ada', asked: 'Ada' } });
  });

  it('gives the specification’s variables', async () => {
    const { outcome } = await runDocument(
      documentOf([
        {
          tell: {
            set: {
              task: '${ $task.name + " " + $task.reference }',
              workflow: '${ $workflow.id + $workflow.definition.document.name }',
              at: '${ $workflow.startedAt.iso8601 }',
              input: '${ $workflow.input.x }',
              runtime: '${ $runtime.name }',
              secrets: '${ $secrets }',
            },
          },
        },
      ]),
      { input: { x: 5 } },
    );
    expect(outcome).toEqual({
      kind: 'completed',
      output: {
        task: 'tell /do/0/tell',
        workflow: 'exe_1test',
        at: '2026-01-01T00:00:00.000Z',
        input: 5,
        runtime: 'neighbourhood',
        secrets: {},
      },
    });
  });

  it('skips a task whose `if` does not hold', async () => {
    const { outcome, log } = await runDocument(
      documentOf([
        { no: { if: '.x > 1', set: { never: true } } },
        { yes: { if: '${ .x == 1 }', set: { x: '${ .x }', done: true } } },
      ]),
      { input: { x: 1 } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: { x: 1, done: true } });
    expect(log.map(each => each.reference)).toEqual(['/do/1/yes']);
  });

  it('faults with a validation error when the input does not conform to its schema', async () => {
    const schema = { document: { type: 'object', required: ['x'] } };
    const { outcome } = await runDocument(documentOf([{ a: { set: { y: 1 } } }], { input: { schema } }), {
      input: {},
    });
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/validation', status: 400 },
    });
  });

  it('faults with an expression error that names the task', async () => {
    const { outcome, log } = await runDocument(documentOf([{ bad: { set: { y: '${ .x | tonumber }' } } }]), {
      input: { x: 'no' },
    });
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/expression', instance: '/do/0/bad' },
    });
    expect(log).toMatchObject([{ reference: '/do/0/bad', status: 'faulted', error: { status: 400 } }]);
  });

  it('faults with a clear message when an output is over the limit', async () => {
    const { outcome } = await runDocument(documentOf([{ big: { set: { y: '${ [range(10000)] }' } } }]));
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { detail: expect.stringContaining('10000 are allowed') },
    });
  });
});

describe('flow', () => {
  const mark = (name: string, then?: string) => ({
    [name]: { set: { path: `\${ (.path // "") + "${name}" }` }, ...(then ? { then } : {}) },
  });

  it.each([
    ['continue', 'abc'],
    ['end', 'a'],
    ['exit', 'a'],
    ['c', 'ac'],
  ])('goes on as `then: %s` says', async (then, expected) => {
    const { outcome } = await runDocument(documentOf([mark('a', then), mark('b'), mark('c')]));
    expect(outcome).toEqual({ kind: 'completed', output: { path: expected } });
  });

  it('exit leaves only the list it stands in, end leaves the run', async () => {
    const nested = (then: string) => documentOf([{ outer: { do: [mark('a', then), mark('b')] } }, mark('c')]);
    expect((await runDocument(nested('exit'))).outcome).toEqual({
      kind: 'completed',
      output: { path: 'ac' },
    });
    const ended = await runDocument(nested('end'));
    expect(ended.outcome).toEqual({ kind: 'completed', output: { path: 'a' } });
    expect(ended.log.map(each => [each.reference, each.status])).toEqual([
      ['/do/0/outer', 'completed'],
      ['/do/0/outer/do/0/a', 'completed'],
    ]);
  });

  it.each([
    ['a', 'one'],
    ['b', 'two'],
    ['z', 'other'],
  ])('switch on %s takes %s', async (kind, expected) => {
    const { outcome, log } = await runDocument(
      documentOf([
        {
          choose: {
            switch: [
              { first: { when: '.kind == "a"', then: 'one' } },
              { second: { when: '${ .kind == "b" }', then: 'two' } },
              { otherwise: { then: 'other' } },
            ],
          },
        },
        { one: { set: { took: 'one' }, then: 'end' } },
        { two: { set: { took: 'two' }, then: 'end' } },
        { other: { set: { took: 'other' } } },
      ]),
      { input: { kind } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: { took: expected } });
    expect(log.map(each => each.reference)).toHaveLength(2);
  });

  it('counts a return to a task as another iteration, and bounds an endless loop', async () => {
    const { outcome, log } = await runDocument(
      documentOf([{ again: { set: { n: '${ (.n // 0) + 1 }' }, then: 'again' } }]),
      {
        limits: { tasks: 5 },
      },
    );
    expect(log.slice(0, 3).map(each => each.iteration)).toEqual(['', 'r1', 'r2']);
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { detail: 'A run may have 5 tasks, iterations included' },
    });
  });

  it('gives way after a stretch, and goes on from there', async () => {
    const document = documentOf([mark('a'), mark('b'), mark('c')]);
    const first = await runDocument(document, { limits: { stretch: 2 } });
    expect(first.outcome).toEqual({ kind: 'more' });
    const second = await runDocument(document, { state: first.state });
    expect(second.outcome).toEqual({ kind: 'completed', output: { path: 'abc' } });
  });
});

describe('for', () => {
  it('runs its tasks for each item, handing the output on', async () => {
    const { outcome, log } = await runDocument(
      documentOf([
        {
          loop: {
            for: { each: 'color', at: 'place', in: '.colors' },
            do: [
              { add: { set: { colors: '${ .colors }', seen: '${ (.seen // []) + [[$color, $place]] }' } } },
            ],
            output: { as: '.seen' },
          },
        },
      ]),
      { input: { colors: ['red', 'green'] } },
    );
    expect(outcome).toEqual({
      kind: 'completed',
      output: [
        ['red', 0],
        ['green', 1],
      ],
    });
    expect(log.map(({ reference, iteration }) => [reference, iteration])).toEqual([
      ['/do/0/loop', ''],
      ['/do/0/loop/do/0/add', '0'],
      ['/do/0/loop/do/0/add', '1'],
    ]);
  });

  it('stops when `while` no longer holds, and passes its input on over no items', async () => {
    const loop = (items: string) =>
      documentOf([
        { loop: { for: { in: items }, while: '.n < 2', do: [{ count: { set: { n: '${ .n + 1 }' } } }] } },
      ]);
    expect((await runDocument(loop('[range(10)]'), { input: { n: 0 } })).outcome).toEqual({
      kind: 'completed',
      output: { n: 2 },
    });
    expect((await runDocument(loop('[]'), { input: { n: 0 } })).outcome).toEqual({
      kind: 'completed',
      output: { n: 0 },
    });
  });

  it('nests, with the path of indexes as iteration', async () => {
    const { log } = await runDocument(
      documentOf([
        {
          a: {
            for: { in: '[0,1]' },
            do: [
              {
                b: { for: { each: 'inner', in: '[7]' }, do: [{ c: { set: { v: '${ [$item,$inner] }' } } }] },
              },
            ],
          },
        },
      ]),
    );
    expect(
      log.filter(each => each.reference.endsWith('/c')).map(each => [each.iteration, each.output]),
    ).toEqual([
      ['0.0', { v: [0, 7] }],
      ['1.0', { v: [1, 7] }],
    ]);
  });
});

describe('wait', () => {
  it('waits until its end and then passes its input on', async () => {
    const document = documentOf([
      { pause: { wait: { seconds: 30 } } },
      { after: { set: { got: '${ .x }' } } },
    ]);
    const start = new Date('2026-01-01T00:00:00Z');
    const until = new Date('2026-01-01T00:00:30Z');
    const first = await runDocument(document, { input: { x: 1 }, now: () => start });
    expect(first.outcome).toEqual({ kind: 'waiting', until });
    expect(first.log).toMatchObject([{ reference: '/do/0/pause', status: 'waiting' }]);
    const early = await runDocument(document, { state: first.state, now: () => start });
    expect(early.outcome).toEqual({ kind: 'waiting', until });
    const later = await runDocument(document, { state: early.state, now: () => until });
    expect(later.outcome).toEqual({ kind: 'completed', output: { got: 1 } });
    expect(later.log[0]).toMatchObject({ reference: '/do/0/pause', status: 'completed', position: 0 });
  });
});

describe('call', () => {
  it('performs the action with its arguments evaluated and gives its output', async () => {
    const seen: ActionCall[] = [];
    const actions = {
      perform: async (each: ActionCall) => {
        seen.push(each);
        return { sent: true };
      },
    };
    const { outcome } = await runDocument(documentOf([{ send: call({ text: '${ .text }' }) }]), {
      input: { text: 'hi' },
      actions,
    });
    expect(outcome).toEqual({ kind: 'completed', output: { sent: true } });
    expect(seen).toEqual([
      {
        provider: 'slack',
        action: 'send-message',
        version: '1.0.0',
        input: { text: 'hi' },
        idempotencyKey: expect.stringMatching(/^exe_1:[0-9a-f]{32}$/),
        connectionId: 'con_1',
      },
    ]);
  });

  it('stores the call before it is made, and sends the same under the same key after a crash', async () => {
    const document = documentOf([{ send: call({ at: '${ now }' }) }]);
    const sent: ActionCall[] = [];
    let stored = undefined as unknown;
    const crashing = runDocument(document, {
      actions: {
        perform: async each => {
          sent.push(each);
          throw new Error('the process is gone');
        },
      },
      checkpoint: state => {
        stored = state;
        return 'go';
      },
    });
    await expect(crashing).rejects.toThrow('the process is gone');
    const again = await runDocument(document, {
      state: stored as never,
      actions: { perform: async each => (sent.push(each), 'done') },
    });
    expect(again.outcome).toEqual({ kind: 'completed', output: 'done' });
    expect(sent[1]).toEqual(sent[0]);
    expect(again.log).toMatchObject([{ attempt: 2, status: 'completed' }]);
  });

  it('gives every iteration a key of its own', async () => {
    const keys: string[] = [];
    const actions = { perform: async (each: ActionCall) => keys.push(each.idempotencyKey) };
    await runDocument(documentOf([{ loop: { for: { in: '[1,2,3]' }, do: [{ send: call() }] } }]), {
      actions,
    });
    expect(new Set(keys).size).toBe(3);
  });

  it('stores a result together with the next call, or before any other task', async () => {
    const { checkpoints } = await runDocument(
      documentOf([{ a: call() }, { b: call() }, { c: { set: { x: 1 } } }]),
    );
    expect(checkpoints).toBe(3);
  });

  it('waits and repeats when nobody knows whether the call was heard, and faults at last', async () => {
    const document = documentOf([{ send: call() }]);
    const keys: string[] = [];
    const actions = {
      perform: async (each: ActionCall) => {
        keys.push(each.idempotencyKey);
        throw new TryAgainLater('integration does not answer');
      },
    };
    let time = new Date('2026-01-01T00:00:00Z');
    const now = () => time;
    let result = await runDocument(document, { actions, now });
    while (result.outcome.kind === 'waiting') {
      time = result.outcome.until ?? time;
      result = await runDocument(document, { actions, now, state: result.state });
    }
    expect(result.outcome).toMatchObject({
      kind: 'faulted',
      error: {
        type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication',
        status: 503,
        instance: '/do/0/send',
      },
    });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('stays with the connection that it found first', async () => {
    const document = documentOf([{ send: call() }]);
    const used: unknown[] = [];
    const perform = async (each: ActionCall) => {
      used.push(each.connectionId);
      throw new TryAgainLater('integration does not answer');
    };
    const late = () => new Date(Date.now() + 60_000);
    const first = await runDocument(document, { actions: { connect: async () => 'con_first', perform } });
    await runDocument(document, {
      actions: { connect: async () => 'con_other', perform },
      state: first.state,
      now: late,
    });
    expect(used).toEqual(['con_first', 'con_first']);
  });

  it('is held before the call when a person suspended the run', async () => {
    const { outcome, state } = await runDocument(documentOf([{ send: call() }]), {
      checkpoint: () => 'hold',
    });
    expect(outcome).toEqual({ kind: 'held' });
    expect(state.threads[0]?.open?.effect).toMatchObject({ call: { provider: 'slack' } });
  });
});

describe('errors', () => {
  const denied = { perform: async () => Promise.reject(fault('authorization', 'CONSENT.REQUIRED')) };

  it('faults with the error of a call and the task that made it', async () => {
    const { outcome, log } = await runDocument(documentOf([{ outer: { do: [{ send: call() }] } }]), {
      actions: denied,
    });
    const error = {
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization',
      status: 403,
      title: 'Authorization Error',
      detail: 'CONSENT.REQUIRED',
      instance: '/do/0/outer/do/0/send',
    };
    expect(outcome).toEqual({ kind: 'faulted', error });
    expect(log.map(each => [each.reference, each.status])).toEqual([
      ['/do/0/outer', 'faulted'],
      ['/do/0/outer/do/0/send', 'faulted'],
    ]);
  });

  it('raises errors, defined in place or by name', async () => {
    const error = {
      type: 'https://example.com/errors/full',
      status: 409,
      detail: '${ "no room for " + .who }',
    };
    const document = documentOf([{ stop: { raise: { error: 'full' } } }], {
      use: { errors: { full: error } },
    });
    const { outcome } = await runDocument(document, { input: { who: 'Ada' } });
    expect(outcome).toEqual({
      kind: 'faulted',
      error: { type: error.type, status: 409, detail: 'no room for Ada', instance: '/do/0/stop' },
    });
  });

  it('catches what its filter matches, with the error in scope', async () => {
    const guarded = (type: string) =>
      documentOf([
        {
          guard: {
            try: [{ send: call() }],
            catch: {
              errors: { with: { type } },
              as: 'problem',
              do: [{ note: { set: { was: '${ $problem.detail }', from: '${ .x }' } } }],
            },
          },
        },
      ]);
    const kit = 'https://serverlessworkflow.io/dsl/errors/types/authorization';
    const caught = await runDocument(guarded(kit), { actions: denied, input: { x: 1 } });
    expect(caught.outcome).toEqual({ kind: 'completed', output: { was: 'CONSENT.REQUIRED', from: 1 } });
    const missed = await runDocument(guarded('https://example.com/other'), { actions: denied });
    expect(missed.outcome.kind).toBe('faulted');
  });

  it('an error inside catch is not caught by the same try', async () => {
    const raise = { raise: { error: { type: 'https://example.com/second', status: 500 } } };
    const { outcome } = await runDocument(
      documentOf([{ guard: { try: [{ send: call() }], catch: { do: [{ again: raise }] } } }]),
      { actions: denied },
    );
    expect(outcome).toMatchObject({ kind: 'faulted', error: { type: 'https://example.com/second' } });
  });

  it('decides by when and exceptWhen', async () => {
    const guarded = (handler: Record<string, string>) =>
      documentOf([
        {
          guard: {
            try: [{ send: call() }],
            catch: { ...handler, do: [{ note: { set: { caught: true } } }] },
          },
        },
      ]);
    const kindOf = async (handler: Record<string, string>) =>
      (await runDocument(guarded(handler), { actions: denied })).outcome.kind;
    expect(await kindOf({ when: '$error.status == 403' })).toBe('completed');
    expect(await kindOf({ when: '$error.status == 500' })).toBe('faulted');
    expect(await kindOf({ exceptWhen: '$error.status == 403' })).toBe('faulted');
  });

  it('retries with growing delays under the same key, then gives up', async () => {
    const keys: string[] = [];
    let time = new Date('2026-01-01T00:00:00Z');
    const waits: number[] = [];
    const actions = {
      perform: async (each: ActionCall) => {
        keys.push(each.idempotencyKey);
        throw fault('communication', 'busy', 503);
      },
    };
    const retry = { delay: { seconds: 1 }, backoff: { exponential: {} }, limit: { attempt: { count: 2 } } };
    const document = documentOf([{ guard: { try: [{ send: call() }], catch: { retry: 'thrice' } } }], {
      use: { retries: { thrice: retry } },
    });
    let result = await runDocument(document, { actions, now: () => time });
    while (result.outcome.kind === 'waiting') {
      waits.push((result.outcome.until?.getTime() ?? 0) - time.getTime());
      time = result.outcome.until ?? time;
      result = await runDocument(document, { actions, now: () => time, state: result.state });
    }
    expect(waits).toEqual([1000, 2000]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(result.outcome).toMatchObject({ kind: 'faulted', error: { detail: 'busy', status: 503 } });
  });

  it('goes on when a retry succeeds', async () => {
    let tries = 0;
    const actions = {
      perform: async () => {
        if (++tries === 1) throw fault('communication', 'busy', 503);
        return { ok: true };
      },
    };
    const { outcome, log } = await runDocument(
      documentOf([
        { guard: { try: [{ send: call() }], catch: { retry: { limit: { attempt: { count: 1 } } } } } },
      ]),
      { actions },
    );
    expect(outcome).toEqual({ kind: 'completed', output: { ok: true } });
    expect(log[0]).toMatchObject({ reference: '/do/0/guard', attempt: 2, status: 'completed' });
  });
});
