import { callRules } from './call-rules.ts';
import { type Protocol } from './effects.ts';
import { type JsonObject } from './json.ts';

const at = '/do/0/call/with';
const paths = (protocol: Protocol, given: JsonObject) =>
  callRules(protocol, given, at).map(({ path }) => path);
const document = { endpoint: 'https://api.example/openapi.json' };

test.each<[string, Protocol, JsonObject]>([
  ['an http call', 'http', { method: 'get', endpoint: 'https://api.example/pets/{id}' }],
  ['an endpoint by expression', 'http', { method: 'get', endpoint: '${ .url }' }],
  ['a method by expression', 'http', { method: '${ .method }', endpoint: { uri: 'http://api.example' } }],
  [
    'headers of the author',
    'http',
    { method: 'get', endpoint: 'https://a.example', headers: { Accept: 'x/y' } },
  ],
  ['an openapi call', 'openapi', { document, operationId: 'list' }],
  ['a named policy', 'openapi', { document, operationId: 'list', authentication: { use: 'mine' } }],
  ['a grpc call', 'grpc', { proto: document, service: { name: 'A', host: 'a.example' }, method: 'Do' }],
  ['a message to publish', 'asyncapi', { document, operation: 'send', message: { payload: {} } }],
  [
    'mcp over http',
    'mcp',
    { method: 'tools/list', timeout: 'PT5S', transport: { http: { endpoint: 'https://mcp.example' } } },
  ],
])('%s is accepted', (_name, protocol, given) => {
  expect(callRules(protocol, given, at)).toEqual([]);
});

test.each<[string, Protocol, JsonObject, string]>([
  ['a2a', 'a2a', { method: 'message/send', server: 'https://agent.example' }, ''],
  ['mcp by stdio', 'mcp', { transport: { stdio: { command: 'npx' } } }, '/transport/stdio'],
  [
    'mcp of another scheme',
    'mcp',
    { transport: { http: { endpoint: 'ws://mcp.example' } } },
    '/transport/http/endpoint',
  ],
  ['an mcp timeout that is none', 'mcp', { timeout: 'soon', transport: {} }, '/timeout'],
  ['a file as an endpoint', 'http', { method: 'get', endpoint: 'file:///etc/passwd' }, '/endpoint'],
  [
    'a file as a document',
    'openapi',
    { document: { endpoint: { uri: 'file://a' } } },
    '/document/endpoint/uri',
  ],
  ['a file as a proto', 'grpc', { proto: { endpoint: 'file://app/greet.proto' } }, '/proto/endpoint'],
  ['credentials in a URI', 'http', { method: 'get', endpoint: 'https://a:b@c.example' }, '/endpoint'],
  ['the method CONNECT', 'http', { method: 'CONNECT', endpoint: 'https://a.example' }, '/method'],
  ['a method with a space', 'http', { method: 'GET /', endpoint: 'https://a.example' }, '/method'],
  [
    'a header that frames',
    'http',
    { method: 'get', endpoint: 'https://a.example', headers: { Host: 'b.example' } },
    '/headers/Host',
  ],
  [
    'digest by grpc',
    'grpc',
    { proto: document, service: { authentication: { digest: { username: 'a', password: 'b' } } } },
    '/service/authentication/digest',
  ],
])('%s is refused where it stands', (_name, protocol, given, where) => {
  expect(paths(protocol, given)).toEqual([`${at}${where}`]);
});

describe('authentication', () => {
  const oauth2 = {
    authority: 'https://id.example',
    grant: 'client_credentials',
    client: { id: 'a', secret: 'b' },
  };
  const problems = (authentication: JsonObject) =>
    paths('http', { method: 'get', endpoint: { uri: 'https://a.example', authentication } }).map(path =>
      path.replace(`${at}/endpoint/authentication`, ''),
    );

  test.each<[string, JsonObject]>([
    ['client credentials', { oauth2 }],
    ['oidc', { oidc: oauth2 }],
    ['a secret of that name', { oauth2: { use: 'mySecret' } }],
    ['a public client', { oauth2: { ...oauth2, client: { authentication: 'none' } } }],
    [
      'a signed assertion',
      { oidc: { ...oauth2, client: { authentication: 'private_key_jwt', assertion: 'a.b.c' } } },
    ],
    ['bearer', { bearer: { token: '${ .token }' } }],
  ])('%s is accepted', (_name, policy) => {
    expect(problems(policy)).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['a certificate', { certificate: {} }, '/certificate'],
    ['a browser', { oauth2: { ...oauth2, grant: 'authorization_code' } }, '/oauth2/grant'],
    ['no authority', { oidc: { grant: 'client_credentials', client: { id: 'a' } } }, '/oidc'],
    ['no user', { oauth2: { ...oauth2, grant: 'password', password: 'x' } }, '/oauth2'],
    ['no refresh token', { oauth2: { ...oauth2, grant: 'refresh_token' } }, '/oauth2'],
    ['no client', { oauth2: { ...oauth2, client: {} } }, '/oauth2/client'],
    [
      'no assertion',
      { oauth2: { ...oauth2, client: { id: 'a', authentication: 'private_key_jwt' } } },
      '/oauth2/client',
    ],
    [
      'no secret',
      { oauth2: { ...oauth2, client: { id: 'a', authentication: 'client_secret_jwt' } } },
      '/oauth2/client',
    ],
  ])('%s is refused', (_name, policy, where) => {
    expect(problems(policy)).toEqual([where]);
  });
});
