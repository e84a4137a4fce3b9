import { boundedDepth, deepestJson, readJson } from './read-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('reads what is nested as deeply as it may be, and no deeper', () => {
  expect(JSON.stringify(readJson(nested(deepestJson)))).toBe(nested(deepestJson));
  expect(() => readJson(nested(deepestJson + 1))).toThrow(SyntaxError);
  expect(() => readJson('{"a":'.repeat(1_000_000))).toThrow(SyntaxError);
});

test('counts no brackets inside of strings', () => {
  const text = JSON.stringify({ a: '[{"\\'.repeat(500), b: [1] });
  expect(readJson(text)).toEqual(JSON.parse(text));
});

test('a value in a circle is nested too deeply', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(boundedDepth(circle)).toBe(false);
  expect(boundedDepth(JSON.parse(nested(deepestJson)))).toBe(true);
});
