import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createSandbox, type Sandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ threads: 1, timeoutMs: 3_000 });
});
afterEach(() => sandbox.close());

const run = (text: string, input: null | object = null) =>
  sandbox.run({ op: 'run', text, variables: [], input: input as never, values: {} });

it('ends a program that does not end, and goes on with the next', async () => {
  const impatient = createSandbox({ threads: 1, timeoutMs: 500 });
  const job = { op: 'run', variables: [], input: null, values: {} } as const;
  await expect(impatient.run({ ...job, text: 'repeat(1) | select(false)' })).rejects.toThrow(
    'took longer than 500 ms',
  );
  expect(await impatient.run({ ...job, text: '1 + 1' })).toEqual([2]);
  await impatient.close();
});

it('is not broken for others by a program that runs out of stack', async () => {
  const deep = 'reduce range(100000) as $i (1; [.]) | tojson | length';
  await expect(run(deep)).rejects.toThrow('needs more memory');
  expect(await run('1 + 1')).toEqual([2]);
});

it('bounds the memory of a program, and goes on with the next', async () => {
  const before = process.memoryUsage.rss();
  await expect(run('def f: [f]; f')).rejects.toThrow(/needs more memory|took longer/);
  await expect(run('[range(3000000)] | map(tostring) | length')).rejects.toThrow(
    /needs more memory|took longer/,
  );
  expect(process.memoryUsage.rss() - before).toBeLessThan(600 * 1024 * 1024);
  expect(await run('1 + 1')).toEqual([2]);
});

it('ends a schema whose pattern does not end', async () => {
  const job = { op: 'conform', schema: { pattern: '^(a+)+$' }, value: `${'a'.repeat(40)}!` } as const;
  await expect(sandbox.run(job)).rejects.toThrow('took longer');
});

it('carries out more jobs than it has threads', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => run('.n', { n: index })));
  expect(answers.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

it('shows programs nothing of this process', async () => {
  const [environment] = await run('$ENV');
  expect(Object.keys(environment as object)).not.toContain('HOSTNAME');
  expect(JSON.stringify(environment)).not.toContain('worker');
  await expect(run('import "x" as x; 1')).rejects.toThrow();
  await expect(run('input')).rejects.toThrow();
});

it('refuses work once it is closed', async () => {
  await sandbox.close();
  await expect(run('1')).rejects.toThrow('closed');
});

it('ends threads that nobody needs, and starts others when somebody does', async () => {
  const resting = createSandbox({ threads: 1, timeoutMs: 1_000, idleMs: 1 });
  const job = { op: 'run', text: '1', variables: [], input: null, values: {} } as const;
  expect(await resting.run(job)).toEqual([1]);
  await eventually(() => resting.threads() === 0);
  expect(await resting.run(job)).toEqual([1]);
  await resting.close();
});
