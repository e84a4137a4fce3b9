import { isDeepStrictEqual } from 'node:util';
import { jqProgram } from '../../src/domain/expression.ts';
import { type Json } from '../../src/domain/json.ts';
import { createSandbox, type Sandbox } from '../../src/infrastructure/sandbox/sandbox.ts';
import { SandboxFailure } from '../../src/infrastructure/sandbox/thread-pool.ts';
import { cases } from './cases.ts';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ threads: 2, timeoutMs: 60_000 });
});
afterAll(() => sandbox.close());

/** What a program gives, or that it fails, and whether for its own fault or for a limit. */
async function run(program: string, input: Json): Promise<Json[] | string> {
  const { text } = jqProgram(program);
  try {
    return await sandbox.run({ op: 'run', text, variables: [], input, values: {} });
  } catch (error) {
    if (error instanceof SandboxFailure) return error.reason;
    throw error;
  }
}

// -0 and 0 are one number in JSON text as JavaScript writes it.
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it.each<[string, string | undefined]>([
  ['gives what jq gives', undefined],
  ['fails where jq fails', 'error'],
  ['refuses what jq refuses', 'refused'],
  ['ends what needs more stack than WebAssembly has', 'deep'],
])('%s', async (_title, end) => {
  const chosen = cases.filter(each => each[3] === end);
  expect(chosen.length).toBeGreaterThan(4);
  const results = await Promise.all(chosen.map(([program, input]) => run(program, input)));
  const wrong = chosen.flatMap(([program, input, outputs], place) => {
    const expected = end === undefined ? outputs : end === 'deep' ? 'space' : 'job';
    const result = results[place];
    return isDeepStrictEqual(written(result), written(expected))
      ? []
      : [{ program, input, result, expected }];
  });
  expect(wrong).toEqual([]);
});
