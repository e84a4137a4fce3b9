import { documentOf, runDocument, sandbox, type RunOptions } from '../../../test/run-document.ts';
import { type Document } from '../document.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type TaskInstance } from '../rerun.ts';
import { initialState, type TaskRecord } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { type Ports } from './machine.ts';

afterAll(() => sandbox.close());

const action = (more: JsonObject = {}) => ({ call: 'sandbox.echo:1.0.0@default', ...more });

/** World notes what actions were asked for, by the text that they were given. */
function world(answer: (name: string) => Json = name => name) {
  const asked: string[] = [];
  const perform: Ports['actions']['perform'] = async ({ input }) => {
    const name = (input as { name: string }).name;
    asked.push(name);
    return answer(name);
  };
  return { asked, options: { actions: { perform } } satisfies RunOptions };
}

const say = (name: string, more: JsonObject = {}) => action({ with: { name }, ...more });

/** rerun repeats a run from a task, over its log. */
async function rerun(
  document: Document,
  log: TaskRecord[],
  from: TaskInstance,
  options: RunOptions & { fatal?: string } = {},
) {
  const { fatal } = options;
  const state = initialState(options.input ?? {}, {
    of: 'exe_0',
    from,
    ...(fatal === undefined ? {} : { fatal }),
  });
  const past: Ports['past'] = async (_rerun, task) =>
    log.find(each => each.reference === task.reference && each.iteration === task.iteration);
  return runDocument(document, { ...options, state, ports: { ...options.ports, past } });
}

const top = (reference: string) => ({ reference, iteration: '' });

it('does again what stands from the task on, and takes over what stands before it', async () => {
  const document = documentOf([
    { a: say('a', { export: { as: { kept: '${ . }' } } }) },
    { b: say('b') },
    { c: { set: { from: '${ . }', kept: '${ $context.kept }' } } },
  ]);
  const first = world();
  const { log } = await runDocument(document, first.options);
  expect(first.asked).toEqual(['a', 'b']);
  const again = world(() => 'new');
  const { outcome, log: newLog } = await rerun(document, log, top('/do/1/b'), again.options);
  expect(again.asked).toEqual(['b']);
  expect(outcome).toEqual({ kind: 'completed', output: { from: 'new', kept: 'a' } });
  expect(newLog.map(each => each.reference)).toEqual(['/do/0/a', '/do/1/b', '/do/2/c']);
  expect(newLog[0]).toEqual(log[0]);
});

it('does the failed task again after its fault', async () => {
  const document = documentOf([{ a: say('a') }, { b: say('b') }]);
  const first = world(name => {
    if (name === 'b') throw fault('communication', 'no');
    return name;
  });
  const { log, outcome } = await runDocument(document, first.options);
  expect(outcome.kind).toBe('faulted');
  const again = world();
  expect(
    (await rerun(document, log, top('/do/1/b'), { ...again.options, fatal: '/do/1/b' })).outcome.kind,
  ).toBe('completed');
  expect(again.asked).toEqual(['b']);
});

it('begins inside a loop, at the iteration that is named', async () => {
  const document = documentOf([
    {
      each: {
        for: { in: '${ [1, 2, 3] }' },
        do: [{ x: say('${ "x\\($item)" }') }, { y: say('${ "y\\($item)" }') }],
      },
    },
  ]);
  const { log } = await runDocument(document, world().options);
  const again = world();
  await rerun(document, log, { reference: '/do/0/each/do/1/y', iteration: '1' }, again.options);
  expect(again.asked).toEqual(['y2', 'x3', 'y3']);
});

it('begins inside a branch, and keeps what the others came to', async () => {
  const document = documentOf([
    {
      both: {
        fork: {
          branches: [
            { left: { do: [{ a: say('a') }, { b: say('b') }] } },
            { right: { do: [{ c: say('c') }, { d: say('d') }] } },
          ],
        },
      },
    },
    { after: say('after') },
  ]);
  const { log } = await runDocument(document, world().options);
  const again = world(name => `new ${name}`);
  const target = top('/do/0/both/fork/branches/1/right/do/1/d');
  const { log: newLog } = await rerun(document, log, target, again.options);
  expect(again.asked).toEqual(['d', 'after']);
  expect(newLog.find(each => each.reference === '/do/0/both')?.output).toEqual(['b', 'new d']);
});

it('does a branch again that failed beside the one that it begins with', async () => {
  const document = documentOf([
    { both: { fork: { branches: [{ bad: say('bad') }, { slow: { do: [{ s: say('s') }] } }] } } },
  ]);
  const failing = world(name => {
    if (name === 'bad') throw fault('runtime', 'no');
    return name;
  });
  const { log } = await runDocument(document, failing.options);
  const again = world();
  const { outcome } = await rerun(document, log, top('/do/0/both/fork/branches/1/slow/do/0/s'), {
    ...again.options,
    fatal: '/do/0/both/fork/branches/0/bad',
  });
  expect(outcome).toEqual({ kind: 'completed', output: ['bad', 's'] });
  expect(again.asked.sort()).toEqual(['bad', 's']);
});

it('comes to the tasks of a catch by the error that led there, without another attempt', async () => {
  const document = documentOf([
    {
      careful: {
        try: [{ a: say('a') }, { b: say('b') }],
        catch: {
          retry: { delay: { hours: 1 }, limit: { attempt: { count: 3 } } },
          do: [{ undo: say('undo') }, { report: { set: { was: '${ $error.detail }' } } }],
        },
      },
    },
  ]);
  const log: TaskRecord[] = [];
  const broken = world(name => {
    if (name === 'b') throw fault('communication', 'broken');
    return name;
  });
  let now = Date.parse('2026-01-01T00:00:00Z');
  let state: RunOptions['state'];
  for (let turn = 0; turn < 5; turn++, now += 3_600_000) {
    const run = await runDocument(document, {
      ...broken.options,
      now: () => new Date(now),
      ...(state ? { state } : {}),
    });
    state = run.state;
    log.splice(0, log.length, ...log.filter(old => !run.log.some(each => each.reference === old.reference)));
    log.push(...run.log);
    if (run.outcome.kind === 'completed') break;
  }
  const again = world();
  const { outcome } = await rerun(document, log, top('/do/0/careful/catch/do/0/undo'), again.options);
  expect(outcome).toEqual({ kind: 'completed', output: { was: 'broken' } });
  expect(again.asked).toEqual(['undo']);
});

it('begins inside a function, and walks through the others', async () => {
  const document = documentOf([{ one: { call: 'twice' } }, { two: { call: 'twice' } }], {
    use: { functions: { twice: { do: [{ p: say('p') }, { q: say('q') }] } } },
  });
  const { log } = await runDocument(document, world().options);
  const again = world();
  const place = log.findLast(each => each.reference.endsWith('/q'));
  await rerun(document, log, top(place?.reference ?? ''), again.options);
  expect(again.asked).toEqual(['q']);
});

it('waits and listens no more for what was waited for', async () => {
  const document = documentOf([
    { pause: { wait: { seconds: 1 } } },
    { hear: { listen: { to: { one: { with: { type: 'go' } } } } } },
    { end: say('end') },
  ]);
  const log: TaskRecord[] = ['/do/0/pause', '/do/1/hear', '/do/2/end'].map((reference, position) => ({
    reference,
    iteration: '',
    position,
    status: 'completed',
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:00.000Z',
    input: {},
    output: [reference],
  }));
  const again = world();
  const { outcome } = await rerun(document, log, top('/do/2/end'), again.options);
  expect(outcome).toEqual({ kind: 'completed', output: 'end' });
});

it('computes a value with a secret anew, and asks the world for nothing with one that it does not have', async () => {
  const use = { secrets: ['key'] };
  const ports = { secrets: { key: 'geheim' } };
  const redacted = (reference: string, output: Json): TaskRecord => ({
    reference,
    iteration: '',
    position: 0,
    status: 'completed',
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    input: {},
    output,
  });
  const computed = documentOf([{ a: { set: { k: '${ $secrets.key }' } } }, { b: say('${ .k }') }], { use });
  const end: TaskRecord = { ...redacted('/do/1/b', null), position: 1 };
  const good = world();
  await rerun(computed, [redacted('/do/0/a', { k: '‹secret:key›' }), end], top('/do/1/b'), {
    ...good.options,
    ports,
  });
  expect(good.asked).toEqual(['geheim']);
  const answered = documentOf([{ a: say('x') }, { b: say('${ .k }') }], { use });
  const bad = world();
  const { outcome } = await rerun(
    answered,
    [redacted('/do/0/a', { k: '‹secret:key›' }), end],
    top('/do/1/b'),
    { ...bad.options, ports },
  );
  expect(outcome).toMatchObject({
    kind: 'faulted',
    error: { detail: expect.stringContaining('earlier task') },
  });
  expect(bad.asked).toEqual([]);
});

it('goes on after a crash as it would have', async () => {
  const tasks = [{ a: say('a') }, { b: say('b') }, { c: say('c') }];
  const document = documentOf(tasks);
  const { log } = await runDocument(document, world().options);
  const again = world();
  let state: RunOptions['state'];
  await rerun(document, log, top('/do/1/b'), {
    ...again.options,
    checkpoint: stored => {
      state ??= stored;
      return 'go';
    },
  });
  const last = world();
  await runDocument(document, { ...last.options, ...(state ? { state } : {}) });
  expect(again.asked).toEqual(['b', 'c']);
  expect(last.asked).toEqual(['b', 'c']);
});

it('does a task of a later version that the earlier run did not know', async () => {
  const { log } = await runDocument(documentOf([{ a: say('a') }, { b: say('b') }]), world().options);
  const newer = documentOf([{ a: say('a') }, { extra: say('extra') }, { b: say('b') }]);
  const again = world();
  await rerun(newer, log, top('/do/2/b'), again.options);
  expect(again.asked).toEqual(['extra', 'b']);
});
