import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { expectAnswer } from '../journey/expect.ts';
import type { As } from '../journey/rest.ts';
import { platform } from './platform.ts';

// A provider that a workspace registers by itself, and OAuth clients of its own, as users have them.

const rest = platform();
type Body = Record<string, unknown>;
const anonymous = {} as As;
let server: Server;
let definition: Body;
let [ours, others]: As[] = [];
const heard: { path: string; key: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const key = String(request.headers['x-key']);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ path: String(request.url), key, body });
      const known = key === 'right';
      response
        .writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
        .end(JSON.stringify(known ? { id: 'acme', made: 7 } : {}));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  definition = definitionAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  [ours, others] = [await newWorkspace(), await newWorkspace()];
});
afterAll(() => server.close());

async function newWorkspace(): Promise<As> {
  const [email, password] = [6, 12].map(bytes => randomBytes(bytes).toString('hex'));
  const account = { email: `own-${email}@example.com`, password: `${password}Aa1!` };
  const { accessToken } = await ask('POST', '/auth/register', 201, account, anonymous);
  const workspace = await ask('POST', '/workspaces', 201, { name: 'own' }, { token: String(accessToken) });
  return { token: String(accessToken), workspaceId: String(workspace['id']) };
}

async function ask(
  method: string,
  path: string,
  status: number,
  body?: unknown,
  as: As = ours,
): Promise<Body> {
  const answer = await rest.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  expectAnswer(answer, status);
  return answer.body as Body;
}

const definitionAt = (url: string): Body => ({
  id: 'in-house',
  name: 'In-house',
  description: 'What only we have',
  category: 'other',
  docsUrl: 'https://docs.example.com',
  baseUrl: url,
  auth: { type: 'apiKey', fields: [{ id: 'key', title: 'Key', description: 'Its key' }] },
  authorization: '',
  headers: { 'x-key': '${credentials.key}' },
  scopes: [{ id: 'make', description: 'Make things', default: true }],
  account: { request: { method: 'GET', path: '/me' }, id: '${body.id}' },
  probe: { url: `${url}/` },
  rateLimit: { requests: 100, perSeconds: 1 },
  actions: [
    {
      id: 'make-thing',
      version: '1.0.0',
      title: 'Make a thing',
      description: 'Makes it',
      scopes: ['make'],
      idempotent: false,
      input: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 9 } } },
      output: { type: 'object' },
      request: { method: 'POST', path: '/things', body: { name: '${input.name}' } },
      result: { made: '${body.made}' },
    },
  ],
});

it('a workspace registers a provider, acts there, runs workflows with it, and deletes it; others see nothing', async () => {
  const wrong = await ask('POST', '/providers', 400, { ...definition, baseUrl: 'https://10.1.2.3' });
  expect(wrong).toMatchObject({ code: 'PROVIDER.INVALID', errors: [{ path: 'baseUrl' }] });
  expect(await ask('POST', '/providers', 409, { ...definition, id: 'sandbox' })).toMatchObject({
    code: 'PROVIDER.EXISTS',
  });
  const made = await ask('POST', '/providers', 201, definition);
  expect(made).toMatchObject({
    id: 'in-house',
    own: true,
    enabled: true,
    client: 'none',
    authType: 'apiKey',
  });

  const connect = { provider: 'in-house', endUserId: 'ann', credentials: { key: 'right' } };
  await ask('POST', '/connections', 400, { ...connect, credentials: { key: 'wrong' } });
  const { id } = (await ask('POST', '/connections', 201, connect)) as { id: string };
  await ask('POST', '/consents', 201, {
    endUserId: 'ann',
    provider: 'in-house',
    purposes: ['automation'],
    scopes: ['make'],
  });
  const path = `/connections/${id}/actions/make-thing`;
  expect(await ask('POST', path, 200, { input: { name: 'one' } })).toMatchObject({ output: { made: 7 } });
  expect(await ask('POST', path, 400, { input: { name: 'much too long' } })).toMatchObject({
    code: 'ACTION.INVALID_INPUT',
  });

  const workflow = await ask('POST', '/workflows', 201, {
    document: { dsl: '1.0.3', namespace: 'own', name: 'things', version: '1.0.0' },
    do: [{ make: { call: 'in-house.make-thing:1.0.0@default', with: { name: 'two' } } }],
  });
  const started = await ask('POST', `/workflows/${String(workflow['id'])}/executions`, 202, {
    endUserId: 'ann',
  });
  const run = await eventually(
    async () => {
      const execution = await ask('GET', `/executions/${String(started['id'])}`, 200);
      return 'endedAt' in execution && execution;
    },
    { what: 'the end of the run', timeoutMs: 60_000 },
  );
  expect(run).toMatchObject({ status: 'completed', output: { made: 7 } });
  expect(heard.filter(each => each.path === '/things').map(({ body }) => body)).toEqual([
    '{"name":"one"}',
    '{"name":"two"}',
  ]);

  for (const [method, body] of [
    ['GET', undefined],
    ['PUT', definition],
    ['DELETE', undefined],
  ] as const)
    await ask(method, '/providers/in-house', 404, body, others);
  const { items } = await ask('GET', '/providers?q=in-house', 200, undefined, others);
  expect(items).toEqual([]);

  expect(await ask('DELETE', '/providers/in-house', 409)).toMatchObject({ code: 'PROVIDER.IN_USE' });
  const elsewhere = { ...definition, baseUrl: 'https://elsewhere.example.com' };
  expect(await ask('PUT', '/providers/in-house', 409, elsewhere)).toMatchObject({ code: 'PROVIDER.IN_USE' });
  const renamed = await ask('PUT', '/providers/in-house', 200, { ...definition, name: 'Renamed' });
  expect(renamed).toMatchObject({ name: 'Renamed' });
  await ask('DELETE', `/connections/${id}`, 204);
  await ask('DELETE', '/providers/in-house', 204);
  await ask('GET', '/providers/in-house', 404);
});

it('a workspace connects with its own OAuth client, whose secret is never shown', async () => {
  const client = { clientId: 'client-of-ours', clientSecret: 'secret-of-ours', scopes: ['notes:read'] };
  const before = await ask('GET', '/providers/sandbox', 200);
  await ask('PUT', '/providers/sandbox/credentials', 204, client);
  const shown = await ask('GET', '/providers/sandbox', 200);
  expect(shown).toMatchObject({ client: 'own', scopes: ['notes:read'] });
  expect(JSON.stringify(shown)).not.toContain('secret-of-ours');
  expect(await ask('GET', '/providers/sandbox', 200, undefined, others)).toEqual(before);

  const { url } = await ask('POST', '/connections/authorize', 200, { provider: 'sandbox', endUserId: 'ann' });
  const answer = await fetch(String(url), { redirect: 'manual' });
  expect(answer.headers.get('location')).toContain('client_id=client-of-ours');

  await ask('DELETE', '/providers/sandbox/credentials', 204);
  expect(await ask('GET', '/providers/sandbox', 200)).toEqual(before);
  await ask('PUT', '/providers/sandbox/credentials', 400, { ...client, clientSecret: 'a\nb' });
});
