import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

let platform: Platform;
let replica: Replica;
let call: OutgoingCall;
let server: Server;
let url: string;
let names = 0;
const heard: IncomingMessage[] = [];
const secretive = newId('wsp');
const secret = 'a-very-secret-token';

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request);
    if (request.url?.endsWith('function.yaml'))
      response.end(
        'run: { script: { language: js, source: { endpoint: "/twice.js" } } }'.replace(
          '/twice',
          `${url}/twice`,
        ),
      );
    else if (request.url === '/chat.json')
      response.end(
        JSON.stringify({
          asyncapi: '2.6.0',
          servers: { queue: { url: 'broker.example', protocol: 'amqp' } },
          channels: { chat: { publish: { operationId: 'say' }, subscribe: { operationId: 'hear' } } },
        }),
      );
    else if (request.url === '/twice.js') response.end('return 2');
    else if (request.url === '/schema.json') response.end('{"type":"object","required":["n"]}');
    else if (request.url === '/gone') response.writeHead(404).end('no such thing');
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ path: request.url }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  platform = await startPlatform(createFakeIntegration().handlers, { [secretive]: { token: secret } });
  replica = await platform.startReplica();
}, 120_000);
afterAll(async () => {
  await platform.stop();
  server.close();
});
beforeEach(async () => {
  heard.length = 0;
  call = await platform.callOf(newId('wsp'));
});

async function create(tasks: object[], more: object = {}, name = `t${++names}`): Promise<string> {
  const document = documentOf(name, tasks, more);
  const { workflow } = await replica.client.CreateWorkflow({ document }, call);
  return workflow?.id ?? '';
}

async function start(workflowId: string, input: unknown = {}, waitSeconds = 0) {
  const request = { workflowId, input: toValue(input), waitSeconds };
  const { execution } = await replica.client.ExecuteWorkflow(request, call, { timeoutMs: 30_000 });
  if (!execution) throw new Error('no execution');
  return execution;
}

async function run(tasks: object[], input: unknown = {}, more: object = {}) {
  return start(await create(tasks, more), input, 25);
}

const read = (executionId: string) => replica.client.GetExecutionStatus({ executionId }, call);
const until = (executionId: string, status: string) =>
  eventually(async () => (await read(executionId)).status === `EXECUTION_STATE_${status}`, {
    what: `${executionId} ${status}`,
    timeoutMs: 30_000,
  });
const publish = (type: string, data: unknown) =>
  replica.client.PublishEvent({ event: { type, source: 'https://x.test/s', data: toValue(data) } }, call);

it('calls over HTTP under the task’s key, and fails as the server does', async () => {
  const get = (uri: string) => ({ call: 'http', with: { method: 'get', endpoint: url + uri } });
  const done = await run([{ a: get('/pets/{id}') }, { b: { set: '${ .path }' } }], { id: 7 });
  expect(fromValue(done.output)).toBe('/pets/7');
  expect(heard[0]?.headers['idempotency-key']).toMatch(new RegExp(`^${done.id}:[0-9a-f]{32}$`));
  expect((await run([{ a: get('/gone') }])).error).toMatchObject({
    type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication',
    status: 404,
    instance: '/do/0/a',
  });
});

it('forks: calls, scripts and waits beside each other', async () => {
  const branches = [
    { web: { call: 'http', with: { method: 'get', endpoint: `${url}/x` } } },
    { script: { run: { script: { language: 'js', code: 'return n + 1', arguments: { n: '${ .n }' } } } } },
    { pause: { do: [{ w: { wait: { milliseconds: 300 } } }, { s: { set: 'waited' } }] } },
  ];
  const done = await run([{ all: { fork: { branches } } }], { n: 1 });
  expect(fromValue(done.output)).toEqual([{ path: '/x' }, 2, 'waited']);
});

it('a run that waits for events goes on when the last of them comes, and is told of nothing else', async () => {
  const id = await create([
    {
      hear: {
        listen: { to: { all: [{ with: { type: 'a' } }, { with: { type: 'b', data: '${ .n > 1 }' } }] } },
      },
    },
  ]);
  const early = await start(id);
  await until(early.id, 'WAITING');
  await publish('b', { n: 1 });
  await publish('b', { n: 2 });
  await publish('a', { n: 3 });
  await until(early.id, 'COMPLETED');
  // In the order in which they arrived: the broker delivers several at a time.
  const output = fromValue((await read(early.id)).output);
  expect(output).toHaveLength(2);
  expect(output).toEqual(expect.arrayContaining([{ n: 2 }, { n: 3 }]));
  expect(await platform.engineKeys(early.id)).toEqual([]);
});

it('hears what another run emits, before it listens as well', async () => {
  const listener = await create([
    { pause: { wait: { seconds: 2 } } },
    { hear: { listen: { to: { one: { with: { type: 'ping' } } } } } },
  ]);
  const { id } = await start(listener);
  await run([
    { tell: { emit: { event: { with: { source: 'https://x.test', type: 'ping', data: { n: 1 } } } } } },
  ]);
  await until(id, 'COMPLETED');
  expect(fromValue((await read(id)).output)).toEqual([{ n: 1 }]);
});

it('consumes messages of a channel that others publish to, those before it subscribed as well', async () => {
  const chat = (given: object) => ({
    call: 'asyncapi',
    with: { document: { endpoint: `${url}/chat.json` }, channel: 'chat', ...given },
  });
  const { id } = await start(
    await create([
      { pause: { wait: 'PT1S' } },
      { hear: chat({ subscription: { filter: '${ .payload.n > 0 }', consume: { amount: 2 } } }) },
      { out: { set: '${ map([.payload.n, .headers.room]) }' } },
    ]),
  );
  await run(
    [0, 1, 2].map(n => ({
      [`say${n}`]: chat({ message: { payload: { n: `\${ ${n} }` }, headers: { room: 'one' } } }),
    })),
  );
  await until(id, 'COMPLETED');
  expect(fromValue((await read(id)).output)).toEqual(
    expect.arrayContaining([
      [1, 'one'],
      [2, 'one'],
    ]),
  );
});

it('runs another workflow and waits for it, even over a wait of its own', async () => {
  await create([{ pause: { wait: { seconds: 1 } } }, { up: { set: '${ .n + 1 }' } }], {}, 'inner');
  const sub = {
    run: { workflow: { namespace: 'test', name: 'inner', version: 'latest', input: { n: '${ .n }' } } },
  };
  const done = await run([{ sub }], { n: 1 });
  expect(fromValue(done.output)).toBe(2);
});

it('ends workflows that run each other for ever with a clear error', async () => {
  const sub = { run: { workflow: { namespace: 'test', name: 'round', version: '1.0.0' } } };
  const done = await start(await create([{ sub }], {}, 'round'), {}, 25);
  expect(done).toMatchObject({ status: 'EXECUTION_STATE_FAULTED', error: { instance: '/do/0/sub' } });
  expect(done.error?.detail).toContain('10 deep');
});

it('interrupts a listen and a call after their timeouts', async () => {
  const deaf = { listen: { to: { one: { with: { type: 'never' } } } }, timeout: { after: 'PT1S' } };
  expect((await run([{ deaf }])).error).toMatchObject({ status: 408, instance: '/do/0/deaf' });
});

it('reads a workspace’s secret, sends it, and shows it nowhere', async () => {
  call = await platform.callOf(secretive);
  const id = await create(
    [
      {
        get: {
          input: { from: '${ { key: $secrets.token } }' },
          call: 'http',
          with: { method: 'get', endpoint: `${url}/x`, headers: { 'x-key': '${ .key }' } },
          output: { as: '${ { sent: $input.key, path: .path } }' },
        },
      },
      { pause: { wait: { milliseconds: 200 } } },
      {
        again: {
          call: 'http',
          with: { method: 'get', endpoint: `${url}/y`, headers: { 'x-key': '${ .sent }' } },
        },
      },
    ],
    { use: { secrets: ['token'] } },
  );
  const done = await start(id, {}, 25);
  expect(heard.map(each => each.headers['x-key'])).toEqual([secret, secret]);
  const { tasks } = await replica.client.ListExecutionTasks({ executionId: done.id }, call);
  expect(JSON.stringify([done, tasks])).not.toContain(secret);
  const { rows } = await platform.database.query<{ text: string }>(
    "SELECT coalesce(state::text, '') || coalesce(output::text, '') AS text FROM executions WHERE id = $1",
    [done.id],
  );
  expect(JSON.stringify(rows)).not.toContain(secret);
});

it('takes functions, scripts and schemas from elsewhere when it is stored, and never again', async () => {
  const id = await create([{ a: { call: 'two:1.0.0@lib' } }, { b: { call: `${url}/own/function.yaml` } }], {
    use: { catalogs: { lib: { endpoint: url } } },
    input: { schema: { resource: { endpoint: `${url}/schema.json` } } },
  });
  const fetched = heard.map(each => each.url).sort();
  expect(fetched).toEqual([
    '/functions/two/1.0.0/function.yaml',
    '/own/function.yaml',
    '/schema.json',
    '/twice.js',
  ]);
  const done = await start(id, { n: 1 }, 25);
  expect(fromValue(done.output)).toBe(2);
  expect(heard).toHaveLength(fetched.length);
  await expect(start(id, {})).rejects.toMatchObject({ code: 'WORKFLOW.INVALID_INPUT' });
});

it('refuses a document whose parts cannot be had, with their paths', async () => {
  await expect(create([{ a: { call: `${url}/gone` } }])).rejects.toMatchObject({
    code: 'WORKFLOW.INVALID',
    fields: [{ path: '/do/0/a/call', message: expect.stringContaining('404') as string }],
  });
});
