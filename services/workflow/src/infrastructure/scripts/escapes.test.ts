import { type ScriptCall } from '../../domain/effects.ts';
import { createQuickJsScripts, type QuickJsScripts } from './quickjs-scripts.ts';

const megabyte = 1024 * 1024;
let scripts: QuickJsScripts;
/** One with little time, for scripts that take all of it. */
let impatient: QuickJsScripts;
beforeAll(() => {
  const limits = { threads: 1, maxMemory: 32 * megabyte, maxOutput: megabyte };
  scripts = createQuickJsScripts({ ...limits, timeoutMs: 10_000 });
  impatient = createQuickJsScripts({ ...limits, timeoutMs: 300 });
});
afterAll(() => Promise.all([scripts.close(), impatient.close()]));

const call = (code: string, more: Partial<ScriptCall> = {}): ScriptCall => ({
  language: 'js',
  code,
  arguments: [],
  environment: {},
  ...more,
});
const run = (code: string, more: Partial<ScriptCall> = {}) =>
  scripts.run(call(code, more), new AbortController().signal);
const fault = (type: string, detail: string) => ({
  error: { type: expect.stringContaining(`/errors/${type}`), detail: expect.stringContaining(detail) },
});

describe('a script reaches', () => {
  it('no global but those of the language and what it was given', async () => {
    const { value } = await run('return Object.getOwnPropertyNames(globalThis)');
    const foreign = [
      'require module exports __dirname fetch WebAssembly Atomics SharedArrayBuffer Worker XMLHttpRequest',
      'setTimeout setInterval setImmediate Buffer global window self postMessage std os print load Deno Bun',
      'scriptArgs __loadScript navigator crypto performance structuredClone WebSocket',
    ].flatMap(names => names.split(' '));
    expect(foreign.filter(name => (value as string[]).includes(name))).toEqual([]);
  });

  it('nothing of a process', async () => {
    const { value } = await run('return [Object.keys(process), process.env, process.argv]');
    expect(value).toEqual([['argv', 'env', 'stdin', 'stdout', 'stderr', 'exit'], {}, ['node', 'script.js']]);
  });

  it.each([
    'const { readFileSync } = await import("node:fs"); return readFileSync("/etc/passwd")',
    'return (await import("node:fs")).default.readFileSync("../../../configs/workflow.yaml", "utf8")',
    'await import("node:child_process")',
    'await import("file:///etc/passwd")',
    'await import("./quickjs.ts")',
    'await import("https://example.com/x.js")',
    'import "std"; 1',
    'import * as os from "os"; export default os.platform()',
  ])('no file and no module: %s', async code => {
    expect(await run(code)).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    'return this.constructor.constructor("return process.mainModule ?? process.binding ?? process.versions")()',
    'return console.log.constructor("return typeof require !== `undefined` && require")() || undefined',
    'return process.stdout.write.constructor("return globalThis.process.pid")()',
    'return (function () { return this.process.getBuiltinModule })()',
    'return [].constructor.constructor("return this.WebAssembly")()',
    'return (async () => {}).constructor("return globalThis.fetch")()',
    'try { null.x } catch (error) { return error.constructor.constructor("return globalThis.Buffer")() }',
    'return arguments.callee?.caller?.caller',
  ])('no host through constructors: %s', async code => {
    const result = await run(code);
    expect(result.value ?? null).toBeNull();
  });

  it('nothing of the host by spoiling what the host’s own calls use', async () => {
    const code = `
      Object.prototype.polluted = 'yes';
      Object.defineProperty(Object.prototype, 'toJSON', { value() { return { code: 99, stolen: true } } });
      Array.prototype[Symbol.iterator] = function* () { yield 'stolen'; };
      Function.prototype.call = () => 'stolen';
      Promise.prototype.then = () => 'stolen';
      JSON.stringify = () => '"stolen"';
      JSON.parse = () => 'stolen';
      globalThis.Error = globalThis.Object = globalThis.Array = undefined;
      console.log('still here');
      return 1;
    `;
    expect(await run(code)).toMatchObject({ code: 0, stdout: 'still here\n' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(await run('return [({}).polluted ?? null, JSON.stringify([1])]')).toMatchObject({
      value: [null, '[1]'],
    });
  });

  it('nothing of the prototypes of what takes its value', async () => {
    const { value } = await run('return JSON.parse(\'{"__proto__":{"polluted":1},"a":1}\')');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('nothing that another script left', async () => {
    await run('globalThis.secret = token; Array.prototype.secret = token; console.log = () => {}', {
      arguments: { token: 's3cret' },
      stdin: 's3cret',
      environment: { TOKEN: 's3cret' },
    });
    const code =
      'console.log("x"); return [typeof secret, typeof token, [].secret ?? "none", stdin, process.env]';
    expect(await run(code)).toMatchObject({
      stdout: 'x\n',
      value: ['undefined', 'undefined', 'none', '', {}],
    });
  });

  it('no line of code outside of itself', async () => {
    const { stdout, value } = await run(
      'return 1 })(); console.log("outside", typeof print); (async () => {',
    );
    expect([stdout, value ?? null]).toEqual(['outside undefined\n', null]);
  });
});

describe('a script is ended that takes too long', () => {
  it.each([
    ['a loop', 'for (;;);'],
    ['a loop that catches', 'for (;;) { try { for (;;); } catch {} finally { continue } }'],
    ['a regular expression', '/^(a+)+$/.test("a".repeat(40) + "!")'],
    ['a replacement', '"a".repeat(100000).replace(/a*a*a*a*b/g, "")'],
    ['a trap', 'new Proxy({}, { get() { for (;;); } }).x'],
    ['a getter of its value', 'return { get a() { for (;;); } }'],
    ['a method toJSON of its value', 'return { toJSON() { for (;;); } }'],
    ['a getter of what it throws', 'throw { get a() { for (;;); } }'],
    ['a message of what it throws', 'throw Object.assign(new Error(), { toString() { for (;;); } })'],
    ['a thenable', 'return { then() { for (;;); } }'],
    ['microtasks without end', 'const more = () => Promise.resolve().then(more); await more()'],
    ['await without end', 'for (;;) await null'],
    ['a generator', 'const all = (function* () { for (;;) yield 1; })(); for (const each of all);'],
    ['sorting with an endless comparison', '[1, 2].sort(() => { for (;;); })'],
    ['a loop in a module', 'export default 1; for (;;);'],
    ['leaving without end', 'process.exit({ valueOf() { for (;;); } })'],
    ['a native loop', 'Array.prototype.reverse.call({ length: 2 ** 53 - 1 })'],
    ['a native search', 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 0)'],
    [
      'a long regular expression',
      'new RegExp("(?:a{1000}){1000}".repeat(1000)).test("a".repeat(1e6)); for (;;);',
    ],
    ['a BigInt', 'for (;;) (3n ** 300000n).toString()'],
  ])('%s', async (_title, code) => {
    await expect(impatient.run(call(code), new AbortController().signal)).rejects.toMatchObject(
      fault('timeout', 'took longer than 300 ms'),
    );
  });
});

describe('a script is ended that takes too much', () => {
  it.each([
    ['an array', 'const all = []; for (;;) all.push([all.length])'],
    ['a string', 'let text = "x"; for (;;) text += text'],
    ['a long string', 'return "x".repeat(2 ** 29)'],
    ['typed arrays', 'const all = []; for (;;) all.push(new Uint8Array(1e6))'],
    ['one typed array', 'new Uint8Array(2 ** 31 - 1)'],
    ['a map', 'const all = new Map(); for (let i = 0; ; i++) all.set(i, [i])'],
    ['an array filled', 'new Array(1e9).fill(0)'],
    ['a value to write', 'const a = "x".repeat(2e6); return Array(100).fill(a)'],
    [
      'closures',
      'let f = () => 0; for (;;) { const g = f; const pad = new Array(1000); f = () => (pad, g) }',
    ],
  ])('memory: %s', async (_title, code) => {
    // A script may itself see that memory ends, as an error with code 1.
    const ended = await run(code).then(
      ({ code: exit, stderr }) => `${exit} ${stderr}`,
      (error: unknown) => (error as Error).message,
    );
    expect(ended).toMatch(
      /needs more memory than it may have|^1 [^]*(?:out of memory|want of memory|invalid|too long)/,
    );
    expect(await run('return 1')).toMatchObject({ value: 1 });
  });

  it.each([
    ['recursion', 'const f = () => f() + 1; f()'],
    ['recursion of a trap', 'const p = new Proxy({}, { get: (t, k) => p[k] }); p.x'],
    ['nested JSON', 'JSON.parse("[".repeat(1e6))'],
    ['nested code', 'eval("(".repeat(1e6))'],
    ['a nested regular expression', 'new RegExp("(".repeat(1e5) + ")".repeat(1e5))'],
    ['a nested value', 'let a = []; for (let i = 0; i < 3e4; i++) a = [a]; return a'],
  ])('stack: %s', async (_title, code) => {
    const ended = await run(code).then(
      ({ code: exit, stderr }) => `${exit} ${stderr}`,
      (error: unknown) => (error as Error).message,
    );
    expect(ended).toMatch(
      /^1 .*(?:stack overflow|Maximum call stack|regexp|nested|too many)|needs more memory/,
    );
    expect(await run('return 1')).toMatchObject({ value: 1 });
  });

  it.each([
    ['of output', 'for (;;) console.log("x".repeat(1000))'],
    ['of error output', 'for (;;) console.error("x".repeat(1000))'],
    ['in one line', 'console.log("x".repeat(3e6))'],
    ['of value', 'return "x".repeat(3e6)'],
  ])('bytes %s', async (_title, code) => {
    await expect(run(code)).rejects.toMatchObject(fault('runtime', 'gives more than 1048576 bytes'));
  });

  it('levels of its value', async () => {
    const code = 'let a = []; for (let i = 0; i < 600; i++) a = [a]; return a';
    await expect(run(code)).rejects.toMatchObject(fault('runtime', 'more than 500 levels'));
  });
});

it.each(['return () => 1', 'return Symbol()', 'return undefined', 'return { a: undefined, b() {} }.a'])(
  'what is no JSON is no value: %s',
  async code => {
    expect(await run(code)).toEqual({ code: 0, stdout: '', stderr: '' });
  },
);

it.each(['const a = {}; a.a = a; return a', 'return 1n', 'return { get a() { throw null } }'])(
  'a value that cannot be written fails the script: %s',
  async code => {
    expect(await run(code)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^\S+/) });
  },
);

it('others go on while a script loops', async () => {
  const control = new AbortController();
  const looping = scripts.run(call('for (;;);'), control.signal);
  const other = await impatient.run(call('return 1'), new AbortController().signal);
  expect(other).toMatchObject({ value: 1 });
  control.abort(new Error('still at it'));
  await expect(looping).rejects.toThrow('still at it');
});

it.each(['undefined', 'globalThis', '__proto__', 'constructor', 'a b', 'Object'])(
  'an argument may have any name: %s',
  async name => {
    const ended = await run('return 1', { arguments: Object.fromEntries([[name, { a: 1 }]]) }).then(
      ({ value }) => value,
      (error: unknown) => (error as Error).message,
    );
    expect([1, 'The script cannot be given these arguments']).toContainEqual(ended);
  },
);

it('memory of one script is not kept for the next', async () => {
  const before = process.memoryUsage.rss();
  for (let time = 0; time < 30; time++) await run('return new Array(1e6).fill(1).length');
  expect(process.memoryUsage.rss() - before).toBeLessThan(500 * megabyte);
});
