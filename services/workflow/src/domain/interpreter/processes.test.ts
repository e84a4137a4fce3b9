import { documentOf, runDocument, type RunOptions, sandbox } from '../../../test/run-document.ts';
import { type ScriptCall } from '../effects.ts';
import { type ChildCall } from '../run-state.ts';
import { type ChildEnd } from './machine.ts';

afterAll(() => sandbox.close());

describe('scripts', () => {
  const asked: ScriptCall[] = [];
  const ports = (result: object): NonNullable<RunOptions['ports']> => ({
    scripts: {
      run: async script => {
        asked.push(script);
        return { code: 0, stdout: 'out', stderr: 'err', ...result };
      },
    },
  });
  const script = (more: object = {}, returns?: string) => ({
    calc: {
      run: {
        script: {
          language: 'js',
          code: 'return ${x}',
          arguments: ['${ .n }', 'b'],
          stdin: '${ . }',
          ...more,
        },
        ...(returns ? { return: returns } : {}),
      },
    },
  });
  beforeEach(() => asked.splice(0));

  it('hands over arguments evaluated and code as it is', async () => {
    await runDocument(documentOf([script({ environment: { A: '${ .n }' } })]), {
      input: { n: 3 },
      ports: ports({}),
    });
    expect(asked).toEqual([
      { language: 'js', code: 'return ${x}', arguments: [3, 'b'], stdin: '{"n":3}', environment: { A: '3' } },
    ]);
  });

  it.each([
    [undefined, {}, 'out'],
    [undefined, { value: { x: 1 } }, { x: 1 }],
    ['stderr', {}, 'err'],
    ['code', { code: 3 }, 3],
    ['all', { code: 3 }, { code: 3, stdout: 'out', stderr: 'err' }],
    ['none', {}, null],
  ])('returns %s of %j as %j', async (returns, result, output) => {
    const { outcome } = await runDocument(documentOf([script({}, returns)]), {
      ports: ports(result),
    });
    expect(outcome).toEqual({ kind: 'completed', output });
  });

  it('a script that fails is a runtime error', async () => {
    const { outcome } = await runDocument(documentOf([script()]), { ports: ports({ code: 1 }) });
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: {
        type: 'https://serverlessworkflow.io/spec/1.0.0/errors/runtime',
        detail: expect.stringContaining('err'),
      },
    });
  });
});

describe('workflows', () => {
  const started: ChildCall[] = [];
  const run = (workflow: object, more: object = {}) => ({
    sub: { run: { workflow: { namespace: 'n', name: 'w', version: '1.0.0', ...workflow }, ...more } },
  });
  const ports = (end: () => ChildEnd | undefined): NonNullable<RunOptions['ports']> => ({
    children: { start: async call => (started.push(call), 'exe_child'), end: async () => end() },
  });
  beforeEach(() => started.splice(0));

  it('waits for the end of the workflow and gives its output', async () => {
    const ends: ChildEnd[] = [];
    const document = documentOf([run({ input: { a: '${ .n }' } })]);
    const first = await runDocument(document, { input: { n: 1 }, ports: ports(() => ends[0]) });
    expect(first.outcome).toEqual({ kind: 'waiting', children: ['exe_child'] });
    ends.push({ status: 'completed', output: 'done' });
    const { outcome } = await runDocument(document, { state: first.state, ports: ports(() => ends[0]) });
    expect(outcome).toEqual({ kind: 'completed', output: 'done' });
    expect(started).toEqual([
      { namespace: 'n', name: 'w', version: '1.0.0', input: { a: 1 }, idempotencyKey: expect.any(String) },
    ]);
  });

  it('faults as the workflow faulted, at the task that ran it; one that was cancelled is a runtime error', async () => {
    const document = documentOf([run({})]);
    const error = { type: 'https://x.test/bad', status: 418, instance: '/do/7/inner' };
    expect(
      (await runDocument(document, { ports: ports(() => ({ status: 'faulted', error })) })).outcome,
    ).toEqual({
      kind: 'faulted',
      error: { ...error, instance: '/do/0/sub' },
    });
    expect(
      (await runDocument(document, { ports: ports(() => ({ status: 'cancelled' })) })).outcome,
    ).toMatchObject({
      error: { status: 500 },
    });
  });

  it('does not wait when told so', async () => {
    const { outcome } = await runDocument(documentOf([run({}, { await: false })]), {
      input: 'in',
      ports: ports(() => undefined),
    });
    expect(outcome).toEqual({ kind: 'completed', output: 'in' });
    expect(started).toHaveLength(1);
  });
});
