import { startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createCatalogue } from '../src/infrastructure/yaml-catalogue.ts';
import { act, callIn, createTestApp, newWorkspace } from './harness.ts';
import { startLocalServer } from './local-server.ts';

const list = {
  version: '1.0.0',
  title: 'List things',
  description: 'Lists them.',
  scopes: [],
  idempotent: true,
  pagination: { type: 'link' },
  input: { type: 'object', additionalProperties: false, properties: { kind: { enum: ['a', 'b'] } } },
  request: { method: 'GET', path: '/things', query: { kind: '${input.kind}', state: 'open' } },
  result: { things: '${body}' },
  output: { type: 'object', required: ['things'], properties: { things: { type: 'array' } } },
};

const definition = (baseUrl: string) => ({
  id: 'ours',
  name: 'Ours',
  description: 'What we have.',
  category: 'other',
  docsUrl: 'https://example.com/docs',
  baseUrl,
  auth: { type: 'apiKey', fields: [{ id: 'key', title: 'Key', description: 'Of the account' }] },
  authorization: '',
  query: { key: '${credentials.key}' },
  scopes: [],
  account: { request: { method: 'GET', path: '/me' }, id: '${body.id}' },
  probe: { url: baseUrl },
  rateLimit: { requests: 100, perSeconds: 1 },
  actions: [
    { ...list, id: 'list-things' },
    { ...list, id: 'list-others', request: { method: 'GET', path: '/others' } },
  ],
});

/** A provider that takes its key in the query, and writes down the whole address of the next page. */
async function setUp() {
  const sandbox = await startSandbox();
  const server = await startLocalServer(({ url }) => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (pathname === '/me') return { body: { id: 'ann' } };
    const next = searchParams.has('page') ? {} : { link: `<http://x${url}&page=2>; rel="next"` };
    return { headers: next, body: [{ id: 1 }] };
  });
  const test_ = await createTestApp(sandbox, { catalogue: createCatalogue([]) });
  const call = callIn(newWorkspace());
  await test_.app.registerProvider({ definition: definition(server.url) }, call);
  const connect = async (endUserId: string, key: string) =>
    test_.app.createConnection({ provider: 'ours', endUserId, params: {}, credentials: { key } }, call);
  const ann = await connect('ann', 'secret-of-ann');
  const ask = async (action: string, input: object, connection = ann) => {
    const { output } = await test_.app.executeAction(act(connection.id, action, input), call);
    return output as { nextCursor?: string };
  };
  return {
    ask,
    connect,
    requests: server.requests,
    stop: () => Promise.all([test_.close(), server.stop(), sandbox.stop()]),
  };
}

let made: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  made = await setUp();
});
afterEach(() => made.stop());

test('a key that stands in the query is in every page’s, and in no cursor', async () => {
  const { nextCursor: cursor = '' } = await made.ask('list-things', { kind: 'a' });
  expect(cursor + Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('secret');
  expect(await made.ask('list-things', { cursor })).not.toHaveProperty('nextCursor');
  expect(Object.fromEntries(new URL(made.requests.at(-1)!.url, 'http://x').searchParams)).toEqual({
    ...{ key: 'secret-of-ann', kind: 'a', state: 'open', page: '2' },
  });
});

test('a cursor sets nothing that the input does not allow: only what was given for this action and connection counts', async () => {
  const { nextCursor: cursor = '' } = await made.ask('list-things', {});
  const bob = await made.connect('bob', 'secret-of-bob');
  const before = made.requests.length;
  const refused = { code: 'ACTION.INVALID_INPUT', fields: [{ path: 'input.cursor' }] };
  const query = 'kind=admin&state=deleted&key=mine';
  for (const changed of [query, `${cursor}&${query}`, Buffer.from(query).toString('base64url')])
    await expect(made.ask('list-things', { cursor: changed })).rejects.toMatchObject(refused);
  await expect(made.ask('list-others', { cursor })).rejects.toMatchObject(refused);
  await expect(made.ask('list-things', { cursor }, bob)).rejects.toMatchObject(refused);
  expect(made.requests).toHaveLength(before);
});
