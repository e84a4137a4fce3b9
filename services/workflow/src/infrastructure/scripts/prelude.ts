/**
 * prelude is JavaScript that runs inside QuickJS before a script and gives it what a script may expect of its
 * surroundings: `console`, `process`, `stdin` and its arguments. It evaluates to a function of what the host offers:
 * print(stream, text), leave(code) and the input as JSON. That gives back `report`, which writes a value as JSON, and
 * `explain`, which writes whatever was thrown.
 */
export const prelude = String.raw`(function (print, leave, text) {
  'use strict';
  const { stringify, parse } = JSON;
  const { defineProperty, keys } = Object;
  const toText = String;
  const Failure = Error;
  const input = parse(text);

  function explain(thrown) {
    try {
      // What QuickJS throws when not even an error fits into the memory.
      if (thrown === null) return 'Uncaught null, perhaps for want of memory';
      if (!(thrown instanceof Failure)) return 'Uncaught ' + show(thrown);
      const stack = typeof thrown.stack === 'string' ? thrown.stack.trimEnd() : '';
      return toText(thrown) + (stack ? '\n' + stack : '');
    } catch {
      return 'Uncaught exception';
    }
  }
  function show(value) {
    switch (typeof value) {
      case 'string': return value;
      case 'bigint': return value + 'n';
      case 'function': return '[Function: ' + toText(value.name) + ']';
      case 'object': break;
      default: return toText(value);
    }
    if (value instanceof Failure) return explain(value);
    try {
      return stringify(value) ?? toText(value);
    } catch {
      return '[object]';
    }
  }
  function line(stream) {
    return (...values) => {
      let text = '';
      for (let index = 0; index < values.length; index++) text += (index ? ' ' : '') + show(values[index]);
      print(stream, text + '\n');
    };
  }
  const out = line(1);
  const err = line(2);
  const visible = (name, value) =>
    defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

  delete globalThis.SharedArrayBuffer;
  visible('console', { log: out, info: out, debug: out, warn: err, error: err });
  visible('stdin', input.stdin);
  visible('process', {
    argv: ['node', 'script.js', ...input.argv],
    env: input.environment,
    stdin: {
      fd: 0,
      toString: () => input.stdin,
      async *[Symbol.asyncIterator]() { yield input.stdin; },
    },
    stdout: { fd: 1, write: text => (print(1, toText(text)), true) },
    stderr: { fd: 2, write: text => (print(2, toText(text)), true) },
    exit(code) {
      leave(code === undefined ? 0 : Number(code));
      for (;;);
    },
  });
  for (const name of keys(input.variables)) visible(name, input.variables[name]);
  return { explain, report: value => stringify(value) };
})`;

/** fileModule is the module node:fs as far as a script has it: reading its standard input. */
export function fileModule(stdin: string): string {
  return `const text = ${JSON.stringify(stdin)};
export function readFileSync(file) {
  if (file === 0 || file === '/dev/stdin') return text;
  throw new Error('ENOENT: no such file or directory, open ' + JSON.stringify(file));
}
export default { readFileSync };`;
}
