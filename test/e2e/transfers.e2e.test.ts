import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createBrowser } from '../journey/browser.ts';
import { type Ask, newMember } from '../journey/member.ts';
import { platform } from './platform.ts';

// The proxy and files as customers use them: through the gateway, two sidecars and integration, to the sandbox.

const rest = platform();
const mebibyte = 1024 ** 2;
let ask: Ask;
let workspaceId: string;
let connectionId: string;
let key: string;

beforeAll(async () => {
  ({ ask, workspaceId } = await newMember(rest, 'transfers'));
  const { url } = await ask('POST', '/connections/authorize', 200, { provider: 'sandbox', endUserId: 'ann' });
  const { body } = await createBrowser().visit(String(url));
  const { connection } = body as { connection: { id: string; scopes: string[] } };
  connectionId = connection.id;
  const consent = {
    endUserId: 'ann',
    provider: 'sandbox',
    purposes: ['automation'],
    scopes: connection.scopes,
  };
  await ask('POST', '/consents', 201, consent);
  key = await newKey();
}, 60_000);

async function newKey(scopes?: string[]): Promise<string> {
  const made = { name: 'transfers', rateLimitPerHour: 100_000, ...(scopes === undefined ? {} : { scopes }) };
  return String((await ask('POST', `/workspaces/${workspaceId}/api-keys`, 201, made))['key']);
}

/** As it stands: fetch would tidy the path up. */
function raw(
  method: string,
  path: string,
  { body, headers = {} }: { body?: string | Readable; headers?: Record<string, string> } = {},
) {
  const { port, hostname } = new URL(rest.baseUrl);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = request(
        {
          hostname,
          port,
          method,
          path: `/api/v1/connections/${connectionId}/${path}`,
          headers: { 'x-api-key': key, ...headers },
        },
        response => {
          void text(response).then(answer => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer });
          }, reject);
        },
      );
      sent.on('error', reject);
      if (body instanceof Readable) body.pipe(sent);
      else sent.end(body);
    },
  );
}

/** A file of so many MiB that is nowhere whole, and what it is known by. */
function file(size: number): { stream: Readable; sha256: () => string } {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(mebibyte, 'neighbourhood ');
  const parts = function* () {
    for (let part = 0; part < size; part++) {
      chunk.writeUInt32BE(part);
      const copy = Buffer.from(chunk);
      hash.update(copy);
      yield copy;
    }
  };
  return { stream: Readable.from(parts(), { objectMode: false }), sha256: () => hash.digest('hex') };
}

const json = ({ body }: { body: string }) => JSON.parse(body) as Record<string, unknown>;

describe('the proxy', () => {
  test('reads and writes at the provider as if the caller were connected there', async () => {
    const headers = { 'content-type': 'application/json', cookie: 'a=b' };
    const body = JSON.stringify({ title: 'Milk', body: 'two litres' });
    const written = await raw('POST', 'proxy/api/notes', { body, headers });
    expect([written.status, json(written)['title']]).toEqual([201, 'Milk']);
    const read = await raw('GET', 'proxy/api/notes?unused=1');
    expect(read.status).toBe(200);
    expect((json(read)['notes'] as unknown[]).length).toBe(1);
    expect(read.headers['proxy-status']).toBe('neighbourhood; received-status=200');
    const missing = await raw('GET', 'proxy/api/files/none');
    expect([missing.status, json(missing)['error']]).toEqual([404, 'no_such_file']);
  });

  test('answers HEAD without a body, and a deletion with nothing', async () => {
    await raw('PUT', 'proxy/api/files/small', { body: 'hello', headers: { 'content-type': 'text/plain' } });
    const head = await raw('HEAD', 'proxy/api/files/small');
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '5', '']);
    const got = await raw('GET', 'proxy/api/files/small');
    expect([got.body, got.headers['content-type'], got.headers['set-cookie']]).toEqual([
      'hello',
      'text/plain',
      undefined,
    ]);
    expect((await raw('DELETE', 'proxy/api/files/small')).status).toBe(204);
  });

  test.each([
    '%2e%2e/token',
    'api/../../token',
    'api/%252e%252e/token',
    '/127.0.0.1/x',
    'api//notes',
    'api\\..\\token',
  ])('refuses %s', async path => {
    const answer = await raw('GET', `proxy/${path}`);
    expect([answer.status, json(answer)['code']]).toEqual([400, 'PROXY.INVALID_PATH']);
  });

  test('needs the scope connection:proxy of a key', async () => {
    const other = await newKey(['connection:read', 'integration:execute']);
    const answer = await raw('GET', 'proxy/api/notes', { headers: { 'x-api-key': other } });
    expect([answer.status, json(answer)['code']]).toEqual([403, 'AUTH.FORBIDDEN']);
  });
});

describe('files', () => {
  const octets = { 'content-type': 'application/octet-stream' };
  const input = (name: string) => encodeURIComponent(JSON.stringify({ name }));

  test('of 100 MiB go up and come down whole', async () => {
    const { stream, sha256 } = file(100);
    const up = await raw('POST', `actions/upload-file?input=${input('large')}`, {
      body: stream,
      headers: octets,
    });
    expect(up.status).toBe(200);
    const known = sha256();
    expect(json(up)).toMatchObject({
      output: { name: 'large', size: 100 * mebibyte, sha256: known },
      attempts: 1,
    });

    const down = await fetch(`${rest.baseUrl}/api/v1/connections/${connectionId}/actions/download-file`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ input: { name: 'large' } }),
    });
    const hash = createHash('sha256');
    for await (const chunk of down.body as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
    expect([down.status, hash.digest('hex')]).toEqual([200, known]);
    expect(down.headers.get('content-type')).toBe('application/octet-stream');
  }, 300_000);

  test('of more than 100 MiB are refused, announced or not', async () => {
    const length = { 'content-length': String(101 * mebibyte) };
    const path = `actions/upload-file?input=${input('huge')}`;
    const announced = await raw('POST', path, {
      body: file(101).stream,
      headers: { ...octets, ...length },
    }).catch(() => ({ status: 413 }));
    expect(announced.status).toBe(413);
    const flowing = await raw('POST', path, { body: file(101).stream, headers: octets });
    expect([flowing.status, json(flowing)['code']]).toEqual([413, 'REQUEST.TOO_LARGE']);
  }, 300_000);

  test('go to actions that take them, once for one Idempotency-Key', async () => {
    const wrong = await raw('POST', 'actions/create-note', { body: 'x', headers: octets });
    expect(wrong.status).toBe(415);
    const asJson = await raw('POST', 'actions/upload-file', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(asJson.status).toBe(415);
    const headers = { ...octets, 'idempotency-key': 'once' };
    const [first, second] = [
      await raw('POST', `actions/upload-file?input=${input('once')}`, { body: 'abc', headers }),
      await raw('POST', `actions/upload-file?input=${input('once')}`, { body: 'abc', headers }),
    ];
    expect([second.body, second.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  });

  test('are nothing for an execution, which hears so', async () => {
    const document = { dsl: '1.0.3', namespace: 'transfers', name: 'file', version: '1.0.0' };
    const call = { call: 'sandbox.download-file:1.0.0@default', with: { name: 'once' } };
    const { id } = await ask('POST', '/workflows', 201, { document, do: [{ get: call }] });
    const answer = await rest.call('POST', `/workflows/${String(id)}/executions`, {
      as: { apiKey: key },
      body: { endUserId: 'ann' },
      headers: { Prefer: 'wait=20' },
    });
    expect(JSON.stringify(answer.body)).toContain('Executions cannot run actions that take or give files');
  }, 60_000);
});
