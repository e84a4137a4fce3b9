import { documentOf, expressions, sandbox, schemas } from '../../test/run-document.ts';
import { type JsonObject } from './json.ts';
import { requireValid, validateDocument } from './validate-document.ts';

afterAll(() => sandbox.close());

const limits = { maxBytes: 100_000, maxDepth: 100, maxTasks: 40 };
const validate = (document: JsonObject) => validateDocument(document, { expressions, schemas, limits });
const paths = async (document: JsonObject) => (await validate(document)).map(problem => problem.path);
const set = { set: { a: 1 } };
const subscription = (given: JsonObject) => ({
  call: 'asyncapi',
  with: { document: { endpoint: 'https://a.test/api' }, operation: 'o', subscription: given },
});

it('takes a document with every executable kind of task', async () => {
  const document = documentOf(
    [
      {
        send: { call: 'slack.send-message:1.0.0@default', with: { text: '${ .text }' }, if: '.text != null' },
      },
      { pause: { wait: { seconds: 1 }, then: 'choose' } },
      { choose: { switch: [{ a: { when: '.a', then: 'loop' } }, { b: { then: 'exit' } }] } },
      {
        loop: {
          for: { each: 'x', in: '.list' },
          while: '$x != null',
          do: [{ inner: { set: { v: '${ $x + $index }' } } }],
        },
      },
      {
        guard: {
          try: [{ fail: { raise: { error: { type: 'https://example.com/e', status: 400 } } } }],
          catch: {
            as: 'e',
            retry: { delay: 'PT1S', limit: { attempt: { count: 2 } } },
            do: [{ note: { set: { d: '${ $e.detail }' } } }],
          },
        },
      },
      { group: { do: [{ last: set }], output: { as: '.a' }, export: { as: { kept: '${ .a }' } } } },
      {
        both: {
          fork: { compete: true, branches: [{ a: set }, { b: { wait: '${ .long }' } }] },
          timeout: 'short',
        },
      },
      {
        hear: {
          listen: {
            to: { any: [{ with: { type: 'a' }, correlate: { k: { from: '.k' } } }], until: 'length > 1' },
          },
          foreach: { item: 'e', do: [{ c: { set: '${ $e }' } }], output: { as: '$e' } },
        },
      },
      { tell: { emit: { event: { with: { source: 'https://x.test/s', type: 't', data: '${ . }' } } } } },
      {
        get: {
          call: 'http',
          with: { method: 'get', endpoint: { uri: 'https://x.test/{id}', authentication: { use: 'login' } } },
        },
      },
      { own: { call: 'twice', with: { n: 1 } } },
      { script: { run: { script: { language: 'js', code: 'return n', arguments: { n: '${ .n }' } } } } },
      { child: { run: { workflow: { namespace: 'a', name: 'b', version: 'latest' }, await: false } } },
    ],
    {
      input: { schema: { document: { type: 'object' } } },
      output: { as: '.kept' },
      timeout: { after: 'PT1H' },
      schedule: { cron: '0 3 * * *' },
      use: {
        secrets: ['token'],
        timeouts: { short: { after: 'PT1S' } },
        functions: { twice: { set: '${ .n * 2 }' } },
        authentications: { login: { bearer: { token: '${ $secrets.token }' } } },
        extensions: [{ log: { extend: 'call', when: '$task.call == "http"', after: [{ l: set }] } }],
      },
    },
  );
  expect(await validate(document)).toEqual([]);
});

it.each<[string, JsonObject, string]>([
  ['a task of no kind', { foo: 1 }, '/do/0/t'],
  ['a call of another form', { call: 'slack.send' }, '/do/0/t/call'],
  ['a wait that is no duration', { wait: 'soon' }, '/do/0/t/wait'],
  ['a wait of more than a year', { wait: { days: 400 } }, '/do/0/t/wait'],
  ['a `then` to nowhere', { ...set, then: 'nowhere' }, '/do/0/t/then'],
  ['a case to nowhere', { switch: [{ c: { when: '.a', then: 'nowhere' } }] }, '/do/0/t/switch/0/c/then'],
  ['jq that does not compile', { set: { a: '${ .a b }' } }, '/do/0/t/set/a'],
  ['a variable that is not in scope', { set: { a: '${ [$item] }' } }, '/do/0/t/set/a'],
  ['a timeout that is no duration', { ...set, timeout: { after: 'soon' } }, '/do/0/t/timeout/after'],
  ['a timeout that is not defined', { ...set, timeout: 'unknown' }, '/do/0/t/timeout'],
  ['a secret that is not listed', { set: { a: '${ $secrets.token }' } }, '/do/0/t/set/a'],
  ['a function that is not defined', { call: 'unknown' }, '/do/0/t/call'],
  [
    'a compensation that is not defined',
    { ...set, metadata: { compensate: 'unknown' } },
    '/do/0/t/metadata/compensate',
  ],
  ['a compensation that is no name', { ...set, metadata: { compensate: {} } }, '/do/0/t/metadata/compensate'],
  [
    'arguments of a function that has none',
    { call: 'neighbourhood.compensate:1.0.0@default', with: { only: 'a' } },
    '/do/0/t/with/only',
  ],
  [
    'a policy that is not defined',
    {
      call: 'http',
      with: { method: 'get', endpoint: { uri: 'https://x.test', authentication: { use: 'unknown' } } },
    },
    '/do/0/t/with/endpoint/authentication',
  ],
  [
    'a subscription to no messages',
    subscription({ consume: { amount: 0 } }),
    '/do/0/t/with/subscription/consume/amount',
  ],
  [
    'a subscription with a filter that does not compile',
    subscription({ filter: '${ .a b }', consume: { amount: 1 } }),
    '/do/0/t/with/subscription/filter',
  ],
  [
    'a problem in what is done with messages',
    subscription({ consume: { amount: 1 }, foreach: { do: [{ b: { wait: 'soon' } }] } }),
    '/do/0/t/with/subscription/foreach/do/0/b/wait',
  ],
  ['a fork without branches', { fork: { branches: [] } }, '/do/0/t/fork/branches'],
  [
    'a problem in a branch',
    { fork: { branches: [{ b: { wait: 'soon' } }] } },
    '/do/0/t/fork/branches/0/b/wait',
  ],
  [
    'a reserved type of event',
    { emit: { event: { with: { source: 'https://x.test/a', type: 'consent.revoked' } } } },
    '/do/0/t/emit/event/with/type',
  ],
  ['an `all` of nothing', { listen: { to: { all: [] } } }, '/do/0/t/listen/to/all'],
  [
    'a problem in what is done with events',
    { listen: { to: { any: [] } }, foreach: { do: [{ b: { wait: 'soon' } }] } },
    '/do/0/t/foreach/do/0/b/wait',
  ],
  [
    'a filter that does not compile',
    { listen: { to: { one: { with: { data: '${ .a b }' } } } } },
    '/do/0/t/listen/to/one/with/data',
  ],
  ['a container', { run: { container: { image: 'x' } } }, '/do/0/t/run/container'],
  ['a shell', { run: { shell: { command: 'ls' } } }, '/do/0/t/run/shell'],
  ['a language', { run: { script: { language: 'python', code: '1' } } }, '/do/0/t/run/script/language'],
  [
    'an A2A call',
    { call: 'a2a', with: { method: 'message/send', server: 'https://x.test' } },
    '/do/0/t/call',
  ],
  ['a raised name that is not defined', { raise: { error: 'unknown' } }, '/do/0/t/raise/error'],
  [
    'a retry policy that is not defined',
    { try: [{ a: set }], catch: { retry: 'unknown' } },
    '/do/0/t/catch/retry',
  ],
  ['a member that no task has', { ...set, colour: 'red' }, '/do/0/t'],
  ['an empty list', { do: [] }, '/do/0/t/do'],
  [
    'a nested problem',
    { do: [{ x: { for: { in: '.a' }, do: [{ y: { wait: 'soon' } }] } }] },
    '/do/0/t/do/0/x/do/0/y/wait',
  ],
  [
    'a schema that cannot be compiled',
    { ...set, input: { schema: { document: { type: 'nonsense' } } } },
    '/do/0/t/input/schema/document',
  ],
])('refuses %s, with its path', async (_, task, path) => {
  expect(await paths(documentOf([{ t: task }]))).toContain(path);
});

it.each<[string, JsonObject, string]>([
  ['a schedule that is no cron', { schedule: { cron: 'never' } }, '/schedule/cron'],
  ['a timeout that is not defined', { timeout: 'unknown' }, '/timeout'],
  [
    'a trigger that does not compile',
    { schedule: { on: { one: { with: { data: '${ .a b }' } } } } },
    '/schedule/on/one/with/data',
  ],
  ['another expression language', { evaluate: { language: 'javascript' } }, '/evaluate/language'],
  ['loose expressions', { evaluate: { mode: 'loose' } }, '/evaluate/mode'],
  ['a bad function', { use: { functions: { f: { wait: 'soon' } } } }, '/use/functions/f/wait'],
  [
    'a bad extension',
    { use: { extensions: [{ e: { extend: 'all', before: [{ a: { wait: 'soon' } }] } }] } },
    '/use/extensions/0/e/before/0/a/wait',
  ],
])('refuses a document with %s', async (_, more, path) => {
  expect(await paths(documentOf([{ a: set }], more))).toContain(path);
});

it('refuses what the official schema refuses, with paths', async () => {
  const document = {
    document: { dsl: '1.0.3', namespace: 'Not Valid', name: 'x', version: 'one' },
    do: [{ a: set }],
  };
  expect((await paths(document)).some(path => path.startsWith('/document/'))).toBe(true);
  expect(await paths({})).toEqual(['']);
});

it('refuses two tasks of one name in a list, and entries with two names', async () => {
  expect(await paths(documentOf([{ a: set }, { a: set }]))).toContain('/do/1/a');
  expect(await paths(documentOf([{ a: set, b: set }]))).toContain('/do/0');
});

it('refuses more tasks than allowed', async () => {
  const many = Array.from({ length: 41 }, (_, index) => ({ [`t${index}`]: set }));
  expect(await paths(documentOf(many))).toEqual(['/do']);
});

it('takes time in proportion to the depth of nesting', async () => {
  let task: JsonObject = set;
  for (let level = 0; level < 19; level++) task = { do: [{ nested: task }] };
  const started = performance.now();
  expect(await validate(documentOf([{ outer: task }]))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});

it('fails with WORKFLOW.INVALID and all paths', async () => {
  const document = documentOf([{ t: { wait: 'soon' } }]);
  const problems = await validate(document);
  expect(() => requireValid(document, problems)).toThrow(
    expect.objectContaining({ code: 'WORKFLOW.INVALID', fields: problems }),
  );
});
