import { isDeepStrictEqual } from 'node:util';
import { type Json, type JsonObject } from '../../src/domain/json.ts';
import { quickly } from '../../src/domain/quick-jq/quick-jq.ts';
import { createSandbox, type Sandbox } from '../../src/infrastructure/sandbox/sandbox.ts';
import { cases } from './cases.ts';
import { randomPrograms } from './random-programs.ts';

const none = () => undefined;
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('gives what jq’s own tests want, or leaves it to jq', () => {
  const answered = cases.flatMap(([program, input, outputs, end]) => {
    const result = quickly(program, input, none);
    return result === undefined ? [] : [{ program, input, result, outputs, end }];
  });
  expect(answered.length).toBeGreaterThan(150);
  const wrong = answered.filter(
    ({ result, outputs, end }) => end !== undefined || !isDeepStrictEqual(written(result), written(outputs)),
  );
  expect(wrong).toEqual([]);
});

it.each([
  ['what needs more than some steps', '[range(1000000)]'],
  ['steps that multiply', '[range(100) | range(100) | range(100)]'],
  ['texts that grow', `"xxxxxxxxxxxxxxxx" | ${Array(30).fill('. + .').join(' | ')}`],
  ['lists that grow', `[1, 2] | ${Array(30).fill('. + .').join(' | ')}`],
  ['deep nesting', `${'['.repeat(200)}${']'.repeat(200)}`],
  ['long programs', Array(2000).fill('1').join('+')],
  ['numbers beyond a double', '12345678901234567890'],
  ['numbers that are written in other ways', '1000000 * 1000000 * 1000000 * 1000000 | tostring'],
  ['names that JavaScript reorders', '{"2": 1, "1": 2} | to_entries'],
  ['names that are no members in JavaScript', '{"__proto__": 1}'],
  ['errors', '1 + "a"'],
  ['other syntax', 'def f: 1; f'],
])('leaves to jq: %s', (_title, program) => {
  expect(quickly(program, null, none)).toBeUndefined();
});

it('reads own members alone', () => {
  expect(quickly('.constructor, .toString, has("valueOf")', {}, none)).toEqual([null, null, false]);
});

describe('beside jq itself', () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox({ threads: 1, timeoutMs: 60_000 });
  });
  afterAll(() => sandbox.close());

  const values: JsonObject = { v: { w: 3, a: 'x' } };
  const inputs: Json[] = [
    {
      a: 1,
      b: -2.5,
      s: 'Hé😀llo, a b',
      list: [3, 1, 2, 1],
      words: ['b', 'a', '', 'é'],
      o: { p: 'q', a: 1, z: null },
      f: false,
      flags: [true, false, null],
      deep: [{ n: 2 }, { n: 1 }, { n: 2, m: 0 }],
    },
    { a: null, b: 1e16, s: '', list: [], o: {}, words: [''], f: true, flags: [], deep: [] },
    { a: '1', b: 0.1, s: 'a', list: ['b', 1, null], o: { p: [1], 1: 2, 0: 3 }, words: 'no', deep: {} },
  ];

  it.each([1, 2, 3])('gives the same for random programs: %d', async seed => {
    const programs = randomPrograms(4_000, seed);
    const wrong: unknown[] = [];
    let answered = 0;
    for (const input of inputs) {
      const sure = programs.flatMap(program => {
        const result = quickly(program, input, name => values[name]);
        return result === undefined ? [] : [{ program, result }];
      });
      answered += sure.length;
      // Many in one run of jq; none of them may fail, and one that ends with an error would fail all.
      for (let from = 0; from < sure.length; from += 200) {
        const some = sure.slice(from, from + 200);
        const text = `[${some.map(({ program }) => `[try (${program}) catch "failed: \\(.)"]`).join(',')}]`;
        const [real] = await sandbox.run({ op: 'run', text, variables: ['v'], input, values });
        for (const [place, { program, result }] of some.entries()) {
          const expected = (real as Json[])[place];
          // As text: the order of members counts, too.
          if (JSON.stringify(result) !== JSON.stringify(expected))
            wrong.push({ program, input: inputs.indexOf(input), result, expected });
        }
      }
    }
    expect(answered).toBeGreaterThan(3_000);
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
