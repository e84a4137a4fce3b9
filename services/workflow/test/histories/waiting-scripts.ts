import { eventOf } from '../run-document.ts';
import { type Script } from './history.ts';
import { act, doc, get, http, say } from './script-parts.ts';

const timeout = 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout';

/** waitingScripts: events, other workflows, timeouts, and what stands in `use`. */
export const waitingScripts: Readonly<Record<string, Script>> = {
  'listen-1': {
    document: doc([
      { one: { listen: { to: { one: { with: { type: 'a', data: '${ .n > 1 }' } } } } } },
      { tell: act('tell') },
      {
        all: {
          listen: {
            to: {
              all: ['t', 'h'].map(type => ({ with: { type }, correlate: { room: { from: '.data.room' } } })),
            },
          },
        },
      },
      {
        any: {
          listen: { to: { any: [{ with: { type: 'm' } }], until: { one: { with: { type: 'stop' } } } } },
          foreach: { item: 'm', do: [{ got: get('got') }] },
        },
      },
      {
        sent: {
          emit: {
            event: { with: { source: 'https://example.com', type: 'com.example.done', data: '${ . }' } },
          },
        },
      },
    ]),
    events: [
      eventOf('a', { n: 1 }, { id: '1' }),
      eventOf('a', { n: 2 }, { id: '2' }),
      eventOf('t', { room: 1 }, { id: '3' }),
      eventOf('h', { room: 2 }, { id: '4' }),
      eventOf('h', { room: 1 }, { id: '5' }),
      eventOf('m', 'x', { id: '6' }),
      eventOf('m', 'y', { id: '7' }),
      eventOf('stop', null, { id: '8' }),
    ],
  },
  'listen-twice-1': {
    document: doc([
      { one: { listen: { to: { one: { with: { type: 'a' } } } } } },
      { tell: act('tell') },
      { two: { listen: { to: { one: { with: { type: 'a' } } } } } },
      {
        both: {
          fork: {
            branches: [
              { ear: { listen: { to: { one: { with: { type: 'a' } } } } } },
              { nap: { do: [{ nap: { wait: 'PT1S' } }, { call: get('nap') }] } },
            ],
          },
        },
      },
    ]),
    events: ['first', 'second', 'third'].map(id => eventOf('a', id, { id })),
  },
  'hear-fork-1': {
    document: doc([
      {
        split: {
          fork: {
            branches: [
              {
                ear: {
                  do: [{ hear: { listen: { to: { one: { with: { type: 'a' } } } } } }, { tell: act('tell') }],
                },
              },
              {
                late: {
                  listen: { to: { one: { with: { type: 'never' } } } },
                  timeout: { after: { minutes: 5 } },
                },
              },
            ],
          },
        },
      },
    ]),
    events: [eventOf('b', 1, { id: '1' }), eventOf('a', 2, { id: '2' })],
  },
  'subscription-1': {
    document: doc([
      {
        inbox: {
          call: 'asyncapi',
          with: {
            document: { endpoint: 'https://api.example.com/channels.json' },
            operation: 'inbox',
            subscription: {
              consume: { amount: 2 },
              filter: '${ .payload.n > 0 }',
              foreach: { item: 'm', do: [{ tell: act('tell', { with: '${ $m }' }) }] },
            },
          },
        },
      },
      { after: { listen: { to: { one: { with: { type: 'chat' } } } } } },
    ]),
    events: [0, 1, 2, 3].map(n => eventOf('chat', { n }, { id: `${n}` })),
    answers: { inbox: [{ channel: 'chat' }] },
  },
  'processes-1': {
    document: doc([
      {
        sub: {
          run: {
            workflow: { namespace: 'test', name: 'child', version: '1.0.0', input: { from: '${ .n }' } },
          },
        },
      },
      { quiet: { run: { await: false, workflow: { namespace: 'test', name: 'other', version: 'latest' } } } },
      {
        calc: {
          run: { script: { language: 'js', code: 'return n', arguments: { n: '${ .sum }' } }, return: 'all' },
        },
      },
      { bare: { run: { await: false, script: { language: 'js', code: 'beep()' } } } },
      {
        guard: {
          try: [{ sub: { run: { workflow: { namespace: 'test', name: 'bad', version: '1.0.0' } } } }],
          catch: { do: [{ tell: act('tell', { with: '${ $error.title }' }) }] },
        },
      },
    ]),
    input: { n: 4 },
    answers: { 'return n': [{ gives: 10 }] },
    ends: {
      child: { status: 'completed', output: { sum: 10 } },
      bad: { status: 'faulted', error: { type: 'https://example.com/bad', status: 500, title: 'Bad' } },
    },
  },
  'timeouts-1': {
    document: doc(
      [
        {
          slow: {
            try: [{ hang: { ...get('hang'), timeout: { after: { seconds: 10 } } } }],
            catch: { errors: { with: { type: timeout } }, do: [{ tell: act('tell') }] },
          },
        },
        {
          attempts: {
            try: [{ wait: { wait: { minutes: 1 } } }],
            catch: {
              retry: { limit: { attempt: { count: 2, duration: { seconds: 20 } } } },
              do: [{ after: act('after') }],
            },
          },
        },
        {
          outer: {
            try: [{ list: { do: [{ long: { wait: 'PT1H' } }], timeout: { after: 'PT30S' } } }],
            catch: { do: [{ ok: say('late') }] },
          },
        },
        { last: { wait: { hours: 5 } } },
      ],
      { timeout: { after: { hours: 1 } } },
    ),
    answers: { [http('hang')]: [{ hangs: 3_600 / 60 }] },
  },
  'extensions-1': {
    document: doc([{ a: say({ x: '${ .n }' }) }, { b: act('b') }, { c: { do: [{ d: get('d') }] } }], {
      use: {
        extensions: [
          {
            log: {
              extend: 'all',
              before: [{ begin: act('begin', { with: '${ $task.name }' }) }],
              after: [{ end: act('end', { with: '${ $task.output | tostring }' }) }],
            },
          },
          {
            mock: {
              extend: 'call',
              when: '$task.name == "d"',
              before: [{ fake: { ...say({ mocked: true }), then: 'exit' } }],
            },
          },
        ],
      },
    }),
    input: { n: 1 },
    answers: { b: [{ gives: { b: 1 } }] },
  },
  'functions-1': {
    document: doc(
      [{ a: { call: 'both', with: { n: '${ .x }' } } }, { b: { call: 'fetch', with: { n: 1 } } }],
      {
        use: {
          functions: {
            fetch: get('fetch'),
            both: {
              do: [
                { one: { call: 'fetch', with: { n: '${ .n }' } } },
                { nap: { wait: { seconds: 1 } } },
                { two: act('two') },
              ],
            },
          },
        },
      },
    ),
    input: { x: 5 },
  },
  'secrets-1': {
    document: doc(
      [
        { a: get('a', { headers: { authorization: '${ "Bearer " + $secrets.token }' } }) },
        { nap: { wait: { seconds: 1 } } },
        { b: act('b', { with: { token: '${ $secrets.token }', answer: '${ . }' } }) },
      ],
      { use: { secrets: ['token'] } },
    ),
    secrets: { token: 'sesame-open' },
    answers: { [http('a')]: [{ gives: { echo: 'Bearer sesame-open' } }] },
  },
};
