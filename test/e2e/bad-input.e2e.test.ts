import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Listener, startListener } from '../journey/listener.ts';
import type { Answer } from '../journey/rest.ts';
import { type Operation, operations } from './openapi.ts';
import { platform } from './platform.ts';
import { newTenant, pathOf, type Tenant } from './tenant.ts';

const rest = platform();
const all = await operations(rest);
const named = (wanted: readonly Operation[]) =>
  wanted.map(operation => [`${operation.method} ${operation.path}`, operation] as const);
const withBody = all.filter(({ takesBody }) => takesBody);

let listener: Listener;
let tenant: Tenant;
let before: unknown[];

/** What bad requests could have written. */
const listed = async () => {
  const paths = [
    '/workspaces',
    '/connections',
    '/consents',
    '/workflows',
    '/executions',
    '/webhooks',
    '/notifications',
  ];
  const keys = `/workspaces/${tenant.ids['workspaces']!}/api-keys`;
  return Promise.all(
    [...paths, keys].map(
      async path =>
        (await rest.call('GET', `${path}${path === keys ? '' : '?limit=100'}`, { as: tenant.user })).body,
    ),
  );
};

beforeAll(async () => {
  listener = await startListener();
  tenant = await newTenant(rest, listener);
  before = await listed();
}, 120_000);

afterAll(() => listener.close());

/** A problem as RFC 9457 has it, with our members, and never a failure of ours. */
function expectProblem(answer: Answer, ...statuses: number[]): Record<string, unknown> {
  expect(statuses).toContain(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/.+/),
    title: expect.stringMatching(/.+/),
    status: answer.status,
    detail: expect.stringMatching(/.+/),
    instance: expect.stringMatching(/^\/api\/v1\//),
    code: expect.stringMatching(/^[A-Z_]+\.[A-Z_]+$/),
    requestId: answer.headers.get('x-request-id'),
  });
  return answer.body as Record<string, unknown>;
}

const send = (operation: Operation, body: unknown, headers: Record<string, string> = {}) =>
  rest.call(operation.method, pathOf(operation, tenant), {
    ...(operation.open ? {} : { as: tenant.user }),
    body,
    headers,
  });

describe.each(named(withBody))('%s', (_name, operation) => {
  test('refuses what is no JSON', async () => {
    for (const text of ['{"a":', '{a:1}', 'nonsense', '{"a":1}}', '{"a":"\u0000"}', '['.repeat(50_000)]) {
      expectProblem(await send(operation, text), 400);
    }
  });

  test('refuses bytes that are no UTF-8', async () => {
    expectProblem(
      await send(operation, new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
      400,
    );
  });

  test('refuses JSON of another type', async () => {
    const others = operation.id === 'setPurposes' ? [{}, 'text', 5] : [[], 'text', 5, true];
    for (const value of others) expectProblem(await send(operation, JSON.stringify(value)), 400);
  });

  test('refuses fields that nobody knows, and names them', async () => {
    // A workflow document is judged by the DSL's own schema.
    if (operation.id === 'validateWorkflow') {
      expect((await send(operation, { surprise: 1 })).body).toMatchObject({ valid: false });
      return;
    }
    const body =
      operation.id === 'setPurposes'
        ? [{ id: 'a', title: 'A', description: '', surprise: 1 }]
        : { surprise: 1 };
    const problem = expectProblem(await send(operation, body), 400);
    // An event may have attributes of its own.
    if (!operation.id.endsWith('Workflow') && operation.id !== 'publishEvent')
      expect(JSON.stringify(problem['errors'])).toContain('surprise');
  });

  test('refuses more than a mebibyte', async () => {
    expectProblem(await send(operation, JSON.stringify({ a: 'x'.repeat(1024 * 1024) })), 413);
  });

  test('refuses what is labelled otherwise', async () => {
    expectProblem(await send(operation, '{}', { 'content-type': 'text/plain' }), 415);
  });
});

describe('credentials', () => {
  const closed = all.filter(({ open }) => !open);

  test.each(named(closed))('%s needs them', async (_name, operation) => {
    const answer = await rest.call(operation.method, pathOf(operation, tenant));
    expectProblem(answer, 401);
    expect(answer.headers.get('www-authenticate')).toBeTruthy();
  });

  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const claims = Buffer.from('{"sub":"usr_00000000000000000000000000","exp":9999999999}').toString(
    'base64url',
  );
  test.each([
    ['a token that is none', { authorization: 'Bearer nonsense' }],
    ['an unsigned token', { authorization: `Bearer ${header}.${claims}.` }],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['an API key that is none', { 'x-api-key': 'nonsense' }],
    ['an API key with a wrong checksum', { 'x-api-key': `nh_live_${'0'.repeat(57)}` }],
  ])('%s is refused', async (_name, headers) => {
    expectProblem(await rest.call('GET', '/consents', { headers }), 401);
  });

  test('a token with one changed character is refused', async () => {
    const [head = '', payload = '', signature = ''] = tenant.user.token.split('.');
    const other = signature.startsWith('A') ? 'B' : 'A';
    const token = [head, payload, other + signature.slice(1)].join('.');
    expectProblem(await rest.call('GET', '/consents', { as: { token } }), 401);
  });

  test('a key that was revoked is refused at once', async () => {
    const keys = `/workspaces/${tenant.ids['workspaces']!}/api-keys`;
    const made = (await rest.call('POST', keys, { as: tenant.user, body: { name: 'short' } })).body as {
      id: string;
      key: string;
    };
    const use = () => rest.call('GET', '/consents', { as: { apiKey: made.key } });
    expect((await use()).status).toBe(200);
    expect((await rest.call('DELETE', `${keys}/${made.id}`, { as: tenant.user })).status).toBe(204);
    expectProblem(await use(), 401);
    before = await listed();
  });

  test('a user who names no workspace is told to', async () => {
    const problem = expectProblem(
      await rest.call('GET', '/consents', { as: { token: tenant.user.token } }),
      403,
    );
    expect(problem['code']).toBe('AUTH.WORKSPACE_REQUIRED');
  });
});

describe('addresses', () => {
  test.each([
    '/nowhere',
    '/consents/x/y/z',
    '/../../etc/passwd',
    '/consents/%00',
    '/consents/%ff',
    '/consents/..%2f..%2f',
  ])('GET %s is no place of ours', async path => {
    const answer = await fetch(`${rest.baseUrl}/api/v1${path}`, {
      headers: { authorization: `Bearer ${tenant.user.token}`, 'x-workspace-id': tenant.ids['workspaces']! },
    });
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test.each([
    ['DELETE', '/consents'],
    ['PATCH', '/connections/authorize'],
    ['PUT', '/auth/login'],
  ])('%s %s is a method that is not there', async (method, path) => {
    const answer = await rest.call(method, path, { as: tenant.user });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBeTruthy();
  });

  test.each([
    'nonsense',
    'cns_',
    `cns_${'z'.repeat(26)}`,
    newId('con'),
    `${newId('cns')}x`,
    "cns_'; DROP TABLE consents; --",
  ])('the id %s is refused', async id => {
    expectProblem(
      await rest.call('GET', `/consents/${encodeURIComponent(id)}`, { as: tenant.user }),
      400,
      404,
    );
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=x',
    'limit=1.5',
    'cursor=nonsense',
    'surprise=1',
    'status=nonsense',
    'limit=1&limit=2',
  ])('the query %s is refused', async query => {
    for (const path of ['/consents', '/connections', '/executions']) {
      expectProblem(await rest.call('GET', `${path}?${query}`, { as: tenant.user }), 400);
    }
  });
});

describe('values', () => {
  const grant = (over: object) =>
    rest.call('POST', '/consents', {
      as: tenant.user,
      body: {
        endUserId: 'u',
        provider: 'sandbox',
        purposes: ['automation'],
        scopes: ['notes:read'],
        ...over,
      },
    });
  test.each([
    [{ endUserId: '' }],
    [{ endUserId: 'x'.repeat(201) }],
    [{ endUserId: 'a\u0000b' }],
    [{ provider: 'Not Kebab' }],
    [{ purposes: [] }],
    [{ purposes: ['unknown'] }],
    [{ purposes: ['Automation'] }],
    [{ scopes: [] }],
    [{ scopes: 'notes:read' }],
    [{ expiresAt: 'tomorrow' }],
    [{ expiresAt: '2001-01-01T00:00:00Z' }],
    [{ notice: { version: 1 } }],
  ])('a consent with %j is refused', async over => {
    expectProblem(await grant(over), 400);
  });

  test.each([
    // Not of 10.0.0.0/8 and its like, which a cluster's overlay may allow.
    'http://100.64.0.1/x',
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00::1]/',
    'ftp://example.com',
    'javascript:alert(1)',
    'http://service.internal/x',
    'https://user:password@example.com/',
  ])('a webhook at %s is refused', async url => {
    const body = { url, eventTypes: ['consent.granted'] };
    expectProblem(await rest.call('POST', '/webhooks', { as: tenant.user, body }), 400);
  });

  test.each([
    ['no document', {}],
    [
      'an unknown task',
      {
        document: { dsl: '1.0.3', namespace: 'a', name: 'b', version: '1.0.0' },
        do: [{ x: { nonsense: 1 } }],
      },
    ],
    ['no tasks', { document: { dsl: '1.0.3', namespace: 'a', name: 'b', version: '1.0.0' }, do: [] }],
    [
      'another DSL',
      {
        document: { dsl: '9.0.0', namespace: 'a', name: 'b', version: '1.0.0' },
        do: [{ x: { set: { a: 1 } } }],
      },
    ],
  ])('a workflow with %s is refused', async (_name, body) => {
    expectProblem(await rest.call('POST', '/workflows', { as: tenant.user, body }), 400);
  });

  test('an action with input that its schema refuses is not sent to the provider', async () => {
    const path = `/connections/${tenant.ids['connections']!}/actions`;
    const act = (action: string, input: unknown) =>
      rest.call('POST', `${path}/${action}`, { as: tenant.user, body: { input } });
    expect(expectProblem(await act('create-note', { title: 5 }), 400)['code']).toBe('ACTION.INVALID_INPUT');
    expect(expectProblem(await act('create-note', { title: 'a', body: 'b', surprise: 1 }), 400)['code']).toBe(
      'ACTION.INVALID_INPUT',
    );
    expect(expectProblem(await act('no-such-action', {}), 404)['code']).toBe('ACTION.UNKNOWN');
    const notes = await act('list-notes', {});
    expect(JSON.stringify(notes.body)).not.toContain('surprise');
  });
});

test('after all that nothing was written', async () => {
  const settled = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
      key === 'lastUsedAt' ? undefined : inner,
    ) as unknown;
  expect(settled(await listed())).toEqual(settled(before));
});
