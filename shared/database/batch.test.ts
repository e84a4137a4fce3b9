import { createBatch } from './batch.ts';

/** A statement that ends when it is told to. */
function createStatements() {
  const seen: { ops: string[]; end(error?: Error): void }[] = [];
  return {
    seen,
    run: (ops: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        seen.push({
          ops: [...ops],
          end: error => (error ? reject(error) : resolve(ops.map(op => `${op}!`))),
        });
      }),
  };
}

const tick = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
};
const keyOf = (op: string) => op.slice(0, 1);
const patienceMs = 60_000;

it('gathers what comes while a statement is under way, and answers each', async () => {
  const { seen, run } = createStatements();
  const add = createBatch({ run, keyOf, patienceMs });
  const first = add('a');
  await tick();
  const rest = [add('b'), add('c')];
  await tick();
  expect(seen.map(({ ops }) => ops)).toEqual([['a']]);
  seen[0]?.end();
  expect(await first).toBe('a!');
  await tick();
  seen[1]?.end();
  expect(await Promise.all(rest)).toEqual(['b!', 'c!']);
  expect(seen).toHaveLength(2);
});

it('keeps operations of one key apart, in their order', async () => {
  const { seen, run } = createStatements();
  const add = createBatch({ run, keyOf, patienceMs });
  const all = [add('a1'), add('a2'), add('b1')];
  await tick();
  expect(seen.map(({ ops }) => ops)).toEqual([['a1', 'b1']]);
  seen[0]?.end();
  await tick();
  expect(seen[1]?.ops).toEqual(['a2']);
  seen[1]?.end();
  expect(await Promise.all(all)).toEqual(['a1!', 'a2!', 'b1!']);
});

it('takes so many at a time at the most', async () => {
  const { seen, run } = createStatements();
  const add = createBatch({ run, keyOf, patienceMs, most: 2 });
  const all = ['a', 'b', 'c'].map(add);
  await tick();
  seen[0]?.end();
  await tick();
  seen[1]?.end();
  await Promise.all(all);
  expect(seen.map(({ ops }) => ops)).toEqual([['a', 'b'], ['c']]);
});

it('tries one by one what was refused together', async () => {
  const refused = Object.assign(new Error('refused'), { severity: 'ERROR' });
  const run = async (ops: readonly string[]) => {
    if (ops.includes('bad')) throw refused;
    return [...ops];
  };
  const add = createBatch({ run, keyOf });
  expect(await Promise.allSettled(['a', 'bad', 'c'].map(add))).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: refused },
    { status: 'fulfilled', value: 'c' },
  ]);
});

it('repeats nothing of which it is not known whether it was done', async () => {
  const { seen, run } = createStatements();
  const add = createBatch({ run, keyOf, patienceMs });
  const both = Promise.allSettled(['a', 'b'].map(add));
  await tick();
  seen[0]?.end(new Error('Connection terminated'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(seen).toHaveLength(1);
});

it('is not held up by a statement that hangs', async () => {
  const { seen, run } = createStatements();
  const add = createBatch({ run, keyOf, patienceMs: 1 });
  const hanging = add('a');
  await tick();
  const other = add('b');
  while (seen.length < 2) await tick();
  seen[1]?.end();
  expect(await other).toBe('b!');
  seen[0]?.end();
  expect(await hanging).toBe('a!');
});
