import { expressions, sandbox } from '../../test/run-document.ts';
import { bareExpression, evaluate, evaluateTemplate, expressionIn } from './expression.ts';
import { type Json } from './json.ts';

afterAll(() => sandbox.close());

const none = () => undefined;
const variables = (name: string): Json | undefined => ({ x: { y: 7 }, word: 'hi' })[name];

it('takes only a text that is wholly enclosed in ${ } as an expression', () => {
  expect(expressionIn('  ${ .a }  ')).toBe('.a');
  expect(expressionIn('${ {a: 1} | "}" }')).toBe('{a: 1} | "}"');
  expect(expressionIn('total: ${ .a }')).toBeUndefined();
  expect(expressionIn('.a')).toBeUndefined();
  expect(bareExpression('.a')).toBe('.a');
});

it.each<[string, Json, Json]>([
  ['.', { a: 1 }, { a: 1 }],
  ['.a.b', { a: { b: 2 } }, 2],
  ['.a.b', {}, null],
  ['.constructor', {}, null],
  ['$x.y', null, 7],
  ['.a + $x.y', { a: 1 }, 8],
  ['.list[]', { list: [1, 2] }, [1, 2]],
  ['empty', {}, null],
  ['.a # a comment', { a: 3 }, 3],
  ['"\\(.a) and \\($word)"', { a: 'é😀' }, 'é😀 and hi'],
  ['def twice: . * 2; .a | twice', { a: 4 }, 8],
])('evaluates %s', async (expression, input, expected) => {
  expect(await evaluate(expressions, expression, input, variables)).toEqual(expected);
});

it.each([
  ['.a.b', 'Cannot index number with string ("b")'],
  ['.a | error("no: " + tostring)', 'no: 1'],
  ['$nothing.a', '$nothing is not defined'],
  ['.a | foo', 'foo/0 is not defined'],
])('fails with an expression error: %s', async (expression, message) => {
  await expect(evaluate(expressions, expression, { a: 1 }, none)).rejects.toMatchObject({
    error: { type: expect.stringContaining('/errors/expression'), detail: expect.stringContaining(message) },
  });
});

it('replaces every expression of a template and leaves literals alone', async () => {
  const template = {
    a: '${ .n + 1 }',
    b: ['${ .n }', 'n: ${ .n }', '\\(1)', { c: '${ $word | length }' }],
    d: null,
    e: 1,
  };
  expect(await evaluateTemplate(expressions, template, { n: 1 }, variables)).toEqual({
    a: 2,
    b: [1, 'n: ${ .n }', '\\(1)', { c: 2 }],
    d: null,
    e: 1,
  });
});
