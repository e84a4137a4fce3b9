import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import type { Provider } from '../src/domain/provider.ts';
import type { ProxyRequest, Transferred } from '../src/usecase/proxy-request.ts';
import type { IncomingBody } from '../src/usecase/transfer-body.ts';
import { act, callIn, connect, createTestApp, newWorkspace } from './harness.ts';
import { movingCatalogue, readSandbox } from './sandbox-catalogue.ts';

let sandbox: Sandbox;
let made: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let connectionId: string;
let moved: Partial<Provider> = {};
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  answer(request, response);
});
const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sandbox = await startSandbox();
  made = await createTestApp(sandbox, { catalogue: await movingCatalogue(sandbox.url, () => moved) });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await made.close();
  await sandbox.stop();
});
beforeEach(async () => {
  moved = {};
  call = callIn(newWorkspace());
  connectionId = (await connect(made.app, call)).id;
});

async function* pieces(bytes: Buffer, size = 50_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const bodyOf = (bytes: Buffer, length: number | undefined = bytes.length): IncomingBody => ({
  chunks: pieces(bytes),
  length,
});

async function whole({ body }: Transferred): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const proxied = (change: Partial<ProxyRequest> = {}): ProxyRequest => ({
  connectionId,
  purpose: '',
  method: 'GET',
  path: 'api/notes',
  query: '',
  headers: [],
  ...change,
});
const fails = (request: ProxyRequest, given = call) => expect(made.app.proxyRequest(request, given)).rejects;

describe('the proxy', () => {
  test('passes method, path, query, headers and body on with the connection’s credentials, and the answer back', async () => {
    moved = { baseUrl: `${here()}/v1`, headers: { 'x-version': '7' } };
    let seen: Record<string, unknown> = {};
    answer = (request, response) => {
      const { method, url, headers } = request;
      seen = { method, url, headers };
      request.resume().on('end', () => {
        response.writeHead(207, { 'content-type': 'text/csv', 'set-cookie': 'a=b', etag: '"1"' }).end('a,b');
      });
    };
    const headers = [
      ['authorization', 'Bearer ours'],
      ['x-api-key', 'k'],
      ['x-own', '1'],
      ['content-type', 'text/plain'],
    ] as const;
    const request = proxied({
      method: 'POST',
      path: 'things/a%2Fb',
      query: 'q=1&q=2',
      headers,
      body: bodyOf(Buffer.from('hello')),
    });
    const given = await made.app.proxyRequest(request, call);
    expect([given.status, (await whole(given)).toString()]).toEqual([207, 'a,b']);
    expect(Object.fromEntries(given.headers)).toMatchObject({ 'content-type': 'text/csv', etag: '"1"' });
    expect(Object.fromEntries(given.headers)).not.toHaveProperty('set-cookie');
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/v1/things/a%2Fb?q=1&q=2',
      headers: {
        'x-own': '1',
        'content-type': 'text/plain',
        'content-length': '5',
        'x-version': '7',
        authorization: expect.stringMatching(/^Bearer (?!ours)/) as string,
      },
    });
    expect(seen['headers'] as object).not.toHaveProperty('x-api-key');
    expect(made.events.at(-1)).toMatchObject({ type: 'action.executed', data: { action: 'proxy' } });
  });

  test('gives a refusal of the provider back as it is, once the token was renewed', async () => {
    const tokens: unknown[] = [];
    moved = { baseUrl: here() };
    answer = (request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(tokens.length < 2 ? 401 : 404).end('nope');
    };
    const given = await made.app.proxyRequest(
      proxied({ method: 'POST', body: bodyOf(Buffer.from('{}')) }),
      call,
    );
    expect([given.status, (await whole(given)).toString()]).toEqual([404, 'nope']);
    expect(new Set(tokens).size).toBe(2);
  });

  test('sends a large body once, whatever comes of it', async () => {
    let requests = 0;
    moved = { baseUrl: here() };
    answer = (request, response) => {
      requests += 1;
      request.resume().on('end', () => response.writeHead(401).end());
    };
    const given = await made.app.proxyRequest(
      proxied({ method: 'PUT', body: bodyOf(randomBytes(600_000)) }),
      call,
    );
    expect([given.status, requests]).toEqual([401, 1]);
  });

  test('needs the permission, a full consent, and a path and method that are allowed', async () => {
    const { consents } = made;
    await fails(
      proxied(),
      callIn('wsp', { workspaceId: call.identity.workspaceId, permissions: ['integration:execute'] }),
    ).toMatchObject({ code: 'AUTH.FORBIDDEN' });
    await fails(proxied({ path: '%2e%2e/admin' })).toMatchObject({ code: 'PROXY.INVALID_PATH' });
    await fails(proxied({ method: 'TRACE' })).toMatchObject({
      code: 'PROXY.METHOD_NOT_ALLOWED',
      httpStatus: 405,
    });
    await fails(proxied(), callIn(newWorkspace())).toMatchObject({ code: 'CONNECTION.NOT_FOUND' });
    moved = { proxy: false };
    await fails(proxied()).toMatchObject({ code: 'PROXY.FORBIDDEN', httpStatus: 403 });
    moved = {};
    consents.refusal = 'scopeMissing';
    await fails(proxied()).toMatchObject({ code: 'CONSENT.REQUIRED' });
    consents.refusal = undefined;
    expect(consents.asked.at(-1)).toMatchObject({
      scopes: ['openid', 'offline_access', 'notes:read', 'notes:write'],
    });
  });

  test('refuses more than it may carry, either way', async () => {
    moved = { baseUrl: here() };
    answer = (request, response) => {
      request.resume().on('end', () => response.end());
    };
    const large = Buffer.alloc(3 * 1024 * 1024);
    for (const body of [bodyOf(large), bodyOf(large, undefined)])
      await fails(proxied({ method: 'POST', body })).toMatchObject({
        code: 'REQUEST.TOO_LARGE',
        httpStatus: 413,
      });
    answer = (_request, response) => response.end(large);
    await expect(whole(await made.app.proxyRequest(proxied(), call))).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
    });
  });

  test('gives no key back that stands in the query', async () => {
    moved = { baseUrl: here(), query: { token: '${credentials.accessToken}' } };
    let key = '';
    answer = (request, response) => {
      const url = request.url ?? '';
      key = new URL(url, here()).searchParams.get('token') ?? '';
      const link = [`<${here()}${url}&page=2>; rel="next"`, `</x?auth=${key}>; rel="first"`];
      response.writeHead(201, { link, location: url, 'content-location': `/notes/${key}/1` }).end();
    };
    const { headers } = await made.app.proxyRequest(proxied({ query: 'n=1' }), call);
    expect(key.length).toBeGreaterThan(10);
    expect(JSON.stringify(headers)).not.toContain(key);
    expect(headers.filter(([name]) => /link|location/.test(name))).toEqual([
      ['link', `<${here()}/api/notes?n=1&page=2>; rel="next"`],
      ['link', '</x?auth=***>; rel="first"'],
      ['location', '/api/notes?n=1'],
      ['content-location', '/notes/***/1'],
    ]);
  });

  test('follows no redirect, and calls no address that is not allowed', async () => {
    moved = { baseUrl: here() };
    answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect((await made.app.proxyRequest(proxied(), call)).status).toBe(302);
    moved = { baseUrl: 'http://169.254.169.254' };
    await fails(proxied()).toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
  });
});

describe('files', () => {
  const file = (action: string, input: unknown, body?: IncomingBody) =>
    made.app.transferFile(
      { connectionId, action, version: '', input, purpose: '', contentType: 'image/png', body },
      call,
    );

  test('go up and come down, whole, with their type', async () => {
    const bytes = randomBytes(1_500_000);
    const up = JSON.parse(
      (await whole(await file('upload-file', { name: 'a.png' }, bodyOf(bytes, undefined)))).toString(),
    ) as object;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(up).toMatchObject({ output: { name: 'a.png', size: bytes.length, sha256 }, attempts: 1 });
    const down = await file('download-file', { name: 'a.png' });
    expect((await whole(down)).equals(bytes)).toBe(true);
    expect(Object.fromEntries(down.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '1500000',
    });
    expect(Object.fromEntries(down.headers)).not.toHaveProperty('set-cookie');
    expect(made.events.at(-1)).toMatchObject({ type: 'action.executed', data: { action: 'download-file' } });
  });

  test('fail as actions do', async () => {
    await expect(file('download-file', { name: 'none' })).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
      metadata: { status: '404', providerCode: 'no_such_file' },
    });
    await expect(file('download-file', {})).rejects.toMatchObject({ code: 'ACTION.INVALID_INPUT' });
    await expect(file('upload-file', { name: 'a' })).rejects.toMatchObject({ httpStatus: 415 });
    await expect(
      file('create-note', { title: 'a', body: 'b' }, bodyOf(Buffer.from('x'))),
    ).rejects.toMatchObject({ httpStatus: 415 });
    await expect(file('upload-file', { name: 'a' }, bodyOf(Buffer.alloc(3_000_000)))).rejects.toMatchObject({
      httpStatus: 413,
    });
  });

  test('are refused where they have no place: in a JSON answer, and in an execution', async () => {
    const request = act(connectionId, 'download-file', { name: 'a' });
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'ACTION.FILE',
      metadata: { file: 'download' },
    });
    const run = callIn('', {
      workspaceId: call.identity.workspaceId,
      kind: 'execution',
      subject: 'exe_1',
      endUserId: 'ann',
    });
    await expect(made.app.executeAction(request, run)).rejects.toThrow(
      'Executions cannot run actions that take or give files',
    );
  });

  test('go up as part of a form, streamed', async () => {
    const [upload] = (await readSandbox()).actions.filter(({ id }) => id === 'upload-file');
    const request = {
      ...upload!.request,
      method: 'POST' as const,
      encoding: 'multipart' as const,
      fileField: 'doc',
      body: { title: '${input.name}' },
    };
    moved = { baseUrl: here(), actions: [{ ...upload!, request }] };
    let got: FormData | undefined;
    let length: unknown;
    answer = (incoming, response) => {
      length = incoming.headers['content-length'];

      void new Response(incoming as never, {
        headers: { 'content-type': String(incoming.headers['content-type']) },
      })
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- a test's own server
        .formData()
        .then(form => {
          got = form;
          response.end('{"name":"n","size":1,"sha256":"x"}');
        });
    };
    const bytes = randomBytes(400_000);
    await file('upload-file', { name: 'a"b.png' }, bodyOf(bytes));
    const part = got?.get('doc') as File;
    expect([got?.get('title'), part.name, part.type, part.size]).toEqual([
      'a"b.png',
      'a"b.png',
      'image/png',
      400_000,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Number(length)).toBeGreaterThan(400_000);
  });

  test('that lie elsewhere are fetched from there, without credentials', async () => {
    const elsewhere: unknown[] = [];
    moved = { baseUrl: here() };
    answer = (request, response) => {
      if (request.url?.startsWith('/signed') === true) {
        elsewhere.push(request.headers.authorization);
        response.end('content');
      } else response.writeHead(302, { location: '/signed?key=1' }).end();
    };
    expect((await whole(await file('download-file', { name: 'a' }))).toString()).toBe('content');
    expect(elsewhere).toEqual([undefined]);
  });
});
