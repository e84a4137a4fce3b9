import { type Script } from './history.ts';
import { act, doc, say } from './script-parts.ts';

/** firstFormatScripts were recorded when states had their first format: one thread, and actions as the only effects. */
export const firstFormatScripts: Readonly<Record<string, Script>> = {
  'first-format-flow': {
    document: doc([
      { a: { ...say({ n: '${ .n + 1 }' }), export: { as: '{ seen: [.n] }' } } },
      { choose: { switch: [{ big: { when: '.n > 5', then: 'c' } }, { rest: { then: 'b' } }] } },
      { b: say('skipped') },
      { c: act('first') },
      { nap: { wait: { seconds: 5 } } },
      { d: { do: [{ e: act('second') }, { f: say({ all: '${ [$context.seen, .] }' }) }] } },
    ]),
    input: { n: 7 },
  },
  'first-format-loop': {
    document: doc([
      {
        each: {
          for: { each: 'item', at: 'i', in: '.items' },
          do: [
            { tell: act('tell', { with: { n: '${ $item * 10 + $i }' } }) },
            { nap: { wait: { seconds: 1 } } },
            { inner: { for: { each: 'x', in: '["a", "b"]' }, do: [{ go: act('go') }] } },
          ],
        },
      },
    ]),
    input: { items: [1, 2] },
    stretch: 3,
  },
  'first-format-retry': {
    document: doc([
      {
        guard: {
          try: [{ before: act('before') }, { call: act('flaky') }],
          catch: {
            retry: { delay: { seconds: 2 }, backoff: { exponential: {} }, limit: { attempt: { count: 5 } } },
          },
        },
      },
      {
        give: {
          try: [{ bad: act('bad') }],
          catch: {
            as: 'e',
            when: '$e.status == 404',
            do: [{ tell: act('tell', { with: '${ $e.detail }' }) }],
          },
        },
      },
      { last: { raise: { error: { type: 'https://example.com/no', status: 418, title: 'No' } } } },
    ]),
    answers: {
      flaky: [
        { fails: { status: 503, detail: 'busy' } },
        { fails: { status: 500, detail: 'broken' } },
        { gives: { fine: true } },
      ],
      bad: [{ fails: { status: 404, detail: 'no such thing' } }],
    },
  },
};
