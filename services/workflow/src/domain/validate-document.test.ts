import { documentOf, expressions, sandbox, schemas } from '../../test/run-document.ts';
import { type JsonObject } from './json.ts';
import { requireValid, validateDocument } from './validate-document.ts';

afterAll(() => sandbox.close());

const limits = { maxBytes: 100_000, maxDepth: 100, maxTasks: 20 };
const validate = (document: JsonObject) => validateDocument(document, { expressions, schemas, limits });
const paths = async (document: JsonObject) => (await validate(document)).map(problem => problem.path);
const set = { set: { a: 1 } };

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
    ],
    { input: { schema: { document: { type: 'object' } } }, output: { as: '.kept' } },
  );
  expect(await validate(document)).toEqual([]);
});

it.each<[string, JsonObject, string]>([
  ['a task of no kind', { foo: 1 }, '/do/0/t'],
  ['a kind that does not run yet', { listen: { to: { one: { with: { type: 'a' } } } } }, '/do/0/t/listen'],
  [
    'a call over HTTP',
    { call: 'http', with: { method: 'get', endpoint: 'https://example.com' } },
    '/do/0/t/call',
  ],
  ['a call of another form', { call: 'slack.send' }, '/do/0/t/call'],
  ['a wait that is no duration', { wait: 'soon' }, '/do/0/t/wait'],
  ['a wait of more than a year', { wait: { days: 400 } }, '/do/0/t/wait'],
  ['a `then` to nowhere', { ...set, then: 'nowhere' }, '/do/0/t/then'],
  ['a case to nowhere', { switch: [{ c: { when: '.a', then: 'nowhere' } }] }, '/do/0/t/switch/0/c/then'],
  ['jq that does not compile', { set: { a: '${ .a b }' } }, '/do/0/t/set/a'],
  ['a variable that is not in scope', { set: { a: '${ [$item] }' } }, '/do/0/t/set/a'],
  ['a timeout', { ...set, timeout: { after: { seconds: 1 } } }, '/do/0/t/timeout'],
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
  ['a schedule', { schedule: { every: { minutes: 1 } } }, '/schedule'],
  ['a timeout', { timeout: { after: { minutes: 1 } } }, '/timeout'],
  ['secrets', { use: { secrets: ['a'] } }, '/use/secrets'],
  ['another expression language', { evaluate: { language: 'javascript' } }, '/evaluate/language'],
  ['loose expressions', { evaluate: { mode: 'loose' } }, '/evaluate/mode'],
])('refuses a document with %s, which does not work yet', async (_, more, path) => {
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
  const many = Array.from({ length: 21 }, (_, index) => ({ [`t${index}`]: set }));
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
