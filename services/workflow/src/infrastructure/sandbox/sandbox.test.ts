import { eventually } from '@neighbourhood/shared/testing/eventually';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { createThreadPool, type SandboxFailure } from './thread-pool.ts';

let sandbox: Sandbox;
/** One with little time, for programs that take all of it. */
let impatient: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ threads: 1, timeoutMs: 30_000 });
  impatient = createSandbox({ threads: 1, timeoutMs: 1_000 });
});
afterEach(() => Promise.all([sandbox.close(), impatient.close()]));

const run = (text: string, input: null | object = null, inside = sandbox) =>
  inside.run({ op: 'run', text, variables: [], input: input as never, values: {} });

it('ends a program that does not end, and goes on with the next', async () => {
  const job = { op: 'run', variables: [], input: null, values: {} } as const;
  await expect(impatient.run({ ...job, text: 'repeat(1) | select(false)' })).rejects.toThrow(
    'took longer than 1000 ms',
  );
  expect(await impatient.run({ ...job, text: '1 + 1' })).toEqual([2]);
});

it('is not broken for others by a program that runs out of stack', async () => {
  const deep = 'reduce range(100000) as $i (1; [.]) | tojson | length';
  await expect(run(deep)).rejects.toThrow('needs more memory');
  expect(await run('1 + 1')).toEqual([2]);
});

it('bounds the memory of a program, and goes on with the next', async () => {
  const before = process.memoryUsage.rss();
  await expect(run('def f: [f]; f', null, impatient)).rejects.toThrow(/needs more memory|took longer/);
  await expect(run('[range(3000000)] | map(tostring) | length', null, impatient)).rejects.toThrow(
    /needs more memory|took longer/,
  );
  expect(process.memoryUsage.rss() - before).toBeLessThan(600 * 1024 * 1024);
  expect(await run('1 + 1')).toEqual([2]);
});

it('ends a schema whose pattern does not end', async () => {
  const job = { op: 'conform', schema: { pattern: '^(a+)+$' }, value: `${'a'.repeat(40)}!` } as const;
  await expect(impatient.run(job)).rejects.toThrow('took longer');
});

it('carries out more jobs than it has threads', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => run('.n', { n: index })));
  expect(answers.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

it.each([
  ['$ENV', { environment: true }],
  ['env', { environment: true }],
  ['input_filename', ['/dev/stdin']],
  ['$__loc__', [{ file: '<top-level>', line: 1 }]],
  ['1 | debug', [1]],
  ['1 | debug("x")', [1]],
  ['"x" | stderr', ['x']],
  ['now | type', ['number']],
  ['[limit(3; repeat(1))]', [[1, 1, 1]]],
  ['halt', []],
  ['"x" | halt_error', 'job'],
  ['input', 'job'],
  ['input_line_number', [0]],
  ['import "x" as x; 1', 'job'],
  ['include "x"; 1', 'job'],
  ['import "etc/passwd" as $x {search: "/"}; $x', 'job'],
  ['1 \0 | 2', 'job'],
  ['-1', [-1]],
  ['"x" * 1e9', 'space'],
  ['[range(1e9)]', 'space'],
  ['range(1e9)', 'space'],
  ['repeat(.)', 'space'],
  ['range(1e9) | debug | empty', 'space'],
  ['"x" * 2e6 | ., ., .', 'space'],
  ['[limit(1000000; repeat("x" * 1000))] | add | length', 'space'],
  ['def f: f | f; f', 'space'],
  ['[recurse([.])]', 'space'],
  ['reduce range(600) as $i (1; [.])', 'space'],
])('neither leaks nor breaks: %j', async (text, expected) => {
  const inside = expected === 'space' ? impatient : sandbox;
  const ended = await run(text, null, inside).catch((error: unknown) => (error as SandboxFailure).reason);
  if (expected === 'space') expect(['space', 'time']).toContain(ended);
  else if (typeof expected === 'string' || Array.isArray(expected)) expect(ended).toEqual(expected);
  else {
    const [environment] = ended as [Record<string, string>];
    expect(Object.keys(environment).sort()).toEqual(['HOME', 'LANG', 'LOGNAME', 'PATH', 'PWD', 'USER', '_']);
    expect(Object.values(environment)).not.toContain(process.env['HOME']);
    expect(JSON.stringify(environment)).not.toContain('worker');
  }
  expect(await run('1 + 1', null, inside)).toEqual([2]);
});

it('ends a job with its signal, and one that waits for its turn', async () => {
  const control = new AbortController();
  const job = { op: 'run', variables: [], input: null, values: {} } as const;
  const running = sandbox.run({ ...job, text: 'repeat(1) | select(false)' }, control.signal);
  const waiting = sandbox.run({ ...job, text: '1' }, control.signal);
  control.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
  await expect(waiting).rejects.toThrow('cancelled');
  expect(await run('1 + 1')).toEqual([2]);
});

it('lets nobody wait for all that somebody else has asked for', async () => {
  const job = { op: 'run', variables: [], input: null, values: {} } as const;
  const order: string[] = [];
  const noted = (party: string, text: string) =>
    impatient.run({ ...job, text }, undefined, party).then(
      () => order.push(party),
      () => order.push(party),
    );
  const bad = [1, 2, 3].map(() => noted('bad', 'repeat(1) | select(false)'));
  await Promise.all([...bad, noted('good', '1')]);
  expect(order).toEqual(['bad', 'good', 'bad', 'bad']);
});

it('counts the time that a job has worked, not the time that the machine let it wait', async () => {
  const waits = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ms => setTimeout(() => parentPort.postMessage({ result: 'done', cpu: 0 }), ms));
    parentPort.postMessage('ready');`;
  const worker = new URL(`data:text/javascript,${encodeURIComponent(waits)}`);
  const pool = createThreadPool<number, string, null>({ worker, limits: null, threads: 1, timeoutMs: 200 });
  expect(await pool.run(600)).toBe('done');
  await expect(pool.run(60_000)).rejects.toThrow('took longer than 200 ms');
  await pool.close();
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
