import { type ScriptCall } from '../../domain/effects.ts';
import { createQuickJsScripts, type QuickJsScripts } from './quickjs-scripts.ts';

let scripts: QuickJsScripts;
beforeAll(() => {
  scripts = createQuickJsScripts({
    threads: 1,
    timeoutMs: 5_000,
    maxMemory: 64 * 1024 * 1024,
    maxOutput: 1024 * 1024,
  });
});
afterAll(() => scripts.close());

const run = (code: string, more: Partial<ScriptCall> = {}) =>
  scripts.run(
    { language: 'javascript', code, arguments: [], environment: {}, ...more },
    new AbortController().signal,
  );

it('hands over arguments, environment and standard input, as the specification’s example reads them', async () => {
  const code = `
    import { readFileSync } from 'node:fs';
    const stdin = readFileSync(process.stdin.fd, 'utf8');
    const [_, __, first, second] = process.argv;
    console.log('got', stdin, first, second, process.env.foo);
  `;
  const given = { stdin: 'Hello', arguments: ['hello', { a: 1 }], environment: { foo: 'bar' } };
  expect(await run(code, given)).toEqual({ code: 0, stdout: 'got Hello hello {"a":1} bar\n', stderr: '' });
});

it.each<[string, string, unknown]>([
  ['returns a value', 'return { a: [1, "é😀", null] }', { a: [1, 'é😀', null] }],
  ['returns what it awaited', 'return await Promise.resolve(4)', 4],
  [
    'awaits a promise that it returns',
    'return new Promise(done => Promise.resolve().then(() => done(1)))',
    1,
  ],
  ['reads standard input as a global', 'return stdin.length', 2],
  ['may end with a comment', 'return 1 // one', 1],
  ['returns falsy values', 'return 0', 0],
  ['returns null', 'return null', null],
  ['exports a value as a module', 'export default await Promise.resolve(7)', 7],
  ['knows ES2024', 'return Object.keys(Object.groupBy([1, 2], n => (n > 1 ? "b" : "a")))', ['a', 'b']],
])('%s', async (_title, code, value) => {
  expect(await run(code, { stdin: 'in' })).toEqual({ code: 0, stdout: '', stderr: '', value });
});

it('makes variables of named arguments', async () => {
  const given = { arguments: { order: { total: 3 }, tax: 2 } };
  expect(await run('const sum = order.total * tax; return sum', given)).toMatchObject({ value: 6 });
});

it('has no value when the script returns none', async () => {
  expect(await run('console.error("careful", { a: 1 }, 2n); console.log(new Map())')).toEqual({
    code: 0,
    stdout: '{}\n',
    stderr: 'careful {"a":1} 2n\n',
  });
});

it.each([
  [
    'an error',
    'const x = 1;\nthrow new TypeError("no " + x)',
    'TypeError: no 1\n    at <anonymous> (script.js:2',
  ],
  ['a rejection', 'await Promise.reject(new Error("later"))', 'Error: later'],
  ['null', 'throw null', 'Uncaught null'],
  ['an object', 'throw { a: 1 }', 'Uncaught {"a":1}'],
  ['an object that does not let itself be shown', 'throw { get a() { throw 1 } }', 'Uncaught [object]'],
  [
    'an error that does not let itself be shown',
    'throw Object.defineProperty(new Error(), "stack", { get() { throw 1 } })',
    'Uncaught exception',
  ],
  ['bad syntax', 'const = 1', 'SyntaxError'],
  ['bad syntax in a module', 'import x from "node:fs"; const = 1', 'SyntaxError'],
])('ends with code 1 and says why after %s', async (_title, code, message) => {
  expect(await run(code)).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
});

it('ends where the script says', async () => {
  expect(await run('console.log(1); try { process.exit(3) } finally { console.log(2) }')).toMatchObject({
    code: 3,
    stdout: '1\n',
  });
});

it('does not wait for what never comes', async () => {
  expect(await run('await new Promise(() => {})')).toMatchObject({
    code: 13,
    stderr: expect.stringContaining('never comes'),
  });
});

it('refuses other languages', async () => {
  await expect(run('print(1)', { language: 'python' })).rejects.toMatchObject({
    error: {
      type: expect.stringContaining('/errors/configuration'),
      detail: expect.stringContaining('python'),
    },
  });
});

it('ends a script with its signal, and one that waits for its turn', async () => {
  const control = new AbortController();
  const call = { language: 'js', arguments: [], environment: {} };
  const running = scripts.run({ ...call, code: 'for (;;);' }, control.signal);
  const waiting = scripts.run({ ...call, code: 'return 1' }, control.signal);
  control.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
  await expect(waiting).rejects.toThrow('cancelled');
  await expect(scripts.run({ ...call, code: 'return 1' }, control.signal)).rejects.toThrow('cancelled');
  expect(await run('return 1')).toMatchObject({ value: 1 });
});
