import { type Document } from './document.ts';
import { drawDocument } from './draw-document.ts';

const set = { set: { x: 1 } };
const document = {
  document: { dsl: '1.0.3', namespace: 'n', name: 'n', version: '1.0.0' },
  do: [
    { first: set },
    { loop: { for: { in: '.items' }, do: [{ 'a/b "c"': { if: '.x == "q"', ...set } }, { d: set }] } },
    { for: { do: [{ inner: set }] } },
    { both: { fork: { branches: [{ left: set }, { right: { do: [{ z: set }] } }] } } },
    { attempt: { try: [{ risky: set }], catch: { do: [{ mend: set }] } } },
  ],
} as unknown as Document;

const references = [
  '/do/0/first',
  '/do/1/loop',
  '/do/1/loop/do/0/a~1b "c"',
  '/do/1/loop/do/1/d',
  '/do/2/for',
  '/do/2/for/do/0/inner',
  '/do/3/both',
  '/do/3/both/fork/branches/0/left',
  '/do/3/both/fork/branches/1/right',
  '/do/3/both/fork/branches/1/right/do/0/z',
  '/do/4/attempt',
  '/do/4/attempt/try/0/risky',
  '/do/4/attempt/catch/do/0/mend',
];

test('a drawing has every task once, and conditions with their quotes escaped', () => {
  const drawn = drawDocument(document);
  expect(drawn.split('\n')[0]).toBe('flowchart TD');
  for (const label of ['first', 'd', 'inner', 'left', 'z', 'risky', 'mend'])
    expect(drawn.split(`["${label}"]`)).toHaveLength(2);
  expect(drawn).toContain('["a/b #quot;c#quot;"]');
  expect(drawn).toContain('|".x == #quot;q#quot;"|');
  expect(drawn).not.toContain('classDef');
});

test('a run’s drawing gives each task its state, whatever it is nested in', () => {
  const tasks = references.map(reference => ({ reference, times: 1, status: 'completed' as const }));
  const drawn = drawDocument(document, { status: 'completed', tasks });
  const nodes = drawn.split('\n').filter(line => line.endsWith(':::completed'));
  const groups = drawn.split('\n').filter(line => / class \S+ completed$/.test(line));
  // The end has the state of the run.
  expect(nodes.length + groups.length).toBe(references.length + 1);
});

test('a run’s drawing counts iterations, and leaves tasks that did not begin without a state', () => {
  const drawn = drawDocument(document, {
    status: 'running',
    tasks: [
      { reference: '/do/0/first', times: 1, status: 'faulted' },
      { reference: '/do/1/loop/do/1/d', times: 10_000, status: 'waiting' },
    ],
  });
  expect(drawn).toContain('["first"]:::faulted');
  expect(drawn).toContain('["d ×10000"]:::waiting');
  expect(drawn).toMatch(/\["inner"\]$/m);
  for (const state of ['running', 'faulted', 'waiting']) expect(drawn).toContain(`classDef ${state} `);
  expect(drawn).not.toContain('classDef completed');
});
