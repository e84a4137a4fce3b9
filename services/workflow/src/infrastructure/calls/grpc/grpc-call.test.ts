import {
  loadPackageDefinition,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  type ServerWritableStream,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';

const proto = `
  // The greeter of the tests. syntax = "proto2";
  syntax = "proto3";
  package acme.v1;
  import "google/protobuf/timestamp.proto";
  import "google/protobuf/struct.proto";
  import "google/api/annotations.proto";

  enum Mood { MOOD_UNSPECIFIED = 0; GOOD = 1; }
  message Address { string street_name = 1; }
  message Everything {
    message Inner { sint32 depth = 1; }
    string name = 1;
    int64 big_number = 2;
    Mood mood = 3;
    bytes picture = 4;
    repeated Address addresses = 5;
    map<string, Inner> inner_by_name = 6;
    oneof choice { string text = 7; uint32 number = 8; }
    optional bool maybe = 9;
    google.protobuf.Timestamp at = 10;
    google.protobuf.Struct free = 11;
    repeated double factors = 12;
    Everything next = 13;
  }
  service Greeter {
    rpc Echo (Everything) returns (Everything);
    rpc Count (Everything) returns (stream Everything);
    rpc Collect (stream Everything) returns (Everything);
  }`;

type Handler = (request: Record<string, unknown>, metadata: Metadata) => object;

const calls = testCalls({ limits: { timeout: 10_000 } });
const server = new Server();
let documents: CallServer;
let port: number;
let echo: Handler;
let count: (call: ServerWritableStream<unknown, unknown>) => void;

beforeAll(async () => {
  documents = await startCallServer();
  const root = protobuf.parse(proto, { keepCase: true }).root;
  for (const name of ['timestamp', 'struct'])
    root.addJSON(protobuf.common.get(`google/protobuf/${name}.proto`)?.nested ?? {});
  const loaded = loadPackageDefinition(
    fromJSON(root.toJSON(), { keepCase: true, longs: String }),
  ) as unknown as {
    acme: { v1: { Greeter: { service: Parameters<Server['addService']>[0] } } };
  };
  const handlers: UntypedServiceImplementation = {
    Echo: (call: ServerUnaryCall<Record<string, unknown>, object>, done: sendUnaryData<object>) => {
      try {
        done(null, echo(call.request, call.metadata));
      } catch (error) {
        done(error as Error);
      }
    },
    Count: (call: ServerWritableStream<unknown, unknown>) => count(call),
    Collect: () => undefined,
  };
  server.addService(loaded.acme.v1.Greeter.service, handlers);
  port = await new Promise<number>((done, fail) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) fail(error);
      else done(bound);
    });
  });
});

beforeEach(() => {
  echo = request => request;
  documents.seen.length = 0;
  documents.handle = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/plain' }).end(proto);
});

afterAll(async () => {
  server.forceShutdown();
  await Promise.all([calls.close(), documents.stop()]);
});

function call(method: string, args: JsonObject = {}, more: JsonObject = {}, service: JsonObject = {}) {
  return perform(calls, 'grpc', {
    proto: { endpoint: `${documents.url}/greet.proto` },
    service: { name: 'acme.v1.Greeter', host: '127.0.0.1', port, ...service },
    method,
    arguments: args,
    ...more,
  });
}

const everything = {
  name: 'Rex',
  bigNumber: '9007199254740993',
  mood: 'GOOD',
  picture: 'iVA=',
  addresses: [{ streetName: 'High' }],
  innerByName: { a: { depth: -3 } },
  number: 7,
  maybe: false,
  at: '2026-01-02T03:04:05.500Z',
  free: { any: ['thing', 1, null] },
  factors: [0.5, 'NaN'],
};

test('a unary call takes and gives JSON as protobuf writes it', async () => {
  let got: unknown;
  let key: unknown;
  echo = (request, metadata) => {
    got = request;
    key = metadata.get('idempotency-key');
    return request;
  };
  const { output } = await call('Echo', everything);
  expect(output).toEqual(everything);
  expect(got).toMatchObject({
    name: 'Rex',
    big_number: '9007199254740993',
    addresses: [{ street_name: 'High' }],
  });
  expect(key).toEqual(['exe_1:abc']);
});

test('names of fields may be those of the .proto, and methods may be named in either case', async () => {
  const { output } = await call('echo', { big_number: 5, inner_by_name: { a: {} } });
  expect(output).toMatchObject({ bigNumber: '5', innerByName: { a: { depth: 0 } }, name: '', addresses: [] });
  expect(output).not.toHaveProperty('maybe');
});

test('the .proto is read once', async () => {
  const own = testCalls();
  const given = {
    proto: { endpoint: documents.url },
    service: { name: 'acme.v1.Greeter', host: '127.0.0.1', port },
    method: 'Echo',
  };
  await perform(own, 'grpc', given);
  await perform(own, 'grpc', given);
  expect(documents.seen).toHaveLength(1);
  await own.close();
});

test('a stream of answers is a list', async () => {
  count = stream => {
    for (const name of ['a', 'b', 'c']) stream.write({ name });
    stream.end();
  };
  expect((await call('Count')).output).toEqual([
    expect.objectContaining({ name: 'a' }),
    expect.objectContaining({ name: 'b' }),
    expect.objectContaining({ name: 'c' }),
  ]);
});

test('a stream without end is broken off', async () => {
  let cancelled = false;
  count = stream => {
    stream.on('cancelled', () => (cancelled = true));
    const more = () => {
      while (!cancelled && stream.write({ name: 'x'.repeat(10_000) }));
    };
    stream.on('drain', more);
    more();
  };
  expect(await errorOf(call('Count'))).toMatchObject({ type: 'communication' });
});

test('a stream that stops is a timeout', async () => {
  const hurried = testCalls({ limits: { timeout: 500 } });
  count = stream => void stream.write({ name: 'a' });
  const given = {
    proto: { endpoint: documents.url },
    service: { name: 'acme.v1.Greeter', host: '127.0.0.1', port },
    method: 'Count',
  };
  expect(await errorOf(perform(hurried, 'grpc', given))).toMatchObject({ type: 'timeout', status: 408 });
  await hurried.close();
});

test.each([
  [status.NOT_FOUND, 404],
  [status.INVALID_ARGUMENT, 400],
  [status.PERMISSION_DENIED, 403],
  [status.RESOURCE_EXHAUSTED, 429],
  [status.UNAVAILABLE, 503],
  [status.INTERNAL, 500],
])('status %i is a communication error with %i', async (code, expected) => {
  echo = () => {
    throw Object.assign(new Error('no'), { code, details: 'no such pet' });
  };
  expect(await errorOf(call('Echo'))).toMatchObject({ type: 'communication', status: expected });
});

test("the server's deadline is a timeout", async () => {
  echo = () => {
    throw Object.assign(new Error('late'), { code: status.DEADLINE_EXCEEDED });
  };
  expect(await errorOf(call('Echo'))).toMatchObject({ type: 'timeout' });
});

test('an answer that is too large is a communication error', async () => {
  echo = () => ({ name: 'x'.repeat(2_000_000) });
  expect(await errorOf(call('Echo'))).toMatchObject({ type: 'communication', status: 429 });
});

test('an answer that is nested too deeply is a communication error', async () => {
  echo = () => {
    let nested: object = {};
    for (let depth = 0; depth < 150; depth++) nested = { next: nested };
    return nested;
  };
  expect(await errorOf(call('Echo'))).toMatchObject({ type: 'communication' });
});

test('nobody at that port is a communication error', async () => {
  expect(await errorOf(call('Echo', {}, {}, { port: 1 }))).toMatchObject({
    type: 'communication',
    status: 503,
  });
});

test('outside of the local profile only TLS is spoken', async () => {
  const secure = testCalls({ guard: { profile: 'production', allow: ['127.0.0.0/8'] } });
  let reached = false;
  echo = request => {
    reached = true;
    return request;
  };
  const given = {
    proto: { endpoint: `data:text/plain,${encodeURIComponent(proto)}` },
    service: { name: 'acme.v1.Greeter', host: '127.0.0.1', port },
    method: 'Echo',
  };
  expect(await errorOf(perform(secure, 'grpc', given))).toMatchObject({ type: 'communication', status: 503 });
  expect(reached).toBe(false);
  await secure.close();
});

describe('authentication', () => {
  test('is metadata, and a revoked token is fetched anew', async () => {
    let issued = 0;
    documents.handle = ({ url }, response) =>
      url === '/oauth2/token'
        ? answer(response, { access_token: `token-${++issued}`, token_type: 'Bearer', expires_in: 600 })
        : void response.writeHead(200).end(proto);
    echo = (_, metadata) => {
      if (metadata.get('authorization')[0] !== 'Bearer token-1' || issued === 1)
        return { name: String(metadata.get('authorization')[0]) };
      throw Object.assign(new Error('revoked'), { code: status.UNAUTHENTICATED });
    };
    const oauth2 = {
      authority: documents.url,
      grant: 'client_credentials',
      client: { id: 'a', secret: 'b' },
    };
    const authorized = () => call('Echo', {}, {}, { authentication: { oauth2 } });
    expect((await authorized()).output).toMatchObject({ name: 'Bearer token-1' });
    issued = 1.5;
    expect((await authorized()).authorization).toEqual({ scheme: 'Bearer', parameter: 'token-2.5' });
  });

  test('by digest is refused', async () => {
    const authentication = { digest: { username: 'a', password: 'b' } };
    expect(await errorOf(call('Echo', {}, {}, { authentication }))).toMatchObject({ type: 'configuration' });
  });

  test('is not repeated in errors', async () => {
    echo = (_, metadata) => {
      throw Object.assign(new Error('x'), {
        code: status.PERMISSION_DENIED,
        details: String(metadata.get('authorization')),
      });
    };
    const error = await errorOf(call('Echo', {}, {}, { authentication: { bearer: { token: 'hush-hush' } } }));
    expect(error.detail).toContain('PERMISSION_DENIED');
    expect(error.detail).not.toContain('hush-hush');
  });
});

test.each<[string, string, JsonObject, JsonObject, string, string]>([
  ['an unknown method', 'Shout', {}, {}, 'configuration', "'Shout'"],
  ['an unknown service', 'Echo', {}, { name: 'acme.v1.Nobody' }, 'configuration', 'acme.v1.Nobody'],
  ['a stream of requests', 'Collect', {}, {}, 'configuration', 'stream of requests'],
  ['an unknown argument', 'Echo', { colour: 'hush-hush' }, {}, 'validation', 'colour'],
  ['an argument of another type', 'Echo', { number: 'hush-hush' }, {}, 'validation', 'number'],
  ['an unknown value of an enum', 'Echo', { mood: 'hush-hush' }, {}, 'validation', 'Mood'],
])('refuses %s', async (_name, method, args, service, type, said) => {
  const error = await errorOf(call(method, args, {}, service));
  expect(error).toMatchObject({ type, status: 400, detail: expect.stringContaining(said) });
  expect(error.detail).not.toContain('hush-hush');
});

test.each([
  ['HTML', '<html>'],
  ['another import', 'syntax = "proto3"; import "other.proto"; message A {}'],
  ['an unknown type', 'syntax = "proto3"; message A { Nothing a = 1; }'],
  ['an edition', 'edition = "2023"; message A {}'],
  ['a package of Google', 'syntax = "proto3"; package google.protobuf; message A {}'],
  ['a name that is code', 'syntax = "proto3"; message A { string x(){} = 1; }'],
  ['nesting without end', `syntax = "proto3"; ${'message A {'.repeat(50_000)}`],
])('a .proto that is %s is a configuration error', async (_name, text) => {
  const endpoint = `data:text/plain,${encodeURIComponent(text)}`;
  const error = await errorOf(call('Echo', {}, { proto: { endpoint } }));
  expect(error).toMatchObject({ type: 'configuration', status: 400 });
});
