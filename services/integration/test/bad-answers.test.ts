import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import type { Provider } from '../src/domain/provider.ts';
import { createProviderAccess } from '../src/infrastructure/provider-access.ts';
import { act, actionSettings, callIn, connect, createTestApp, newWorkspace } from './harness.ts';
import { movingCatalogue, readSandbox } from './sandbox-catalogue.ts';

type Answer = (response: ServerResponse) => void;

const mebibyte = 1024 ** 2;
const secret = 'a-secret-of-the-provider';

const agent = createGuardedAgent({ profile: 'local' });
let sandbox: Sandbox;
let made: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let connectionId: string;
/** Where the provider is, once it is connected: its API moves to the bad server. */
let moved: Partial<Provider> = {};
let answer: Answer;
let received = 0;

/** The body is read first: a provider that answers badly has understood the request. */
const server = createServer((request, response) => {
  received += 1;
  void text(request).then(() => answer(response));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sandbox = await startSandbox();
  made = await createTestApp(sandbox, {
    catalogue: await movingCatalogue(sandbox.url, () => moved),
    ...createProviderAccess({
      store: createMemoryState(),
      log: silentLog,
      dispatcher: agent,
      tokenDispatcher: agent,
      actions: { ...actionSettings, breakerFailures: 1_000 },
      now: () => new Date(),
    }),
  });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await Promise.all([made.close(), agent.close()]);
  await sandbox.stop();
});
beforeEach(async () => {
  received = 0;
  moved = {};
  call = callIn(newWorkspace());
  connectionId = (await connect(made.app, call)).id;
  moved = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});

const send =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

/** A body that goes on for ever, as fast as it is taken. */
const endless =
  (chunk: Buffer | string, headers: Record<string, string> = {}): Answer =>
  response => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    const more = () => {
      if (!response.destroyed && response.write(chunk)) setImmediate(more);
    };
    response.on('drain', more);
    more();
  };

const page = '<!doctype html><html><body>Sign in, token a-secret-of-the-provider</body></html>';
const html = { 'content-type': 'text/html' };
const gzip = { 'content-encoding': 'gzip' };
const note = { title: 'a', body: 'b' };

async function fail(action = 'create-note', input: unknown = note, given = call): Promise<object> {
  return made.app.executeAction(act(connectionId, action, input), given).then(
    () => {
      throw new Error('It succeeded.');
    },
    (error: unknown) => {
      if (!isAppError(error)) throw error;
      expect(`${error.message}${JSON.stringify(error.metadata)}`).not.toContain(secret);
      return { code: error.code, status: error.httpStatus, detail: error.message };
    },
  );
}

const bad = (detail: string, code = 'PROVIDER.ERROR', status = 502) => ({
  code,
  status,
  detail: expect.stringContaining(detail) as string,
});

test.each<[string, Answer, object]>([
  ['HTML', send(200, page, html), bad('answered 200 with HTML')],
  ['HTML that says it is JSON', send(200, page), bad('answered 200 with HTML')],
  ['JSON that is cut', send(200, `{"id": "${secret}`), bad('text that is no JSON')],
  [
    'text in place of an object',
    send(200, secret, { 'content-type': 'text/plain' }),
    bad('text that is no JSON'),
  ],
  [
    'a string in place of an object',
    send(200, `"${secret}"`),
    bad('JSON that is not what this action gives'),
  ],
  [
    'a list in place of an object',
    send(200, `["${secret}"]`),
    bad('JSON that is not what this action gives'),
  ],
  ['null in place of an object', send(200, 'null'), bad('JSON that is not what this action gives')],
  ['nothing in place of an object', send(204, ''), bad('answered 204 with nothing')],
  ['5 MB of JSON', send(200, `{"id":"${'x'.repeat(5_000_000)}"}`), bad('answered 200 with more than 1 MiB')],
  ['JSON that never ends', endless('[1,2,3],'.repeat(1_000)), bad('answered 200 with more than 1 MiB')],
  ['JSON nested for ever', send(200, '['.repeat(400_000) + ']'.repeat(400_000)), bad('nested too deeply')],
  ['a gzip bomb', send(200, gzipSync(Buffer.alloc(50 * mebibyte)), gzip), bad('with more than 1 MiB')],
  [
    'a brotli bomb',
    send(200, brotliCompressSync(Buffer.alloc(50 * mebibyte)), { 'content-encoding': 'br' }),
    bad('with more than 1 MiB'),
  ],
  ['gzip that is none', send(200, `{"id":"${secret}"}`, gzip), bad('not compressed as it says')],
  ['gzip that is cut', send(200, gzipSync(Buffer.alloc(10_000)).subarray(0, 20), gzip), bad('and broke off')],
  [
    'an unknown encoding',
    send(200, '{}', { 'content-encoding': 'zstd9' }),
    bad('an encoding that nobody asked for'),
  ],
  [
    'a redirect elsewhere',
    send(302, '', { location: `http://169.254.169.254/?token=${secret}` }),
    bad('answered 302, a redirect, which is not followed'),
  ],
  [
    'a reset in the body',
    response => {
      response.writeHead(200, { 'content-length': '1000' }).write(`{"id":"${secret}`);
      setImmediate(() => response.socket?.resetAndDestroy());
    },
    bad('answered 200 and broke off'),
  ],
  ['a refusal with HTML', send(400, page, html), bad('answered 400.')],
  ['a refusal with 5 MB', send(400, `"${'x'.repeat(5_000_000)}"`), bad('answered 400.')],
  ['an outage with HTML', send(503, page, html), bad('is not available now', 'PROVIDER.UNAVAILABLE', 503)],
  [
    'a limit with HTML',
    send(429, page, { ...html, 'retry-after': '60' }),
    bad('allows no more', 'PROVIDER.RATE_LIMITED', 429),
  ],
])('%s is a clear error, and a request that must not be repeated is not', async (_name, reply, expected) => {
  answer = reply;
  // Without the header in which the provider takes keys, nothing may be sent twice.
  const { actions } = await readSandbox();
  moved = { ...moved, actions: actions.map(action => ({ ...action, idempotencyHeader: undefined })) };
  expect(await fail()).toEqual(expected);
  expect(received).toBe(1);
});

test('an answer that trickles for ever ends with the time of an attempt', async () => {
  const timers: NodeJS.Timeout[] = [];
  answer = response => {
    response.writeHead(200).write('{"id":"');
    timers.push(setInterval(() => response.write('x'), 20));
  };
  const hurried = { ...call, deadline: new Date(Date.now() + 600) };
  expect(await fail('create-note', note, hurried)).toEqual(
    bad('did not answer in time', 'PROVIDER.TIMEOUT', 504),
  );
  timers.forEach(clearInterval);
});

test('what breaks off is asked for again where that is harmless, what is malformed is not', async () => {
  answer = response => {
    if (received < 3)
      response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy());
    else response.end('{"notes":[]}');
  };
  const { output, attempts } = await made.app.executeAction(act(connectionId, 'list-notes'), call);
  expect({ output, attempts }).toEqual({ output: { notes: [] }, attempts: 3 });

  received = 0;
  answer = send(200, page, html);
  await fail('list-notes', {});
  expect(received).toBe(1);
});

test('where the provider takes keys, an attempt that may have arrived is repeated under the same key', async () => {
  const keys: unknown[] = [];
  answer = response => {
    keys.push(response.req.headers['idempotency-key']);
    if (keys.length < 3) response.destroy();
    else send(201, JSON.stringify({ ...note, id: 'n', createdAt: 'now' }))(response);
  };
  expect(await made.app.executeAction(act(connectionId, 'create-note', note), call)).toMatchObject({
    attempts: 3,
  });
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(keys).size).toBe(1);
});

test('good JSON is taken under any content type, compressed too', async () => {
  answer = send(200, gzipSync('\uFEFF{"notes":[]}'), { ...gzip, 'content-type': 'text/html' });
  const { output } = await made.app.executeAction(act(connectionId, 'list-notes'), call);
  expect(output).toEqual({ notes: [] });
});

test('what is no HTTP is an error of the provider', async () => {
  const garbage = createTcpServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
  }).listen(0, '127.0.0.1');
  await once(garbage, 'listening');
  moved = { baseUrl: `http://127.0.0.1:${(garbage.address() as AddressInfo).port}` };
  expect(await fail()).toEqual(bad('did not answer in HTTP'));
  garbage.close();
});

test('an error tells no half of a key that the provider repeats, and none that is written for an address', async () => {
  const told = async (message: (key: string) => string) => {
    answer = response => {
      const key = String(response.req.headers.authorization).replace('Bearer ', '');
      send(400, JSON.stringify({ error: 'x', error_description: message(key) }))(response);
    };
    const run = made.app.executeAction(act(connectionId, 'list-notes'), call);
    return run.catch((error: unknown) => (error as Error).message);
  };
  const filler = 'bad '.repeat(74);
  expect(await told(key => `${filler}${key} token`)).toBe(`Sandbox answered 400: ${filler}… `);
  expect(await told(key => `${filler}${filler}${key}`)).toHaveLength('Sandbox answered 400'.length + 300);
});

test('neither error nor log tells credentials that the provider repeats, nor what it answered', async () => {
  let logged = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  const log = createLogger({ app: 'test', level: 'trace', destination });
  answer = response => {
    const authorization = String(response.req.headers.authorization).replace('Bearer ', '');
    const body = { error: authorization, error_description: `bad token ${authorization}` };
    send(400, JSON.stringify(body))(response);
  };
  const run = () =>
    made.app.executeAction(act(connectionId, 'list-notes'), { ...call, log }).catch((error: unknown) => {
      // As the server logs what fails.
      log.error({ err: (error as Error).cause ?? error }, 'call failed');
      return error;
    });
  expect(await run()).toMatchObject({
    message: 'Sandbox answered 400: bad token …',
    metadata: { providerCode: '…' },
  });
  answer = send(200, page, html);
  expect(await run()).toMatchObject({ code: 'PROVIDER.ERROR' });
  expect(logged.match(/call failed/g)).toHaveLength(2);
  expect(logged).not.toContain(secret);
  expect(logged).not.toContain('bad token');
});
