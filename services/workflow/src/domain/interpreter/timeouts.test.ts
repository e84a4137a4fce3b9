import { documentOf, runDocument, sandbox } from '../../../test/run-document.ts';
import { type Document } from '../document.ts';
import { type Json } from '../json.ts';

afterAll(() => sandbox.close());

const timeout = 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout';

/** Carries a run on to its end, with the clock at the end of each wait. */
async function runOn(document: Document, input: Json = {}) {
  let time = new Date('2026-01-01T00:00:00Z');
  const now = () => time;
  let result = await runDocument(document, { now, input });
  for (let turns = 0; result.outcome.kind === 'waiting' && turns < 20; turns++) {
    time = result.outcome.until ?? time;
    result = await runDocument(document, { now, input, state: result.state });
  }
  return { ...result, seconds: (time.getTime() - Date.parse('2026-01-01T00:00:00Z')) / 1000 };
}

it('interrupts a task after its timeout, with an error that can be caught', async () => {
  const slow = { wait: 'PT1H', timeout: { after: { seconds: 5 } } };
  const bare = await runOn(documentOf([{ slow }]));
  expect(bare.outcome).toMatchObject({
    kind: 'faulted',
    error: { type: timeout, status: 408, instance: '/do/0/slow' },
  });
  expect(bare.seconds).toBe(5);
  const caught = documentOf([
    {
      guard: {
        try: [{ slow }],
        catch: { errors: { with: { type: timeout } }, do: [{ tell: { set: '${ $error.status }' } }] },
      },
    },
  ]);
  expect((await runOn(caught)).outcome).toEqual({ kind: 'completed', output: 408 });
});

it('interrupts lists, loops and forks with all that is in them', async () => {
  const inner = [
    { a: { do: [{ b: { fork: { branches: [{ c: { wait: 'PT1H' } }, { d: { wait: 'PT2H' } }] } } }] } },
  ];
  const { outcome, log, state } = await runOn(
    documentOf([
      {
        guard: {
          try: [{ outer: { do: inner, timeout: { after: 'PT30S' } } }],
          catch: { do: [{ tell: { set: '${ $error.instance }' } }] },
        },
      },
    ]),
  );
  expect(outcome).toEqual({ kind: 'completed', output: '/do/0/guard/try/0/outer' });
  expect(log.map(each => [each.reference.split('/').at(-1), each.status])).toEqual([
    ['guard', 'completed'],
    ['outer', 'faulted'],
    ['a', 'cancelled'],
    ['b', 'cancelled'],
    ['c', 'cancelled'],
    ['d', 'cancelled'],
    ['tell', 'completed'],
  ]);
  expect(state.threads).toHaveLength(1);
});

it('names a timeout of use.timeouts, and computes its duration', async () => {
  const named = documentOf([{ slow: { wait: 'PT1H', timeout: 'short' } }], {
    use: { timeouts: { short: { after: '${ "PT\\(.n)S" }' } } },
  });
  expect(await runOn(named, { n: 7 })).toMatchObject({ seconds: 7, outcome: { kind: 'faulted' } });
});

it('ends the whole run after the workflow’s timeout, whatever catches', async () => {
  const { outcome, log, seconds } = await runOn(
    documentOf([{ guard: { try: [{ slow: { wait: 'PT1H' } }], catch: { do: [{ tell: { set: 'no' } }] } } }], {
      timeout: { after: { minutes: 1 } },
    }),
  );
  expect(seconds).toBe(60);
  expect(outcome).toMatchObject({ kind: 'faulted', error: { type: timeout, instance: '/' } });
  expect(log.map(each => each.status)).toEqual(['cancelled', 'cancelled']);
});

it('a task that ends in time is not interrupted later', async () => {
  const quick = { wait: 'PT1S', timeout: { after: 'PT5S' } };
  const { outcome, seconds } = await runOn(documentOf([{ quick }, { slow: { wait: 'PT1H' } }]), 'x');
  expect(outcome).toEqual({ kind: 'completed', output: 'x' });
  expect(seconds).toBe(3601);
});

it('limits each attempt of a retried list', async () => {
  const retry = { delay: 'PT1S', limit: { attempt: { count: 2, duration: 'PT10S' } } };
  const { outcome, seconds, log } = await runOn(
    documentOf([
      {
        guard: {
          try: [{ slow: { wait: 'PT1H' } }],
          catch: { retry, do: [{ tell: { set: '${ $error.instance }' } }] },
        },
      },
    ]),
  );
  expect(outcome).toEqual({ kind: 'completed', output: '/do/0/guard' });
  expect(seconds).toBe(32);
  expect(log[0]).toMatchObject({ reference: '/do/0/guard', status: 'completed' });
});

it('aborts a call under way', async () => {
  let reason: unknown;
  const perform = (_call: unknown, signal: AbortSignal) =>
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject((reason = signal.reason) as Error)),
    );
  const { outcome } = await runDocument(
    documentOf([
      {
        slow: {
          call: 'slack.send-message:1.0.0@default',
          timeout: { after: { milliseconds: 20 } },
        },
      },
    ]),
    { actions: { perform } },
  );
  expect(outcome).toMatchObject({ kind: 'faulted', error: { type: timeout } });
  expect(reason).toMatchObject({ name: 'AbortError' });
});

it('goes on at once after a call under way that was interrupted', async () => {
  const perform = ({ provider, input }: { provider: string; input: Json }) =>
    provider === 'slack' ? new Promise<never>(() => undefined) : Promise.resolve(input);
  const { outcome } = await runDocument(
    documentOf([
      {
        guard: {
          try: [
            { slow: { call: 'slack.send-message:1.0.0@default', timeout: { after: { milliseconds: 20 } } } },
          ],
          catch: { do: [{ tell: { call: 'log.write:1.0.0@default', with: '${ $error.status }' } }] },
        },
      },
    ]),
    { actions: { perform } },
  );
  expect(outcome).toEqual({ kind: 'completed', output: 408 });
});
