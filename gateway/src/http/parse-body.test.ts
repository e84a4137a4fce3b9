import { formatOf, parseBody } from './parse-body.ts';

const malformed = expect.objectContaining({ code: 'REQUEST.MALFORMED' });
const parse = (text: string, format: 'json' | 'yaml' = 'json') => parseBody(Buffer.from(text), format);

describe('a request body', () => {
  it('is read as JSON or YAML', () => {
    expect(parse('{"a":[1,"x"]}')).toEqual({ a: [1, 'x'] });
    expect(parse('a:\n  - 1\n  - x\n', 'yaml')).toEqual({ a: [1, 'x'] });
  });

  it.each([
    ['a syntax error', '{"a":'],
    ['nothing at all', ''],
    ['a NUL character', '{"a":"\\u0000"}'],
    ['a NUL character in a name', '{"\\u0000":1}'],
    ['a number beyond all', '{"a":1e999}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['endless nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['too many parts', `[${'1,'.repeat(200_001)}1]`],
  ])('is malformed with %s', (_name, text) => {
    expect(() => parse(text)).toThrow(malformed);
  });

  it('is malformed when it is not UTF-8', () => {
    expect(() => parseBody(Buffer.from([0x22, 0xff, 0x22]), 'json')).toThrow(malformed);
  });

  it.each([
    ['broken indentation', 'a: 1\n b: 2'],
    ['a name given twice', 'a: 1\na: 2'],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [${'*a,'.repeat(20)}]\nc: &c [${'*b,'.repeat(20)}]\nd: [${'*c,'.repeat(20)}]`,
    ],
    ['a circle', 'a: &a\n  b: *a'],
    ['a number beyond all', 'a: .inf'],
  ])('is malformed YAML with %s', (_name, text) => {
    expect(() => parse(text, 'yaml')).toThrow(malformed);
  });

  it('is too large as YAML long before it would be as JSON', () => {
    const text = Array.from({ length: 60_000 }, (_, index) => `k${index}: a\n`).join('');
    expect(() => parse(text, 'yaml')).toThrow(expect.objectContaining({ code: 'REQUEST.TOO_LARGE' }));
  });

  it('is accepted under its Content-Type, parameters and case aside', () => {
    expect(formatOf('Application/JSON; charset="UTF-8"', '', ['json'])).toBe('json');
    expect(formatOf('application/x-yaml', 'identity', ['json', 'yaml'])).toBe('yaml');
  });

  it.each([
    ['text/plain', ''],
    ['', ''],
    ['application/yaml', ''],
    ['application/json; charset=latin1', ''],
    ['application/json', 'gzip'],
    ['constructor', ''],
  ])('is refused as %j with encoding %j', (type, encoding) => {
    expect(() => formatOf(type, encoding, ['json'])).toThrow(
      expect.objectContaining({ code: 'REQUEST.UNSUPPORTED_MEDIA_TYPE' }),
    );
  });
});
