import { scenario } from './make-scenario.ts';
import type { Scenario } from './scenario.ts';

const switching = (cases: string) => `
- sort:
    switch:
${cases}
- letter: { set: { by: letter }, then: end }
- parcel: { set: { by: '\${ "van, " + .kind }' }, then: end }
`;
const letters = `      - small: { when: '.grams < 50', then: letter }`;
const parcels = `      - large: { when: '.grams > 500', then: parcel }`;

/** flowScenarios: what the kit says of data and of the order of tasks. */
export const flowScenarios: readonly Scenario[] = [
  scenario(
    'a task with from sees only what it selects',
    `- greet: { input: { from: .guest.name }, set: { welcome: '\${ . }' } }`,
    {
      input: { guest: { name: 'Ada', room: 7 } },
      expectations: [{ ends: 'completed', output: { is: { welcome: 'Ada' } } }],
    },
  ),
  scenario(
    'tasks of a do run in their order',
    `
- steps:
    do:
      - one: { set: { said: '\${ .said + ["one"] }' } }
      - two: { set: { said: '\${ .said + ["two"] }' } }
      - three: { set: { said: '\${ .said + ["three"] }' } }
`,
    {
      expectations: [
        { ends: 'completed', output: { is: { said: ['one', 'two', 'three'] } } },
        { task: 'steps', ends: 'completed', output: { is: { said: ['one', 'two', 'three'] } } },
        { task: 'one', runs: 'before', other: 'two' },
        { task: 'three', runs: 'last' },
      ],
    },
  ),
  scenario(
    'without then, the next task follows',
    `
- one: { set: { path: '\${ [.start, 1] }' } }
- two: { set: { path: '\${ .path + [2] }' } }
- three: { set: { path: '\${ .path + [3] }' } }
`,
    {
      input: { start: 0 },
      expectations: [
        { ends: 'completed', output: { is: { path: [0, 1, 2, 3] } } },
        { task: 'one', runs: 'first' },
        { task: 'two', runs: 'after', other: 'one' },
        { task: 'three', runs: 'after', other: 'two' },
      ],
    },
  ),
  scenario(
    'then names the task that follows, or the end',
    `
- leave: { set: { way: '\${ .way + ["leave"] }' }, then: travel }
- arrive: { set: { way: '\${ .way + ["arrive"] }' }, then: end }
- travel: { set: { way: '\${ .way + ["travel"] }' }, then: arrive }
- never: { set: { way: lost } }
`,
    {
      expectations: [
        { ends: 'completed', output: { is: { way: ['leave', 'travel', 'arrive'] } } },
        { task: 'leave', runs: 'first' },
        { task: 'arrive', runs: 'last' },
        { task: 'never', times: 0 },
      ],
    },
  ),
  scenario(
    'a loop knows its item by the name given to it, and its index',
    `
- count:
    for: { each: guest, in: .guests }
    do:
      - seat: { set: { seats: '\${ (.seats // []) + [{ name: $guest, number: $index }] }' } }
`,
    {
      input: { guests: ['Ada', 'Ben', 'Cleo'] },
      expectations: [
        {
          ends: 'completed',
          output: {
            is: { seats: ['Ada', 'Ben', 'Cleo'].map((name, number) => ({ name, number })) },
          },
        },
        { task: 'seat', times: 3 },
      ],
    },
  ),
  scenario('a switch goes where its case leads', switching(`${letters}\n${parcels}`), {
    input: { grams: 20, kind: 'card' },
    expectations: [
      { ends: 'completed', output: { is: { by: 'letter' } } },
      { task: 'sort', runs: 'first' },
      { task: 'letter', runs: 'last' },
      { task: 'parcel', times: 0 },
    ],
  }),
  scenario(
    'a switch without a case that fits goes on as its then says',
    switching(`${letters}\n    then: end`),
    {
      input: { grams: 200, kind: 'box' },
      expectations: [
        { ends: 'completed', output: { is: { grams: 200, kind: 'box' } } },
        { task: 'sort', runs: 'first' },
        { task: 'sort', runs: 'last' },
      ],
    },
  ),
  scenario(
    'a case without a condition is for the rest',
    switching(`${letters}\n      - rest: { then: parcel }`),
    {
      input: { grams: 200, kind: 'box' },
      expectations: [
        { ends: 'completed', output: { is: { by: 'van, box' } } },
        { task: 'sort', runs: 'first' },
        { task: 'parcel', runs: 'last' },
      ],
    },
  ),
  scenario(
    'set gives texts, numbers and what expressions find',
    `
- order:
    set: { kind: tea, cups: 2, with: '\${ .table.extras }', seat: '\${ .table.seat }' }
`,
    {
      input: { table: { seat: { row: 1, place: 'b' }, extras: ['milk', null] } },
      expectations: [
        {
          ends: 'completed',
          output: { is: { kind: 'tea', cups: 2, with: ['milk', null], seat: { row: 1, place: 'b' } } },
        },
      ],
    },
  ),
  scenario(
    'of branches that compete, one gives the output',
    `
- race:
    fork:
      compete: true
      branches:
        - hare: { set: { finished: '\${ .finished + ["hare"] }' } }
        - tortoise: { set: { finished: '\${ .finished + ["tortoise"] }' } }
        - snail: { set: { finished: '\${ .finished + ["snail"] }' } }
`,
    {
      expectations: [{ ends: 'completed' }, { property: 'finished', items: 1 }],
    },
  ),
  scenario(
    'branches that do not compete give one output each, in their order',
    `
- visit:
    fork:
      branches:
        - left: { set: { side: left } }
        - right: { set: { side: right } }
`,
    {
      expectations: [{ ends: 'completed', output: { is: [{ side: 'left' }, { side: 'right' }] } }],
    },
  ),
  scenario(
    'an error that is raised ends the run and names its task',
    `
- check:
    raise:
      error: { type: 'https://example.com/errors/sold-out', status: 409, title: Sold Out }
`,
    {
      expectations: [
        {
          ends: 'faulted',
          error: {
            is: {
              type: 'https://example.com/errors/sold-out',
              status: 409,
              title: 'Sold Out',
              instance: '/do/0/check',
            },
          },
        },
        { task: 'check', ends: 'faulted', error: { is: { status: 409 } } },
      ],
    },
  ),
  scenario(
    'an event that is sent is the output, with what it needs',
    `
- tell:
    emit:
      event:
        with:
          source: https://shop.example.com/orders
          type: com.example.order.packed
          data: { note: '\${ "For " + .customer }' }
`,
    {
      input: { customer: 'Ada' },
      expectations: [
        { ends: 'completed' },
        { properties: ['id', 'specversion', 'time', 'source', 'type', 'data'] },
        { property: 'source', is: 'https://shop.example.com/orders' },
        { property: 'type', is: 'com.example.order.packed' },
        { property: 'data', is: { note: 'For Ada' } },
      ],
    },
  ),
  scenario(
    'a wait takes at least its time',
    `
- rest: { wait: { milliseconds: 1200 } }
- rise: { set: { awake: true } }
`,
    {
      expectations: [
        { ends: 'completed', output: { is: { awake: true } } },
        { lastsAtLeastMs: 1200 },
        { task: 'rest', runs: 'before', other: 'rise' },
      ],
    },
  ),
  scenario(
    'a branch that faults cancels the others',
    `
- both:
    fork:
      branches:
        - slow: { wait: { hours: 1 } }
        - broken: { raise: { error: { type: 'https://example.com/errors/broken', status: 500 } } }
`,
    {
      expectations: [
        { ends: 'faulted', error: { is: { type: 'https://example.com/errors/broken' } } },
        { task: 'slow', ends: 'cancelled' },
        { task: 'broken', ends: 'faulted' },
      ],
    },
  ),
];
