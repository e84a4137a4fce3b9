import { documentOf, runDocument, type RunOptions } from '../../../test/run-document.ts';
import { type ActionCall } from '../run-state.ts';
import { type JsonObject } from '../json.ts';
import { fault } from '../workflow-error.ts';
import { NeedsConnection, TryAgainLater } from './machine.ts';

const call = { call: 'slack.send:1.0.0@default', with: { text: 'hi' } };
const names = ['connection con_1', 'connection at slack of ada'];
const authentication = 'https://serverlessworkflow.io/spec/1.0.0/errors/authentication';
const needed = () => new NeedsConnection(fault('authentication', 'CONNECTION.NEEDS_REAUTH: no'), names);

/** A world in which the connection needs its end user until it is authorised. */
function createWorld(refuseAt: 'connect' | 'perform' = 'perform') {
  const world = {
    time: new Date('2026-01-01T00:00:00Z'),
    authorised: false,
    connection: 'con_1',
    asked: 0,
    performed: [] as ActionCall[],
  };
  // Whoever heard it first has marked the connection: from then on it is not even found out.
  let marked = refuseAt === 'connect';
  const refuse = (at: string) => {
    if (world.authorised || (at === 'connect' && !marked)) return;
    marked = true;
    world.asked++;
    throw needed();
  };
  const options: RunOptions = {
    now: () => world.time,
    actions: {
      connect: async () => {
        refuse('connect');
        return world.connection;
      },
      perform: async action => {
        refuse('perform');
        world.performed.push(action);
        return { sent: true };
      },
    },
  };
  return { world, options };
}

const pass = (world: { time: Date }, ms: number) => {
  world.time = new Date(world.time.getTime() + ms);
};

describe.each(['connect', 'perform'] as const)('an action that needs its end user, told at %s', at => {
  it('waits for what tells that they came, and goes on then', async () => {
    const { world, options } = createWorld(at);
    const document = documentOf([{ send: call }]);
    const first = await runDocument(document, options);
    expect(first.outcome).toEqual({
      kind: 'waiting',
      until: new Date('2026-01-01T00:00:05Z'),
      events: names,
    });
    expect(first.log).toMatchObject([
      { reference: '/do/0/send', status: 'waiting', error: { type: authentication, instance: '/do/0/send' } },
    ]);
    // Woken for another reason: it looks, and waits on.
    const second = await runDocument(document, { ...options, state: first.state });
    expect(second.outcome).toMatchObject({ kind: 'waiting', events: names });
    world.authorised = true;
    world.connection = 'con_2';
    const third = await runDocument(document, { ...options, state: second.state });
    expect(third.outcome).toEqual({ kind: 'completed', output: { sent: true } });
    expect(third.log).toMatchObject([{ status: 'completed', attempt: 1 }]);
    expect(third.log[0]).not.toHaveProperty('error');
    expect(world.performed).toMatchObject([{ connectionId: 'con_2', input: { text: 'hi' } }]);
    expect(JSON.stringify(third.state)).not.toContain('reconnect');
  });
});

it('is looked after less and less often, and faults when nobody came for too long', async () => {
  const { world, options } = createWorld();
  const document = documentOf([{ send: call }]);
  const waits: number[] = [];
  let result = await runDocument(document, options);
  while (result.outcome.kind === 'waiting') {
    const until = result.outcome.until!;
    waits.push((until.getTime() - world.time.getTime()) / 1_000);
    world.time = until;
    result = await runDocument(document, { ...options, state: result.state });
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 285]);
  expect(result.outcome).toMatchObject({ kind: 'faulted', error: { type: authentication, status: 401 } });
  expect(world.performed).toEqual([]);
});

it('faults at once where runs do not wait', async () => {
  const { options } = createWorld();
  const { outcome } = await runDocument(documentOf([{ send: call }]), {
    ...options,
    limits: { reconnectMs: 0 },
  });
  expect(outcome).toMatchObject({ kind: 'faulted', error: { type: authentication } });
});

it.each<[string, JsonObject]>([
  ['everything', {}],
  ['such errors', { with: { type: authentication } }],
])('is no wait in a try that catches %s', async (_what, errors) => {
  const { options } = createWorld();
  const handler = { errors, do: [{ told: { set: { told: true } } }] };
  const inner = { fork: { branches: [{ send: call }] } };
  const document = documentOf([{ all: { try: [{ inner }], catch: handler } }]);
  expect((await runDocument(document, options)).outcome).toMatchObject({
    kind: 'completed',
    output: { told: true },
  });
});

it('is one in a try that catches others, and in the catch itself', async () => {
  const { options } = createWorld();
  const catching = (type: string, body: JsonObject[], handler: JsonObject[]) =>
    documentOf([{ all: { try: body, catch: { errors: { with: { type } }, do: handler } } }]);
  const other = catching('https://example.com/other', [{ send: call }], []);
  const raise = { raise: { error: { type: authentication, status: 401 } } };
  const within = catching(authentication, [{ fail: raise }], [{ send: call }]);
  for (const document of [other, within])
    expect((await runDocument(document, options)).outcome).toMatchObject({ kind: 'waiting', events: names });
});

it('ends with the task’s own timeout', async () => {
  const { world, options } = createWorld();
  const document = documentOf([{ send: { ...call, timeout: { after: { minutes: 1 } } } }]);
  let result = await runDocument(document, options);
  pass(world, 60_000);
  result = await runDocument(document, { ...options, state: result.state });
  expect(result.outcome).toMatchObject({ kind: 'faulted', error: { status: 408 } });
});

it('leaves other branches alone, and is asked once a stretch', async () => {
  const { world, options } = createWorld();
  const other = { do: [{ pause: { wait: { seconds: 1 } } }, { done: { set: { other: true } } }] };
  const document = documentOf([{ both: { fork: { branches: [{ send: call }, { other }] } } }]);
  let result = await runDocument(document, options);
  expect(world.asked).toBe(1);
  pass(world, 1_000);
  result = await runDocument(document, { ...options, state: result.state });
  expect(result.outcome).toMatchObject({ kind: 'waiting', events: names });
  expect(result.log.find(each => each.reference.endsWith('done'))).toMatchObject({ status: 'completed' });
  expect(world.asked).toBe(2);
  world.authorised = true;
  result = await runDocument(document, { ...options, state: result.state });
  expect(result.outcome).toEqual({ kind: 'completed', output: [{ sent: true }, { other: true }] });
});

it('keeps its connection once something may have been done with it, and its tries are not counted as such', async () => {
  const document = documentOf([{ send: call }]);
  const used: (string | undefined)[] = [];
  const problems = [new TryAgainLater('no answer'), needed(), needed(), new TryAgainLater('no answer')];
  const world = { time: new Date('2026-01-01T00:00:00Z') };
  const options: RunOptions = {
    now: () => world.time,
    actions: {
      connect: async () => `con_${used.length}`,
      perform: async action => {
        used.push(action.connectionId);
        const problem = problems.shift();
        if (problem) throw problem;
        return { sent: true };
      },
    },
  };
  let result = await runDocument(document, options);
  while (result.outcome.kind === 'waiting') {
    world.time = result.outcome.until!;
    result = await runDocument(document, { ...options, state: result.state });
  }
  expect(used).toEqual(['con_0', 'con_0', 'con_0', 'con_0', 'con_0']);
  expect(result.outcome).toMatchObject({ kind: 'completed' });
  expect(result.log).toMatchObject([{ attempt: 3 }]);
});
