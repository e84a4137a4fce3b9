import { documentOf, runDocument, sandbox } from '../../../test/run-document.ts';
import { type ActionCall } from '../run-state.ts';

afterAll(() => sandbox.close());

const tell = (text: string) => ({ call: 'log.write:1.0.0@default', with: text });

/** Runs a document and gives what its extensions wrote. */
async function written(document: ReturnType<typeof documentOf>, input: object = {}) {
  const lines: unknown[] = [];
  const perform = async ({ provider, input: given }: ActionCall) => {
    if (provider === 'log') lines.push(given);
    return provider === 'log' ? 'logged' : given;
  };
  const { outcome, log } = await runDocument(document, { actions: { perform }, input: input as never });
  return { outcome, lines, log };
}

const logging = (more: object = {}) => ({
  extensions: [
    {
      logging: {
        extend: 'all',
        before: [{ begin: tell('${ "before " + $task.name }') }],
        after: [{ end: tell('${ "after " + $task.name + " " + ($task.output | tostring) }') }],
        ...more,
      },
    },
  ],
});

it('runs before and after every task, not for its own, and changes nothing of the data', async () => {
  const { outcome, lines, log } = await written(
    documentOf([{ a: { set: { x: '${ .n }' } } }, { b: { do: [{ c: { set: '${ .x + 1 }' } }] } }], {
      use: logging() as never,
    }),
    { n: 1 },
  );
  expect(outcome).toEqual({ kind: 'completed', output: 2 });
  expect(lines).toEqual(['before a', 'after a {"x":1}', 'before b', 'before c', 'after c 2', 'after b 2']);
  expect(log.map(each => each.reference).slice(0, 3)).toEqual([
    '/do/0/a',
    '/do/0/a/before/logging/0/begin',
    '/do/0/a/after/logging/0/end',
  ]);
});

it('extends tasks of its kind, when its condition holds', async () => {
  const document = documentOf(
    [{ a: { set: 1 as never } }, { b: { wait: 'PT0S' } }, { c: { set: 2 as never } }],
    {
      use: logging({ extend: 'set', when: '$task.name != "a" and $task.set == 2' }) as never,
    },
  );
  expect((await written(document)).lines).toEqual(['before c', 'after c 2']);
});

it('`exit` before a task puts the extension’s output in its place', async () => {
  const mock = {
    mock: {
      extend: 'call',
      before: [{ intercept: { set: { mocked: true }, then: 'exit' } }, { never: { set: 0 } }],
    },
  };
  const { outcome, lines } = await written(
    documentOf([{ a: { ...tell('real'), output: { as: '.mocked' }, then: 'end' } }, { b: { set: 'no' } }], {
      use: { extensions: [mock] } as never,
    }),
  );
  expect(outcome).toEqual({ kind: 'completed', output: true });
  expect(lines).toEqual([]);
});

it('goes on where the extended task says, after what follows it', async () => {
  const { outcome, lines } = await written(
    documentOf(
      [{ a: { set: 1 as never, then: 'c' } }, { b: { set: 2 as never } }, { c: { set: '${ . + 10 }' } }],
      {
        use: logging() as never,
      },
    ),
  );
  expect(outcome).toEqual({ kind: 'completed', output: 11 });
  expect(lines).toEqual(['before a', 'after a 1', 'before c', 'after c 11']);
});
