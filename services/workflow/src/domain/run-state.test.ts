import { documentOf, runDocument, sandbox } from '../../test/run-document.ts';
import { upgradeState } from './run-state.ts';

afterAll(() => sandbox.close());

const document = documentOf([
  {
    each: {
      for: { in: '.list' },
      do: [{ send: { call: 'slack.send-message:1.0.0@default', with: { n: '${ $item }' } } }],
    },
  },
  { end: { set: '${ .n + ($context.seen // 0) }' } },
]);

const owner = {
  reference: '/do/0/each',
  name: 'each',
  kind: 'for',
  iteration: '',
  position: 0,
  startedAt: '2026-11-01T00:00:00.000Z',
  input: { list: [1, 2] },
} as const;

/** As version 0.1.0 stored it, in the second of two calls. */
const first = {
  format: 1,
  context: { seen: 5 },
  data: { n: 1 },
  position: 3,
  frames: [
    { list: '/do', next: 1, visits: { 0: 1 }, iteration: '', variables: {} },
    {
      list: '/do/0/each/do',
      next: 1,
      visits: { 0: 1 },
      iteration: '1',
      variables: { item: 2, index: 1 },
      owner,
      loop: { items: [1, 2], index: 1 },
    },
  ],
  open: {
    ...owner,
    reference: '/do/0/each/do/0/send',
    name: 'send',
    kind: 'call',
    iteration: '1',
    position: 2,
    attempt: 1,
    call: {
      provider: 'slack',
      action: 'send-message',
      version: '1.0.0',
      input: { n: 2 },
      idempotencyKey: 'exe_1:key',
      connectionId: 'con_1',
    },
  },
} as const;

it('a run that an earlier version stored goes on where it was, under the same key', async () => {
  const keys: string[] = [];
  const { outcome, log } = await runDocument(document, {
    input: { list: [1, 2] },
    state: upgradeState(structuredClone(first) as unknown as Parameters<typeof upgradeState>[0]),
    actions: { perform: async ({ idempotencyKey, input }) => (keys.push(idempotencyKey), input) },
  });
  expect(keys).toEqual(['exe_1:key']);
  expect(outcome).toEqual({ kind: 'completed', output: 7 });
  expect(log).toMatchObject([
    { reference: '/do/0/each', status: 'completed' },
    { reference: '/do/0/each/do/0/send', iteration: '1', attempt: 2 },
    { reference: '/do/1/end', position: 3 },
  ]);
});
