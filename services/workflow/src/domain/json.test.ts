import { canonicalJson, sizeOf } from './json.ts';

describe('canonical JSON', () => {
  it('is the same text for the same content in any order', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
    expect(canonicalJson({ a: true, b: [1, { c: 'é', d: null }] })).toBe(
      canonicalJson({ b: [1, { d: null, c: 'é' }], a: true }),
    );
  });

  it('keeps the order of arrays, and prints numbers as ECMAScript does', () => {
    expect(canonicalJson([2, 1, 1e21, 0.1, -0])).toBe('[2,1,1e+21,0.1,0]');
  });

  it('sorts by UTF-16 code units', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3 })).toBe('{"\\r":2,"1":3,"€":1}');
  });
});

it('counts bytes, not characters', () => {
  expect(sizeOf('é')).toBe(4);
});
