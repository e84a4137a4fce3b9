import { documentOf, runDocument, sandbox } from '../../../test/run-document.ts';
import { type ProtocolCall } from '../effects.ts';
import { type RunState } from '../run-state.ts';
import { type TenantEvent } from '../tenant-event.ts';
import { fault } from '../workflow-error.ts';

afterAll(() => sandbox.close());

describe('functions', () => {
  const use = {
    functions: {
      double: { set: { twice: '${ .n * 2 }' } },
      both: {
        do: [{ one: { call: 'double', with: { n: '${ .n }' } } }, { two: { set: '${ .twice + 1 }' } }],
      },
      round: { do: [{ again: { call: 'round' } }] },
    },
  };

  it('carries out a function of use.functions with the call’s arguments as its input', async () => {
    const { outcome, log } = await runDocument(
      documentOf([{ a: { call: 'both', with: { n: '${ .x }' } } }], { use }),
      { input: { x: 5 } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: 11 });
    expect(log.map(each => each.reference)).toEqual([
      '/do/0/a',
      '/do/0/a/both',
      '/do/0/a/both/do/0/one',
      '/do/0/a/both/do/0/one/double',
      '/do/0/a/both/do/1/two',
    ]);
  });

  it('bounds one that calls itself', async () => {
    const { outcome } = await runDocument(documentOf([{ a: { call: 'round' } }], { use }), {
      limits: { tasks: 50 },
    });
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { detail: expect.stringContaining('50 tasks') },
    });
  });
});

describe('calls by protocol', () => {
  const asked: ProtocolCall[] = [];
  const calls = {
    perform: async (call: ProtocolCall) => {
      asked.push(call);
      return { output: { ok: true }, authorization: { scheme: 'Basic', parameter: 'abc' } };
    },
  };
  beforeEach(() => asked.splice(0));

  it('hands over the call evaluated, with its policy written out and a key', async () => {
    const { outcome } = await runDocument(
      documentOf(
        [
          {
            get: {
              call: 'http',
              with: {
                method: 'get',
                endpoint: { uri: 'https://x.test/{id}', authentication: { use: 'login' } },
                body: { authentication: 'kept', n: '${ .n }' },
              },
              output: { as: '${ $authorization.scheme }' },
            },
          },
        ],
        {
          use: {
            secrets: ['account'],
            authentications: { login: { basic: { use: 'account' } } },
          },
        },
      ),
      {
        input: { id: 7, n: 1 },
        ports: { calls, secrets: { account: { username: 'account', password: '${ .never }' } } },
      },
    );
    expect(outcome).toEqual({ kind: 'completed', output: 'Basic' });
    expect(asked).toEqual([
      {
        protocol: 'http',
        with: {
          method: 'get',
          endpoint: {
            uri: 'https://x.test/{id}',
            authentication: { basic: { username: 'account', password: '${ .never }' } },
          },
          body: { authentication: 'kept', n: 1 },
        },
        input: { id: 7, n: 1 },
        idempotencyKey: expect.stringMatching(/^exe_1:[0-9a-f]{32}$/),
      },
    ]);
  });

  it('a secret that the workspace does not have is an authorization error', async () => {
    const { outcome } = await runDocument(
      documentOf([{ a: { set: '${ $secrets.token }' } }], { use: { secrets: ['token'] } }),
    );
    expect(outcome).toMatchObject({
      kind: 'faulted',
      error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization', status: 403 },
    });
  });

  it('an error of the call can be caught by its status', async () => {
    const perform = async () => {
      throw fault('communication', 'gone', 404);
    };
    const { outcome } = await runDocument(
      documentOf([
        {
          guard: {
            try: [{ get: { call: 'http', with: { method: 'get', endpoint: 'https://x.test' } } }],
            catch: {
              errors: { with: { status: 404 } },
              as: 'err',
              do: [{ tell: { set: '${ $err.detail }' } }],
            },
          },
        },
      ]),
      { ports: { calls: { perform } } },
    );
    expect(outcome).toEqual({ kind: 'completed', output: 'gone' });
  });
});

it('emits an event under an id that stays the same, and gives it as output', async () => {
  const emitted: TenantEvent[] = [];
  const document = documentOf([
    {
      tell: { emit: { event: { with: { source: '/shop', type: 'order.placed', data: { n: '${ .n }' } } } } },
    },
  ]);
  const states: RunState[] = [];
  const run = (state?: RunState) =>
    runDocument(document, {
      input: { n: 3 },
      ...(state ? { state } : {}),
      checkpoint: saved => (states.push(saved), 'go'),
      ports: { events: { emit: async event => void emitted.push(event), after: async () => [] } },
    });
  const { outcome } = await run();
  await run(states[0]);
  expect(outcome).toMatchObject({ output: { specversion: '1.0', type: 'order.placed', data: { n: 3 } } });
  expect(emitted).toHaveLength(2);
  expect(emitted[0]).toEqual(emitted[1]);
});
