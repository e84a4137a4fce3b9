/**
 * make bench EXPRESSIONS=1: what an expression and a script cost on this machine, printed and never asserted.
 * It needs no platform. CPU is this process's, its threads included.
 */
import { parseArgs } from 'node:util';
import { evaluate } from '../services/workflow/src/domain/expression.ts';
import { type Json } from '../services/workflow/src/domain/json.ts';
import { createJqExpressions } from '../services/workflow/src/infrastructure/sandbox/jq-expressions.ts';
import { createSandbox } from '../services/workflow/src/infrastructure/sandbox/sandbox.ts';
import { createQuickJsScripts } from '../services/workflow/src/infrastructure/scripts/quickjs-scripts.ts';
import { table } from './print.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } });
const rounds = values.quick ? 50 : 300;

const sandbox = createSandbox({ threads: 1, timeoutMs: 10_000 });
const expressions = createJqExpressions(sandbox);
const scripts = createQuickJsScripts({
  threads: 1,
  timeoutMs: 10_000,
  maxMemory: 64 * 1024 * 1024,
  maxOutput: 1024 * 1024,
});

const small: Json = { a: 1, name: 'x', items: [{ id: 1 }, { id: 2 }] };
const large: Json = {
  items: Array.from({ length: 2_000 }, (_, id) => ({ id, name: `name ${id}`, tags: [1, 2, 3] })),
};

interface Cost {
  what: string;
  microseconds: number;
  cpuMicroseconds: number;
}

async function measure(what: string, count: number, work: () => Promise<unknown>): Promise<Cost> {
  for (let time = 0; time < Math.min(20, count - 1); time++) await work();
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (let time = 0; time < count; time++) await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    what,
    microseconds: ((performance.now() - began) * 1000) / count,
    cpuMicroseconds: (user + system) / count,
  };
}

const none = () => undefined;
const expression = (text: string, input: Json) => () => evaluate(expressions, text, input, none);
const script = (code: string) => () =>
  scripts.run({ language: 'js', code, arguments: [], environment: {} }, new AbortController().signal);

const costs = [
  await measure('jq, the first: thread and engine start', 1, expression('[1] | @json', null)),
  await measure('without jq: .a + 1', rounds * 100, expression('.a + 1', small)),
  await measure(
    'without jq: {n: .name, ids: [.items[].id]}',
    rounds * 100,
    expression('{n: .name, ids: [.items[].id]}', small),
  ),
  await measure('without jq: .items | length of 95 kB', rounds * 100, expression('.items | length', large)),
  await measure('jq: .a |= . + 1', rounds, expression('.a |= . + 1', small)),
  await measure(
    'jq: .items | group_by(.id % 7) | length of 95 kB',
    rounds / 5,
    expression('.items | group_by(.id % 7) | length', large),
  ),
  await measure('script, the first: thread and engine start', 1, script('return 1')),
  await measure('script: return 1', rounds, script('return 1')),
];
await Promise.all([sandbox.close(), scripts.close()]);

if (values.json) console.log(JSON.stringify(costs, undefined, 2));
else
  console.log(
    table([
      ['', 'µs', 'µs of CPU'],
      ...costs.map(({ what, microseconds, cpuMicroseconds }) => [
        what,
        microseconds.toFixed(0),
        cpuMicroseconds.toFixed(0),
      ]),
    ]),
  );
