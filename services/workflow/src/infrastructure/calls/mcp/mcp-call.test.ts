import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';

const calls = testCalls({ limits: { timeout: 10_000 } });
const seen: {
  method: string;
  authorization: string | undefined;
  key: unknown;
  rpc: unknown;
  version: unknown;
}[] = [];
const sessions = new Map<string, NodeStreamableHTTPServerTransport>();
let http: Server;
let url: string;
let plain: CallServer;
let json = false;

function mcpServer(): McpServer {
  const server = new McpServer({ name: 'tests', version: '1.0.0' });
  server.registerTool(
    'add',
    { description: 'Adds', inputSchema: z.object({ a: z.number(), b: z.number() }) },
    async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
  );
  server.registerTool('fail', { inputSchema: z.object({}) }, async () => {
    throw new Error('the tool broke');
  });
  server.registerResource('readme', 'docs://readme', {}, async uri => ({
    contents: [{ uri: uri.href, text: 'read me' }],
  }));
  server.registerPrompt('greet', { argsSchema: z.object({ name: z.string() }) }, ({ name }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `Hello ${name}` } }],
  }));
  return server;
}

beforeAll(async () => {
  plain = await startCallServer();
  let next = 0;
  http = createServer((request, response) => {
    void (async () => {
      const chunks = (await request.toArray()) as Buffer[];
      const body =
        chunks.length === 0 ? undefined : (JSON.parse(Buffer.concat(chunks).toString()) as JsonObject);
      seen.push({
        method: request.method ?? '',
        authorization: request.headers.authorization,
        key: request.headers['idempotency-key'],
        rpc: body?.['method'],
        version: (body?.['params'] as JsonObject | undefined)?.['protocolVersion'],
      });
      const id = request.headers['mcp-session-id'];
      let transport = typeof id === 'string' ? sessions.get(id) : undefined;
      if (!transport) {
        transport = new NodeStreamableHTTPServerTransport({
          sessionIdGenerator: () => `session-${++next}`,
          enableJsonResponse: json,
          onsessioninitialized: session => void sessions.set(session, transport!),
          onsessionclosed: session => void sessions.delete(session),
        });
        await mcpServer().connect(transport);
      }
      await transport.handleRequest(request, response, body);
    })();
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
});

beforeEach(() => {
  seen.length = 0;
  json = false;
});

afterAll(async () => {
  http.closeAllConnections();
  http.close();
  await Promise.all([calls.close(), plain.stop()]);
});

const call = (
  method: string,
  parameters?: JsonObject,
  more: JsonObject = {},
  endpoint: JsonObject | string = url,
) =>
  perform(calls, 'mcp', {
    method,
    ...(parameters ? { parameters } : {}),
    transport: { http: { endpoint } },
    ...more,
  });

test.each([false, true])(
  'a tool is called in a session that ends after it (answers in JSON: %p)',
  async asJson => {
    json = asJson;
    const { output } = await call('tools/call', { name: 'add', arguments: { a: 2, b: 3 } });
    expect(output).toMatchObject({ content: [{ type: 'text', text: '5' }] });
    expect(seen.map(({ method, rpc }) => rpc ?? method)).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/call',
      'DELETE',
    ]);
    expect(seen.map(({ key }) => key)).toEqual([undefined, undefined, 'exe_1:abc', undefined]);
    expect(sessions.size).toBe(0);
  },
);

test.each<[string, JsonObject | undefined, JsonObject]>([
  ['tools/list', undefined, { tools: [{ name: 'add' }, { name: 'fail' }] }],
  ['resources/list', undefined, { resources: [{ uri: 'docs://readme' }] }],
  ['resources/read', { uri: 'docs://readme' }, { contents: [{ text: 'read me' }] }],
  ['prompts/list', undefined, { prompts: [{ name: 'greet' }] }],
  [
    'prompts/get',
    { name: 'greet', arguments: { name: 'Ada' } },
    { messages: [{ content: { text: 'Hello Ada' } }] },
  ],
  ['resources/templates/list', undefined, { resourceTemplates: [] }],
])('%s gives the result', async (method, parameters, expected) => {
  expect((await call(method, parameters)).output).toMatchObject(expected);
});

test('a tool that fails tells so in its result', async () => {
  expect((await call('tools/call', { name: 'fail', arguments: {} })).output).toMatchObject({ isError: true });
});

test.each(['2025-11-25', '2025-06-18', '2025-03-26'])('speaks the version %s', async protocolVersion => {
  expect((await call('tools/list', undefined, { protocolVersion })).output).toHaveProperty('tools');
  expect(seen[0]).toMatchObject({ rpc: 'initialize', version: protocolVersion });
});

test('authenticates every request', async () => {
  const authentication = { bearer: { token: 'hush-hush' } };
  const { authorization } = await call('tools/list', undefined, {}, { uri: url, authentication });
  expect(authorization).toEqual({ scheme: 'Bearer', parameter: 'hush-hush' });
  expect(new Set(seen.map(each => each.authorization))).toEqual(new Set(['Bearer hush-hush']));
});

test('an unknown prompt is a runtime error', async () => {
  const error = await errorOf(call('prompts/get', { name: 'nobody' }));
  expect(error).toMatchObject({
    type: 'runtime',
    status: 500,
    detail: expect.stringContaining('prompts/get'),
  });
});

describe('a server that is none', () => {
  const bad = () => errorOf(call('tools/list', undefined, { timeout: { milliseconds: 700 } }, plain.url));

  test.each<[string, number, string, string]>([
    ['HTML', 200, 'text/html', '<html>'],
    ['half of JSON', 200, 'application/json', '{"jsonrpc":'],
    ['JSON of another kind', 200, 'application/json', '{"hello":1}'],
    ['an error', 500, 'text/plain', 'hush-hush'],
    ['not found', 404, 'application/json', '{}'],
    ['a redirect elsewhere', 302, 'text/plain', ''],
    ['a stream that is none', 200, 'text/event-stream', 'data: {{{\n\n'],
    ['events without end', 200, 'text/event-stream', `data: ${'x'.repeat(3_000_000)}\n\n`],
  ])('%s is an error in time', async (_name, status, type, body) => {
    plain.handle = (_, response) =>
      void response.writeHead(status, { 'content-type': type, location: 'http://10.0.0.1/' }).end(body);
    const error = await bad();
    expect(['runtime', 'timeout', 'configuration']).toContain(error.type);
    expect((error.detail ?? '').length).toBeLessThanOrEqual(500);
  });

  test('silence is a timeout', async () => {
    plain.handle = () => undefined;
    expect(await bad()).toMatchObject({ type: 'timeout', status: 408 });
  });

  test('an error of JSON-RPC is a runtime error', async () => {
    plain.handle = ({ body }, response) => {
      const { id } = JSON.parse(body) as { id: number };
      answer(response, { jsonrpc: '2.0', id, error: { code: -32_000, message: 'not today' } });
    };
    expect(await bad()).toMatchObject({ type: 'runtime', detail: expect.stringContaining('not today') });
  });
});

test('a call that is broken off may be repeated', async () => {
  const leave = new AbortController();
  plain.handle = () => leave.abort();
  const given = { method: 'tools/list', transport: { http: { endpoint: plain.url } } };
  const broken = perform(calls, 'mcp', given, { signal: leave.signal });
  await expect(broken).rejects.toMatchObject({ name: 'TryAgainLater' });
});
