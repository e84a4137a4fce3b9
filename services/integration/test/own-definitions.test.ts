import { parse } from 'yaml';
import { origins } from '../src/domain/origins.ts';
import { createReadDefinition } from '../src/infrastructure/read-definition.ts';
import { readDefinition } from './harness.ts';
import { startRotatingProvider } from './rotating-provider.ts';

type Definition = Record<string, unknown> & { actions: Record<string, unknown>[] };
type Change = (given: Definition) => unknown;

let definition: Definition;

beforeAll(async () => {
  const { entry, stop } = await startRotatingProvider();
  definition = { ...(parse(entry) as Definition), id: 'ours', name: 'Ours' };
  await stop();
});

/** Every place of an address, by its path. */
const addressed: Record<string, (given: Definition, url: string) => unknown> = {
  docsUrl: (given, docsUrl) => ({ ...given, docsUrl }),
  baseUrl: (given, baseUrl) => ({ ...given, baseUrl }),
  'probe.url': (given, url) => ({ ...given, probe: { url: url === '//' ? 'x' : url } }),
  'verify.baseUrl': (given, baseUrl) => ({ ...given, verify: { method: 'GET', path: '/', baseUrl } }),
  'account.request.baseUrl': (given, baseUrl) => ({
    ...given,
    account: { id: '${body.id}', request: { method: 'GET', path: '/', baseUrl } },
  }),
  'params.0.from.request.baseUrl': (given, baseUrl) => ({
    ...given,
    params: [foundParam('${body.id}', { method: 'GET', path: '/', baseUrl })],
  }),
  'actions.0.docsUrl': (given, docsUrl) => ({ ...given, actions: [{ ...given.actions[0], docsUrl }] }),
  'actions.0.request.baseUrl': (given, baseUrl) => ({
    ...given,
    actions: [{ ...given.actions[0], request: { method: 'GET', path: '/', baseUrl } }],
  }),
  'auth.authorizationUrl': (given, url) => withAuth(given, { authorizationUrl: unrooted(url) }),
  'auth.tokenUrl': (given, url) => withAuth(given, { tokenUrl: unrooted(url) }),
  'auth.refreshUrl': (given, url) => withAuth(given, { refreshUrl: unrooted(url) }),
  'auth.issuer': (given, url) => withAuth(given, { issuer: unrooted(url) }),
  'auth.revocation.url': (given, url) =>
    withAuth(given, {
      revocation: { method: 'POST', url: unrooted(url), authentication: 'none', encoding: 'form' },
    }),
  'auth.exchange.tokenUrl': (given, url) => ({
    ...given,
    auth: {
      ...{ type: 'keyPair', algorithm: 'RS256', lifetimeSeconds: 60 },
      fields: [{ id: 'privateKey', title: 'Key', description: 'Key' }],
      exchange: { tokenUrl: unrooted(url), grantType: 'g' },
    },
  }),
};
/** What begins with a slash is below the base. */
const unrooted = (url: string) => (url.startsWith('/') ? 'x' : url);
const withAuth = (given: Definition, more: object) => ({
  ...given,
  auth: { ...(given['auth'] as object), ...more },
});
const withToken = (given: Definition, more: object) => ({
  ...withAuth(given, { token: { accessToken: 'nested.mine' } }),
  ...more,
});
const foundParam = (value: string, request?: object) => ({
  ...{ id: 'site', title: 'Site', description: 'Site', pattern: '^[a-z]+$' },
  from: { value, ...(request ? { request } : {}) },
});
const body = 'actions.0.request.body';
const withBody = (given: Definition, template: unknown) => ({
  ...given,
  actions: [{ ...given.actions[0], request: { method: 'POST', path: '/act', body: template } }],
});
const listOf = (as: unknown) => ({ $each: '${input.a}', as });
const listed = { method: 'POST', path: '/act', body: listOf({ b: listOf('${item}') }) };
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = [value];
  return value;
};

/** Changes of the definition that are refused, and the fields that are named. */
const refused: [string, Change, string[]][] = [
  ['nothing', () => null, ['']],
  ['a list', () => [], ['']],
  ['an unknown key', given => ({ ...given, colour: 'red' }), ['']],
  ['no name and a wrong category', given => ({ ...given, name: '', category: 'x' }), ['name', 'category']],
  ['the platform’s own id', given => ({ ...given, id: 'neighbourhood' }), ['id']],
  ['an id that is none', given => ({ ...given, id: 'Our Own' }), ['id']],
  ['a catalogue’s adapter', given => ({ ...given, adapter: 'aws' }), ['adapter']],
  ['profiles', given => ({ ...given, profiles: ['local'] }), ['profiles']],
  ['a Host header', given => ({ ...given, headers: { Host: 'internal' } }), ['headers.Host']],
  ['an address inside', given => ({ ...given, baseUrl: 'https://10.0.0.1' }), ['baseUrl']],
  [
    'metadata of a cloud as an action’s base',
    given => ({
      ...given,
      actions: [
        { ...given.actions[0], request: { method: 'GET', path: '/', baseUrl: 'http://169.254.169.254' } },
      ],
    }),
    ['actions.0.request.baseUrl'],
  ],
  [
    'an address of authorization that is a script',
    given => ({ ...given, auth: { ...(given['auth'] as object), authorizationUrl: 'javascript:alert(1)' } }),
    ['auth.authorizationUrl'],
  ],
  [
    'an unknown scope of an action',
    given => ({ ...given, actions: [{ ...given.actions[0], scopes: ['none'] }] }),
    ['actions.0'],
  ],
  [
    'a broken schema',
    given => ({ ...given, actions: [{ ...given.actions[0], input: { type: 'nothing' } }] }),
    ['actions'],
  ],
  ...['https:/evil.example', 'https:evil.example', 'https:\\\\evil.example', ' https://evil.example']
    .concat(
      'https://good.example@evil.example',
      'https://good.example\\@evil.example',
      'https://good\t.example',
    )
    .concat('https://${client.id}.example', 'https://good.example${client.id}', '//', 'HTTPS://evil.example')
    .flatMap((url): [string, Change, string[]][] =>
      Object.entries(addressed).map(([path, at]) => [
        `${JSON.stringify(url)} as ${path}`,
        given => at(given, url),
        [path],
      ]),
    ),
  ['a list of its own', given => withBody(given, { $each: [1, 2], as: 1 }), [`${body}.$each`]],
  [
    'a list that a template makes',
    given => withBody(given, { a: [{ $each: { $each: '${input.a}', as: 1 }, as: 1 }] }),
    [`${body}.a.0.$each`],
  ],
  [
    'a list in a list in a list',
    given => withBody(given, listOf(listOf({ deep: listOf(1) }))),
    [`${body}.as.as.deep.$each`],
  ],
  ['what nobody could read', given => withBody(given, nested(20_000)), ['']],
  ...['${credentials.accessToken}', 'a ${credentials.refreshToken | base64}', '${token.access_token}']
    .concat('${token}', '${token.nested}', '${token.nested.mine}', '${token.user.id_token | json}')
    .flatMap((text): [string, Change, string[]][] => [
      [`${text} as account`, given => withToken(given, { account: { id: text } }), ['account.id']],
      [
        `${text} as its name`,
        given => withToken(given, { account: { id: '${body.id}', name: text } }),
        ['account.name'],
      ],
      [
        `${text} as parameter`,
        given => withToken(given, { params: [foundParam(text)] }),
        ['params.0.from.value'],
      ],
    ]),
  [
    'a token as scopes',
    given => ({ ...given, auth: { ...(given['auth'] as object), token: { scope: 'access_token' } } }),
    ['auth.token.scope'],
  ],
  ['more than 128 KiB', given => ({ ...given, description: 'x'.repeat(129 * 1024) }), ['']],
];

test.each(refused)('%s is refused, and the field named', (_what, change, paths) => {
  const result = readDefinition(change(definition));
  const named = 'problems' in result ? result.problems.map(({ path }) => path) : [];
  for (const path of paths) expect(named).toContain(path);
});

test.each(Object.entries(addressed).filter(([path]) => !path.endsWith('docsUrl')))(
  'an address at %s is one of the hosts, which stay while there are connections',
  (_path, at) => {
    const result = readDefinition(at(definition, 'https://seen.example/x'));
    expect('provider' in result ? origins(result.provider) : result).toContain('https://seen.example');
  },
);

test.each<[string, Change]>([
  [
    'a fingerprint as account',
    given => withToken(given, { account: { id: '${credentials.a | fingerprint}' } }),
  ],
  ['a part of the token answer', given => withToken(given, { account: { id: '${token.team.id}' } })],
  [
    'a list in a list',
    given => {
      const input = { type: 'object', properties: { a: {} }, examples: [{ $each: 1 }] };
      return { ...given, actions: [{ ...given.actions[0], input, request: listed }] };
    },
  ],
  [
    'a token behind the host of revocation',
    given =>
      withAuth(given, {
        revocation: {
          ...{ method: 'POST', authentication: 'none', encoding: 'form' },
          url: 'https://a.example/${client.id}?t=${credentials.accessToken}',
        },
      }),
  ],
])('%s is taken', (_what, change) => {
  const changed = change(definition) as Definition;
  const verify = { method: 'GET', path: '/account' };
  expect(readDefinition({ ...changed, verify })).not.toHaveProperty('problems');
});

test('http and loopback are for the local profile only', () => {
  const read = createReadDefinition({ profile: 'production' });
  const result = read(definition);
  const paths = 'problems' in result ? result.problems.map(({ path }) => path) : [];
  expect(paths).toEqual(
    expect.arrayContaining(['baseUrl', 'auth.authorizationUrl', 'auth.tokenUrl', 'probe.url']),
  );
  expect(readDefinition(definition)).toHaveProperty('provider.id', 'ours');
});
