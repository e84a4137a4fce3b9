import { hashOf } from './document.ts';
import { parseDocument } from './parse-document.ts';

const limits = { maxBytes: 1_000, maxDepth: 5, maxTasks: 10 };

it('reads JSON and YAML of the same content to the same hash', () => {
  const json = parseDocument('{"a": 1, "b": {"c": [true, null]}}', 'json', limits);
  const yaml = parseDocument('b:\n  c: [true, null]\na: 1\n', 'yaml', limits);
  expect(hashOf(yaml)).toBe(hashOf(json));
  expect(hashOf(json)).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  ['json', '{"a": '],
  ['json', '[1]'],
  ['json', '"text"'],
  ['yaml', 'a: [1'],
  ['yaml', 'a: 1\na: 2'],
  ['yaml', 'just text'],
  ['yaml', 'a: 1\n---\nb: 2'],
] as const)('refuses %s that is no document: %j', (format, text) => {
  expect(() => parseDocument(text, format, limits)).toThrow(
    expect.objectContaining({ code: 'WORKFLOW.INVALID', fields: [expect.objectContaining({ path: '' })] }),
  );
});

it('refuses a YAML text that unfolds into far more than it is', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
  expect(() => parseDocument(bomb, 'yaml', limits)).toThrow(
    expect.objectContaining({ code: 'WORKFLOW.INVALID' }),
  );
});

it('refuses what is too long or too deep', () => {
  const long = JSON.stringify({ a: 'x'.repeat(1_000) });
  const deep = '{"a":'.repeat(6) + '1' + '}'.repeat(6);
  expect(() => parseDocument(long, 'json', limits)).toThrow(
    expect.objectContaining({ code: 'WORKFLOW.TOO_LARGE' }),
  );
  expect(() => parseDocument(deep, 'json', limits)).toThrow(
    expect.objectContaining({ code: 'WORKFLOW.TOO_LARGE' }),
  );
});
