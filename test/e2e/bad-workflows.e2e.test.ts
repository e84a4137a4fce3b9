import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Listener, startListener } from '../journey/listener.ts';
import type { Answer, As } from '../journey/rest.ts';
import { platform } from './platform.ts';
import { newTenant } from './tenant.ts';

// Documents that a tenant writes badly, or in bad faith: each has an end with a clear error, and others notice nothing.
type Fields = Record<string, unknown>;

const rest = platform();
let listeners: Listener[];
let bad: As;
let good: As;
let goodWorkflow = '';
let endless: Fields;
let running = true;
/** How long each run of the other tenant took, as long as the bad ones were at it. */
const others: Promise<number[]>[] = [];

const fieldsOf = ({ body }: Answer) => body as Fields;
const nested = (depth: number, inner: string) => '{"a":'.repeat(depth) + inner + '}'.repeat(depth);

const document = (tasks: object[], name = newId('evt').toLowerCase().replaceAll('_', '-')) => ({
  document: { dsl: '1.0.3', namespace: 'bad', name, version: '1.0.0' },
  do: tasks,
});

async function store(as: As, body: unknown, type = 'application/json'): Promise<Answer> {
  return rest.call('POST', '/workflows', { as, body, headers: { 'content-type': type } });
}

async function start(as: As, tasks: object[], input: unknown = {}, wait = 25): Promise<Fields> {
  const stored = await store(as, document(tasks));
  expect([stored.status, stored.body]).toEqual([201, expect.anything()]);
  return execute(as, String(fieldsOf(stored)['id']), input, wait);
}

async function execute(as: As, workflowId: string, input: unknown = {}, wait = 25): Promise<Fields> {
  const answer = await rest.call('POST', `/workflows/${workflowId}/executions`, {
    as,
    body: { input },
    headers: { prefer: `wait=${wait}` },
  });
  expect([200, 202]).toContain(answer.status);
  return fieldsOf(answer);
}

/** The end of a run, however long it takes. */
const ended = (as: As, { id }: Fields, timeoutMs = 180_000): Promise<Fields> =>
  eventually(
    async () => {
      const found = fieldsOf(await rest.call('GET', `/executions/${String(id)}`, { as }));
      return ['completed', 'faulted', 'cancelled'].includes(String(found['status'])) && found;
    },
    { what: `the end of ${String(id)}`, timeoutMs, intervalMs: 200 },
  );

const faultOf = (run: Fields) => ({ status: run['status'], ...(run['error'] as Fields | undefined) });

/** Runs of another tenant, one after the other, until the bad ones are over. */
async function goOn(): Promise<number[]> {
  const times: number[] = [];
  while (running) {
    const began = performance.now();
    const run = await ended(good, await execute(good, goodWorkflow));
    expect(run).toMatchObject({ status: 'completed', output: { sum: 6 } });
    times.push(performance.now() - began);
  }
  return times;
}

beforeAll(async () => {
  listeners = [await startListener(), await startListener()];
  bad = (await newTenant(rest, listeners[0]!)).user;
  good = (await newTenant(rest, listeners[1]!)).user;
  // A wait, and an expression that only jq itself runs.
  const tasks = [
    { rest: { wait: { milliseconds: 50 } } },
    { sum: { set: { sum: '${ [1, 2, 3] | [.. | numbers] | add }' } } },
  ];
  goodWorkflow = String(fieldsOf(await store(good, document(tasks)))['id']);
  others.push(goOn());
  // Takes its time, beside all that follows.
  endless = await start(bad, [{ a: { set: { x: 1 }, then: 'a' } }], {}, 0);
}, 180_000);

afterAll(() => Promise.all(listeners.map(listener => listener.close())));

describe('a document that cannot be stored', () => {
  test.each([
    [
      'a YAML bomb',
      [
        'a: &a [x,x,x,x,x,x,x,x,x,x]',
        ...Array.from('bcdefghi', String).map((name, index) => {
          const last = `*${'abcdefgh'[index]}`;
          return `${name}: &${name} [${Array.from({ length: 10 }, () => last).join()}]`;
        }),
      ].join('\n'),
      'application/yaml',
    ],
    ['a YAML document of 1,000 levels', `a: ${'['.repeat(1_000)}${']'.repeat(1_000)}`, 'application/yaml'],
    ['a YAML document that contains itself', 'a: &a [*a]', 'application/yaml'],
    ['a JSON document of 1,000 levels', nested(1_000, '1'), 'application/json'],
    [
      'tasks of 1,000 levels',
      JSON.stringify(
        document([
          {
            a: Array.from({ length: 1_000 }).reduce<object>(inner => ({ do: [{ a: inner }] }), {
              set: { x: 1 },
            }),
          },
        ]),
      ),
      'application/json',
    ],
    [
      'an expression of 100,000 levels',
      JSON.stringify(
        document([{ a: { set: { x: `\${ ${'['.repeat(100_000)}1${']'.repeat(100_000)} }` } } }]),
      ),
      'application/json',
    ],
    [
      '1,000 tasks',
      JSON.stringify(document(Array.from({ length: 1_000 }, (_, n) => ({ [`t${n}`]: { set: { x: n } } })))),
      'application/json',
    ],
    [
      '1,000 branches',
      JSON.stringify(
        document([
          {
            a: {
              fork: { branches: Array.from({ length: 1_000 }, (_, n) => ({ [`b${n}`]: { set: { x: n } } })) },
            },
          },
        ]),
      ),
      'application/json',
    ],
  ])('%s is refused at once', async (_what, body, type) => {
    const answer = await store(bad, body, type);
    expect([400, 413]).toContain(answer.status);
    expect(fieldsOf(answer)['code']).toMatch(/^(WORKFLOW\.(INVALID|TOO_LARGE)|REQUEST\.\w+)$/);
  });

  test('one of 10 MB is refused with 413', async () => {
    const answer = await store(
      bad,
      JSON.stringify(document([{ a: { set: { x: 'y'.repeat(10_000_000) } } }])),
    );
    expect([answer.status, fieldsOf(answer)['code']]).toEqual([413, 'REQUEST.TOO_LARGE']);
  });
});

test('an input of 10 MB is refused with 413', async () => {
  const body = JSON.stringify({ input: { x: 'y'.repeat(10_000_000) } });
  const answer = await rest.call('POST', `/workflows/${goodWorkflow}/executions`, { as: good, body });
  expect([answer.status, fieldsOf(answer)['code']]).toEqual([413, 'REQUEST.TOO_LARGE']);
});

describe('a run', () => {
  const expression = 'https://serverlessworkflow.io/spec/1.0.0/errors/expression';
  const runtime = 'https://serverlessworkflow.io/spec/1.0.0/errors/runtime';

  test.each([
    ['repeats without end', '${ [repeat(1) | select(false)] }', 'took longer'],
    ['counts without end', '${ last(range(1; infinite)) }', 'took longer'],
    ['gives more than it may', '${ [range(5000000)] }', /more|took longer/],
    ['doubles a text', '${ reduce range(40) as $i ("x"; . + .) }', /more|took longer/],
    ['matches a pattern without end', '${ ("a" * 40 + "b") | test("(a+)+$(a+)+$") }', ''],
  ])('whose expression %s faults, or ends', async (_what, x, detail) => {
    const run = await ended(bad, await start(bad, [{ a: { set: { x } } }]));
    expect(['faulted', 'completed']).toContain(run['status']);
    if (detail !== '')
      expect(faultOf(run)).toMatchObject({
        type: expression,
        detail: expect.stringMatching(detail),
        instance: '/do/0/a',
      });
  });

  test('whose output grows in a loop faults when it is too large', async () => {
    const run = await start(bad, [
      { init: { set: { x: 'x' } } },
      { grow: { set: { x: '${ .x + .x }' }, then: 'grow' } },
    ]);
    expect(faultOf(await ended(bad, run))).toMatchObject({
      type: runtime,
      detail: expect.stringContaining('are allowed'),
      instance: '/do/1/grow',
    });
  });

  test('that runs itself ends ten deep', async () => {
    const name = 'itself';
    const tasks = [
      { again: { run: { workflow: { namespace: 'bad', name, version: 'latest', input: {} } } } },
    ];
    const { id } = fieldsOf(await store(bad, document(tasks, name)));
    const run = await ended(bad, await execute(bad, String(id)));
    expect(faultOf(run)).toMatchObject({ type: runtime, detail: expect.stringContaining('10 deep') });
  });

  test('of two that run each other ends ten deep', async () => {
    const other = (name: string) => [
      { next: { run: { workflow: { namespace: 'bad', name, version: 'latest', input: {} } } } },
    ];
    await store(bad, document(other('pong'), 'ping'));
    const { id } = fieldsOf(await store(bad, document(other('ping'), 'pong')));
    const run = await ended(bad, await execute(bad, String(id)));
    expect(faultOf(run)).toMatchObject({ type: runtime, detail: expect.stringContaining('10 deep') });
  });

  test('of a loop over 10,000 items completes', async () => {
    const tasks = [
      { loop: { for: { in: '${ [range(10000)] }' }, do: [{ add: { set: { sum: '${ .sum + $item }' } } }] } },
    ];
    const run = await ended(bad, await start(bad, tasks, { sum: 0 }));
    expect(run).toMatchObject({ status: 'completed', output: { sum: 49_995_000 } });
  }, 240_000);

  test('of 150 branches that wait completes', async () => {
    const branches = Array.from({ length: 150 }, (_, n) => ({
      [`b${n}`]: { do: [{ rest: { wait: { milliseconds: 20 } } }, { x: { set: { n } } }] },
    }));
    const run = await ended(bad, await start(bad, [{ all: { fork: { branches } } }]));
    expect(run['status']).toBe('completed');
    expect(run['output']).toHaveLength(150);
  });

  test('that returns to itself without end faults when it has had its tasks', async () => {
    expect(faultOf(await ended(bad, endless, 400_000))).toMatchObject({
      type: runtime,
      detail: expect.stringContaining('tasks'),
    });
  }, 420_000);
});

test('nobody else noticed', async () => {
  running = false;
  const times = (await Promise.all(others)).flat();
  expect(times.length).toBeGreaterThan(10);
  console.log(`other runs: ${times.length}, the slowest ${Math.round(Math.max(...times))} ms`);
});
