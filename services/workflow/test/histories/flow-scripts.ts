import { type Script } from './history.ts';
import { act, doc, get, http, say } from './script-parts.ts';

const communication = 'https://serverlessworkflow.io/spec/1.0.0/errors/communication';

const undone = (name: string) => act(name, { metadata: { compensate: 'undo' } });

/** flowScripts: lists, loops, retries and forks. */
export const flowScripts: Readonly<Record<string, Script>> = {
  'sequence-1': {
    document: doc([
      { a: { ...say({ n: '${ .n + 1 }' }), export: { as: '{ seen: [.n] }' } } },
      { choose: { switch: [{ big: { when: '.n > 5', then: 'c' } }, { rest: { then: 'b' } }] } },
      { b: say('skipped') },
      { c: { ...act('first'), input: { from: '.n' }, output: { as: '{ first: . }' } } },
      {
        d: {
          do: [{ e: act('second') }, { f: say({ all: '${ [$context.seen, .] }' }) }],
          export: { as: '$context + { d: true }' },
        },
      },
      { g: { ...get('end'), output: { as: '{ got: ., context: $context }' } } },
    ]),
    input: { n: 7 },
    answers: { first: [{ gives: { id: 1 } }], second: [{ gives: [2] }], [http('end')]: [{ gives: 'bye' }] },
  },
  'loop-1': {
    document: doc([
      {
        each: {
          for: { each: 'item', at: 'i', in: '.items' },
          while: '.stop != true',
          do: [
            { tell: act('tell', { with: { n: '${ $item * 10 + $i }' } }) },
            { keep: say({ last: '${ $item }', stop: '${ $item == 3 }' }) },
          ],
        },
      },
      {
        again: {
          for: { in: '[1, 2]' },
          do: [{ inner: { for: { each: 'x', in: '["a", "b"]' }, do: [{ go: get('go') }] } }],
        },
      },
    ]),
    input: { items: [1, 2, 3, 4] },
    stretch: 3,
  },
  'return-1': {
    document: doc([
      { count: say({ n: '${ (.n // 0) + 1 }' }) },
      { tell: { ...act('tell'), output: { as: '$input' } } },
      { more: { switch: [{ back: { when: '.n < 3', then: 'count' } }] } },
      { done: say('${ .n }') },
    ]),
  },
  'retry-1': {
    document: doc([
      {
        guard: {
          try: [{ before: act('before') }, { call: { ...get('flaky'), input: { from: '{ x: 1 }' } } }],
          catch: {
            errors: { with: { type: communication } },
            retry: { delay: { seconds: 2 }, backoff: { exponential: {} }, limit: { attempt: { count: 5 } } },
          },
        },
      },
      {
        give: {
          try: [{ bad: get('bad') }],
          catch: {
            as: 'e',
            when: '$e.status == 404',
            do: [
              { tell: act('tell', { with: '${ $e.detail }' }) },
              { set: say({ status: '${ $e.status }' }) },
            ],
          },
        },
      },
    ]),
    answers: {
      [http('flaky')]: [
        { fails: { status: 503, detail: 'busy' } },
        { fails: { status: 500, detail: 'broken' } },
        { gives: { fine: true } },
      ],
      [http('bad')]: [{ fails: { status: 404, detail: 'no such thing' } }],
    },
  },
  'reconnect-1': {
    document: doc([
      { a: act('a') },
      { fork: { fork: { branches: [{ b: act('b') }, { nap: { wait: 'PT12S' } }, { c: act('c') }] } } },
      { d: { try: [{ d: act('d') }], catch: { do: [{ told: get('told') }] } } },
    ]),
    answers: {
      a: [{ reconnect: true }, { reconnect: true }, { gives: { id: 'a-1' } }],
      b: [{ away: true }, { reconnect: true }, { gives: 2 }],
      d: [{ reconnect: true }],
    },
  },
  'away-1': {
    document: doc([
      { a: get('a') },
      { b: act('b') },
      { c: { raise: { error: { type: 'https://example.com/no', status: 418, detail: '${ .id }' } } } },
    ]),
    answers: { [http('a')]: [{ away: true }, { gives: 1 }], b: [{ away: true }, { gives: { id: 'b-1' } }] },
  },
  'fork-1': {
    document: doc([
      {
        split: {
          fork: {
            branches: [
              { left: { do: [{ l1: act('l1') }, { rest: { wait: { seconds: 5 } } }, { l2: get('l2') }] } },
              {
                right: {
                  fork: {
                    branches: [
                      { r1: get('r1') },
                      { r2: { do: [{ nap: { wait: 'PT1S' } }, { r3: act('r3') }] } },
                    ],
                  },
                },
              },
              { plain: say(3) },
            ],
          },
        },
      },
      { sum: say({ all: '${ . }' }) },
    ]),
  },
  'race-1': {
    document: doc([
      {
        race: {
          fork: {
            compete: true,
            branches: [
              { slow: { do: [{ nap: { wait: { hours: 1 } } }, { never: act('never') }] } },
              { quick: { do: [{ nap: { wait: { seconds: 1 } } }, { call: get('quick') }] } },
            ],
          },
        },
      },
      {
        guard: {
          try: [
            { both: { fork: { branches: [{ long: { wait: { hours: 2 } } }, { fails: get('fails') }] } } },
          ],
          catch: { do: [{ tell: act('tell', { with: '${ $error.instance }' }) }] },
        },
      },
    ]),
    answers: { [http('fails')]: [{ fails: { status: 400, detail: 'no' } }] },
  },
  'compensation-1': {
    document: doc(
      [
        {
          saga: {
            try: [
              { a: undone('a') },
              {
                both: {
                  fork: {
                    branches: [
                      { left: undone('left') },
                      { right: { do: [{ nap: { wait: 'PT1S' } }, { right: undone('right') }] } },
                    ],
                  },
                },
              },
              { each: { for: { in: '[1, 2]' }, do: [{ item: undone('item') }] } },
              { bad: undone('bad') },
            ],
            catch: {
              do: [{ undo: { call: 'neighbourhood.compensate:1.0.0@default' } }, { tell: act('tell') }],
            },
          },
        },
      ],
      {
        use: {
          functions: {
            undo: {
              do: [{ nap: { wait: 'PT1S' } }, { back: act('back', { with: '${ [.reference, .output] }' }) }],
            },
          },
        },
      },
    ),
    answers: { bad: [{ fails: { status: 500, detail: 'broken' } }] },
  },
};
