import { stringify } from 'yaml';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';

let calls = testCalls();
let server: CallServer;
let text: string;

beforeAll(async () => {
  server = await startCallServer();
});

beforeEach(async () => {
  await calls.close();
  calls = testCalls();
  server.seen.length = 0;
  server.handle = ({ url }, response) =>
    url === '/docs/api' ? void response.writeHead(200).end(text) : answer(response, { ok: true });
});

afterAll(() => Promise.all([calls.close(), server.stop()]));

function call(
  api: JsonObject | string,
  operationId: string,
  parameters: JsonObject = {},
  more: JsonObject = {},
) {
  text = typeof api === 'string' ? api : JSON.stringify(api);
  const document = { endpoint: `${server.url}/docs/api` };
  return perform(calls, 'openapi', { document, operationId, parameters, ...more });
}

const sent = () => server.seen.filter(({ url }) => url !== '/docs/api')[0]!;

const api = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.0.3',
  servers: [{ url: '/v1' }],
  paths: { '/pets/{petId}': { get: { operationId: 'op', ...operation } } },
  ...more,
});
const petId = { name: 'petId', in: 'path', required: true };

describe('OpenAPI 3', () => {
  test.each([
    ['JSON', (document: JsonObject) => JSON.stringify(document)],
    ['YAML', (document: JsonObject) => stringify(document)],
  ])('of a document in %s puts parameters where they belong', async (_name, write) => {
    const parameters = [
      petId,
      { name: 'tags', in: 'query' },
      { name: 'ids', in: 'query', explode: false },
      { name: 'piped', in: 'query', style: 'pipeDelimited', explode: false },
      { name: 'filter', in: 'query', style: 'deepObject', explode: true },
      { name: 'json', in: 'query', content: { 'application/json': {} } },
      { name: 'X-Trace', in: 'header' },
      { name: 'sid', in: 'cookie' },
      { name: 'absent', in: 'query' },
    ];
    const { output } = await call(write(api({ parameters })), 'op', {
      petId: 'a/b',
      tags: ['x', 'y z'],
      ids: [1, 2],
      piped: ['a', 'b'],
      filter: { color: 'red', size: 2 },
      json: { a: 1 },
      'X-Trace': 'one',
      sid: 'abc',
    });
    expect(output).toEqual({ ok: true });
    expect(sent()).toMatchObject({
      method: 'GET',
      url: '/v1/pets/a%2Fb?tags=x&tags=y%20z&ids=1,2&piped=a%7Cb&filter[color]=red&filter[size]=2&json=%7B%22a%22%3A1%7D',
      headers: { 'x-trace': 'one', cookie: 'sid=abc', 'idempotency-key': 'exe_1:abc' },
    });
  });

  test('follows references, and those of the operation replace those of its path', async () => {
    const document = {
      openapi: '3.1.0',
      servers: [{ url: '/{version}', variables: { version: { default: 'v2' } } }],
      components: {
        parameters: { id: petId, kind: { name: 'kind', in: 'query', required: true } },
        requestBodies: { pet: { content: { 'application/json': { schema: {} } } } },
      },
      paths: {
        '/pets/{petId}': {
          parameters: [{ $ref: '#/components/parameters/id' }, { $ref: '#/components/parameters/kind' }],
          post: {
            operationId: 'op',
            parameters: [{ name: 'kind', in: 'query', required: false }],
            requestBody: { $ref: '#/components/requestBodies/pet' },
          },
        },
      },
    };
    await call(document, 'op', { petId: 7, name: 'Rex', age: 3 });
    expect(sent()).toMatchObject({ method: 'POST', url: '/v2/pets/7', body: '{"name":"Rex","age":3}' });
  });

  const withBody = (content: JsonObject, required = false) => ({
    openapi: '3.0.0',
    paths: { '/x': { post: { operationId: 'op', requestBody: { content, required } } } },
  });

  test.each<[string, JsonObject, JsonObject, string, string]>([
    ['as a whole', { 'application/json': {} }, { body: [1, 2] }, 'application/json', '[1,2]'],
    ['by its members', { 'application/json': {} }, { a: 1, body: 2 }, 'application/json', '{"a":1,"body":2}'],
    [
      'with a member called body',
      { 'application/json': { schema: { properties: { body: {} } } } },
      { body: 'text' },
      'application/json',
      '{"body":"text"}',
    ],
    [
      'as a form',
      { 'application/x-www-form-urlencoded': {} },
      { a: 'x y' },
      'application/x-www-form-urlencoded',
      'a=x+y',
    ],
    ['as text', { 'text/plain': {} }, { body: 'hello' }, 'text/plain', 'hello'],
    ['as JSON of a vendor', { 'application/vnd.x+json': {} }, { a: 1 }, 'application/vnd.x+json', '{"a":1}'],
  ])('sends a body %s', async (_name, content, parameters, type, body) => {
    await call(withBody(content), 'op', parameters);
    expect(sent()).toMatchObject({ method: 'POST', url: '/x', body, headers: { 'content-type': type } });
  });

  test('sends no body where none is given', async () => {
    await call(withBody({ 'application/json': {} }), 'op');
    expect(sent().body).toBe('');
  });

  test.each<[string, JsonObject, JsonObject, string, string]>([
    ['a missing parameter of the path', api({ parameters: [petId] }), {}, 'validation', "'petId' is missing"],
    [
      'a missing parameter of the query',
      api({ parameters: [petId, { name: 'q', in: 'query', required: true }] }),
      { petId: 1 },
      'validation',
      "'q' is missing",
    ],
    ['a missing body', withBody({ 'application/json': {} }, true), {}, 'validation', 'needs a body'],
    [
      'an unknown parameter',
      api({ parameters: [petId] }),
      { petId: 1, colour: 2 },
      'configuration',
      "'colour'",
    ],
    ['a parameter that leaves its path', api({ parameters: [petId] }), { petId: '..' }, 'validation', '..'],
    ['a body of files', withBody({ 'multipart/form-data': {} }), { file: 'x' }, 'configuration', 'multipart'],
    [
      'a line break in a header',
      api({ parameters: [petId, { name: 'x-a', in: 'header' }] }),
      { petId: 1, 'x-a': 'a\r\nb: c' },
      'configuration',
      'x-a',
    ],
    [
      'a reference to elsewhere',
      api({ parameters: [{ $ref: 'https://evil.example/p.json' }] }),
      {},
      'configuration',
      'other documents',
    ],
    [
      'references in a circle',
      api({ parameters: [{ $ref: '#/components/a' }] }, { components: { a: { $ref: '#/components/a' } } }),
      {},
      'configuration',
      'lead nowhere',
    ],
  ])('refuses %s', async (_name, document, parameters, type, said) => {
    const error = await errorOf(call(document, 'op', parameters));
    expect(error).toMatchObject({ type, status: 400, detail: expect.stringContaining(said) });
    expect(sent()).toBeUndefined();
  });

  test('does not call a server that the document names and the guard forbids', async () => {
    const document = api({ parameters: [petId] }, { servers: [{ url: 'http://169.254.169.254' }] });
    expect(await errorOf(call(document, 'op', { petId: 1 }))).toMatchObject({ type: 'configuration' });
  });

  test('gives output, redirects and authentication as http does', async () => {
    const more = { authentication: { bearer: { token: 'hush-hush' } }, output: 'response' };
    const { output, authorization } = await call(api({ parameters: [petId] }), 'op', { petId: 1 }, more);
    expect(output).toMatchObject({ statusCode: 200, content: { ok: true } });
    expect(authorization).toEqual({ scheme: 'Bearer', parameter: 'hush-hush' });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer hush-hush']);
  });
});

describe('Swagger 2.0', () => {
  const swagger = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
    swagger: '2.0',
    host: `127.0.0.1:${server.port}`,
    basePath: '/v2',
    schemes: ['https', 'http'],
    paths: { '/pets/{petId}': { post: { operationId: 'op', ...operation } } },
    ...more,
  });

  test('puts parameters where they belong, by the scheme of the document', async () => {
    const parameters = [
      { ...petId, type: 'integer' },
      { name: 'multi', in: 'query', type: 'array', collectionFormat: 'multi' },
      { name: 'csv', in: 'query', type: 'array' },
      { name: 'pipes', in: 'query', type: 'array', collectionFormat: 'pipes' },
      { name: 'api_key', in: 'header' },
    ];
    const values = { petId: 1, multi: ['a', 'b'], csv: ['a', 'b'], pipes: ['a', 'b'], api_key: 'k' };
    await call(swagger({ parameters }), 'op', values);
    expect(sent()).toMatchObject({
      method: 'POST',
      url: '/v2/pets/1?multi=a&multi=b&csv=a,b&pipes=a%7Cb',
      headers: { api_key: 'k' },
    });
  });

  test('sends the body parameter by its name, and forms', async () => {
    const body = [petId, { name: 'pet', in: 'body', required: true }];
    await call(swagger({ parameters: body, consumes: ['application/json'] }), 'op', {
      petId: 1,
      pet: { a: 1 },
    });
    expect(sent()).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
  });

  test('sends form fields', async () => {
    const form = [petId, { name: 'name', in: 'formData' }, { name: 'status', in: 'formData' }];
    await call(swagger({ parameters: form }), 'op', { petId: 1, name: 'Rex', status: 'sold' });
    expect(sent().body).toBe('name=Rex&status=sold');
    expect(sent().headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('refuses files', async () => {
    const parameters = [petId, { name: 'file', in: 'formData', type: 'file' }];
    const error = await errorOf(call(swagger({ parameters }), 'op', { petId: 1, file: 'x' }));
    expect(error).toMatchObject({ type: 'configuration', detail: expect.stringContaining('Files') });
  });

  test('without host and schemes is served where the document is', async () => {
    const { host: _host, schemes: _schemes, ...document } = swagger({ parameters: [petId] });
    await call(document, 'op', { petId: 1 });
    expect(sent().url).toBe('/v2/pets/1');
  });
});

describe('the document', () => {
  test('is read once per workspace while it is remembered', async () => {
    const document = api({ parameters: [petId] });
    for (const workspaceId of ['wsp_1', 'wsp_1', 'wsp_2']) {
      text = JSON.stringify(document);
      const given = {
        document: { endpoint: `${server.url}/docs/api` },
        operationId: 'op',
        parameters: { petId: 1 },
      };
      await perform(calls, 'openapi', given, { workspaceId });
    }
    expect(server.seen.filter(({ url }) => url === '/docs/api')).toHaveLength(2);
  });

  test('may need authentication of its own, and may be data', async () => {
    text = JSON.stringify(api({ parameters: [petId] }));
    const authentication = { basic: { username: 'a', password: 'b' } };
    const endpoint = { uri: `${server.url}/docs/api`, authentication };
    const given = { document: { endpoint }, operationId: 'op', parameters: { petId: 1 } };
    await perform(calls, 'openapi', given);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Basic YTpi', undefined]);
    const whole = JSON.stringify(api({ parameters: [petId] }, { servers: [{ url: `${server.url}/d` }] }));
    const data = `data:application/json;base64,${Buffer.from(whole).toString('base64')}`;
    await perform(calls, 'openapi', { ...given, document: { endpoint: data } });
    expect(server.seen.at(-1)?.url).toBe('/d/pets/1');
  });

  test.each([
    ['a page', '<html>hello</html>'],
    ['no object', '[]'],
    ['half of one', '{"openapi": "3.0.0", '],
    ['another format', '{"asyncapi": "3.0.0"}'],
    ['nested without end', '{"a":'.repeat(100_000)],
    [
      'a YAML bomb',
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]',
    ],
    ['longer YAML than is read', `a: ${'x'.repeat(300_000)}`],
    ['without the operation', '{"openapi": "3.0.0", "paths": {"/x": {"get": {"operationId": "other"}}}}'],
    ['with paths that are none', '{"openapi": "3.0.0", "paths": ["x", null, {"get": null}]}'],
  ])('that is %s is a configuration error', async (_name, body) => {
    expect(await errorOf(call(body, 'op'))).toMatchObject({ type: 'configuration', status: 400 });
  });

  test('that is not there is a communication error', async () => {
    server.handle = (_, response) => answer(response, {}, 404);
    expect(await errorOf(call({}, 'op'))).toMatchObject({ type: 'communication', status: 404 });
  });
});
