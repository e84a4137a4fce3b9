import { type LeftOut, leaveOut, longest, type Payloads, putBack } from './payloads.ts';

function left(value: unknown, at?: string) {
  const payloads: Payloads = new Map();
  const missing: LeftOut[] = [];
  const text = leaveOut(value, JSON.stringify(value), payloads, missing, at);
  return { text, payloads, missing };
}

const long = (letter: string) => letter.repeat(longest);

it('leaves a value that is not too long as it is', () => {
  const value = { text: 'a'.repeat(longest - 20) };
  expect(left(value)).toEqual({ text: JSON.stringify(value), payloads: new Map(), missing: [] });
});

it('keeps the innermost value that is too long once, wherever it stands', () => {
  const value = { a: { doc: long('x'), n: 1 }, 'b/c~d': [null, long('x')] };
  const { text, payloads, missing } = left(value);
  expect(JSON.parse(text)).toEqual({ a: { doc: null, n: 1 }, 'b/c~d': [null, null] });
  expect(payloads.size).toBe(1);
  expect(missing.map(({ at }) => at)).toEqual(['/a/doc', '/b~1c~0d/1']);
});

it.each([
  ['a text', { text: `${long('ä')}\0"\\\ud800` }],
  ['many small ones', { list: Array.from({ length: 10_000 }, (_, n) => ({ n, name: `name ${n}` })) }],
  [
    'long ones in a long one',
    {
      all: Array.from({ length: 900 }, (_, n) => (n % 300 === 0 ? [long('y'), n] : long('z').slice(0, 100))),
    },
  ],
  ['odd names', { ['__proto__x']: { '': { '/': long('a'), '~1': [long('b')] } } }],
  ['a name that is special in JavaScript', JSON.parse(`{ "__proto__": { "a": "${long('p')}" } }`)],
  ['nothing in between', [[[[long('q')]]]]],
  [
    'what is deep',
    Array.from({ length: 40 }).reduce((inner: unknown) => ({ inner, n: 1 }), [long('d'), long('e')]),
  ],
])('puts back what was left out: %s', (_, value) => {
  const { text, payloads, missing } = left(value);
  expect(text.length).toBeLessThan(1_000);
  expect(putBack(JSON.parse(text), missing, payloads)).toEqual(JSON.parse(JSON.stringify(value)));
});

it('leaves out a value as a whole where that is allowed', () => {
  const { text, payloads, missing } = left(long('x'), '/input');
  expect(text).toBe('null');
  expect(putBack({ input: null }, missing, payloads)).toEqual({ input: long('x') });
});

it('puts back two values that differ only in what is left out of them', () => {
  const rest = Array.from({ length: 8_000 }, () => 'filling');
  const value = { a: [long('a'), ...rest], b: [long('b'), ...rest] };
  const { text, payloads, missing } = left(value);
  expect(payloads.size).toBe(3);
  expect(putBack(JSON.parse(text), missing, payloads)).toEqual(value);
});

it('skips members that are undefined, as JSON does', () => {
  const { text } = left({ a: undefined, b: [undefined, long('x')] });
  expect(JSON.parse(text)).toEqual({ b: [null, null] });
});

it('says what is gone', () => {
  expect(() => putBack({}, [{ at: '/a', hash: 'h' }], new Map())).toThrow('gone');
});
