import { type LookupAddress } from 'node:dns';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../test/call-server.ts';
import { type Protocol } from '../../domain/effects.ts';
import { type JsonObject } from '../../domain/json.ts';

let server: CallServer;

beforeAll(async () => {
  server = await startCallServer();
});

beforeEach(() => {
  server.seen.length = 0;
});

afterAll(() => server.stop());

const production = testCalls({ guard: { profile: 'production' }, limits: { timeout: 5_000 } });
const proto = `data:text/plain,${encodeURIComponent('syntax="proto3"; message A {} service S { rpc Do(A) returns (A); }')}`;

afterAll(() => production.close());

/** Each way in which a document may name an address. */
const ways = (uri: string): [string, Protocol, JsonObject][] => {
  const { host } = new URL(uri);
  const oauth2 = { authority: uri, grant: 'client_credentials', client: { id: 'a', secret: 'secret' } };
  return [
    ['the endpoint of http', 'http', { method: 'get', endpoint: uri }],
    [
      'the authority of oauth2',
      'http',
      { method: 'get', endpoint: { uri: 'https://does-not-exist.invalid', authentication: { oauth2 } } },
    ],
    [
      'the authority of oidc',
      'http',
      {
        method: 'get',
        endpoint: { uri: 'https://does-not-exist.invalid', authentication: { oidc: oauth2 } },
      },
    ],
    ['the document of openapi', 'openapi', { document: { endpoint: uri }, operationId: 'a' }],
    ['the document of asyncapi', 'asyncapi', { document: { endpoint: uri }, operation: 'a', message: {} }],
    [
      'the proto of grpc',
      'grpc',
      { proto: { endpoint: uri }, service: { name: 'S', host: 'a.example' }, method: 'Do' },
    ],
    [
      'the host of grpc',
      'grpc',
      { proto: { endpoint: proto }, service: { name: 'S', host: host.replace(/:\d+$/, '') }, method: 'Do' },
    ],
    ['the endpoint of mcp', 'mcp', { method: 'tools/list', transport: { http: { endpoint: uri } } }],
  ];
};

describe.each([
  'https://127.0.0.1',
  'https://localhost',
  'https://10.0.0.1',
  'https://169.254.169.254',
  'https://metadata.google.internal',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:a00:1]',
  'https://2130706433',
  'https://0x7f000001',
])('%s', uri => {
  test.each(ways(uri))('is refused as %s', async (_name, protocol, given) => {
    expect(await errorOf(perform(production, protocol, given))).toMatchObject({
      type: 'configuration',
      status: 400,
      detail: expect.stringContaining('may not be called'),
    });
  });
});

test('http is refused outside of the local profile', async () => {
  const error = await errorOf(perform(production, 'http', { method: 'get', endpoint: 'http://example.com' }));
  expect(error).toMatchObject({ type: 'configuration' });
});

describe('a name', () => {
  const resolving = (...answers: string[]) => {
    let asked = 0;
    return testCalls({
      limits: { timeout: 5_000 },
      resolve: (_name, _options, done) => {
        const address = answers[Math.min(asked++, answers.length - 1)] ?? '';
        const found: LookupAddress[] = [{ address, family: address.includes(':') ? 6 : 4 }];
        done(null, found);
      },
    });
  };

  test.each(ways('http://rebound.example'))(
    'that resolves to a private address is refused as %s',
    async (...way) => {
      const [, protocol, given] = way;
      const calls = resolving('10.0.0.1');
      const error = await errorOf(perform(calls, protocol, given));
      expect(error).toMatchObject({
        type: 'configuration',
        detail: expect.stringContaining('may not be called'),
      });
      expect(error.detail).not.toContain('10.0.0.1');
      await calls.close();
    },
  );

  test('that changes its mind between two connections is refused the second time', async () => {
    const calls = resolving('127.0.0.1', '10.0.0.1');
    server.handle = (_, response) => answer(response, {}, 200, { connection: 'close' });
    const given = { method: 'get', endpoint: `http://rebound.example:${server.port}` };
    await perform(calls, 'http', given);
    expect(await errorOf(perform(calls, 'http', given))).toMatchObject({ type: 'configuration' });
    expect(server.seen).toHaveLength(1);
    await calls.close();
  });
});

test("the platform's own ports are refused in the local profile, and other blocks are allowed by configuration", async () => {
  const own = testCalls({ guard: { profile: 'local', platformPorts: [server.port] } });
  const given = { method: 'get', endpoint: server.url };
  expect(await errorOf(perform(own, 'http', given))).toMatchObject({ type: 'configuration' });
  const allowed = testCalls({
    guard: { profile: 'local', platformPorts: [server.port], allow: ['127.0.0.0/8'] },
  });
  server.handle = (_, response) => answer(response, {});
  expect((await perform(allowed, 'http', given)).output).toEqual({});
  await Promise.all([own.close(), allowed.close()]);
});

test('agents of a2a are refused, and so are programs for mcp', async () => {
  expect(await errorOf(perform(production, 'a2a', { method: 'message/send' }))).toMatchObject({
    type: 'configuration',
  });
  const stdio = { method: 'tools/list', transport: { stdio: { command: 'npx' } } };
  expect(await errorOf(perform(production, 'mcp', stdio))).toMatchObject({
    type: 'configuration',
    detail: expect.stringContaining('stdio'),
  });
});

test.each(['file:///etc/passwd', 'ftp://a.example/x', 'data://x'])(
  '%s is no place for a document',
  async endpoint => {
    const given = { document: { endpoint }, operationId: 'a' };
    expect(await errorOf(perform(production, 'openapi', given))).toMatchObject({ type: 'configuration' });
  },
);
