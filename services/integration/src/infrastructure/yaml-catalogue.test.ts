import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { loadCatalogue, readProvider } from './yaml-catalogue.ts';

const real = new URL('../../catalogue/', import.meta.url);

const action = {
  id: 'do-it',
  version: '1.0.0',
  title: 'Do it',
  description: 'Does it.',
  scopes: ['all'],
  idempotent: false,
  input: { type: 'object', properties: { name: { type: 'string' } } },
  output: { type: 'object' },
  request: { method: 'POST', path: '/things/{name}', body: { name: '${input.name}' } },
};

const provider = {
  id: 'example',
  name: 'Example',
  description: 'An example.',
  category: 'other',
  docsUrl: 'https://docs.example',
  baseUrl: 'https://api.example',
  auth: {
    type: 'oauth2',
    authorizationUrl: '/auth',
    tokenUrl: '/token',
    clientAuthentication: 'basic',
    pkce: true,
  },
  scopes: [{ id: 'all', description: 'Everything', default: true }],
  account: { id: '${token.id}' },
  verify: { method: 'GET', path: '/me' },
  probe: { url: '/health' },
  rateLimit: { requests: 1, perSeconds: 1 },
  errors: {},
  actions: [action],
};

describe('the catalogue', () => {
  test('is complete: every provider has a scheme, actions with schemas, a limit, a probe and its documentation', async () => {
    const catalogue = await loadCatalogue(real, { profile: 'local' });
    const ids = catalogue.list().map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids.length).toBeGreaterThan(80);
    for (const entry of catalogue.list()) {
      expect(entry.actions.length).toBeGreaterThanOrEqual(2);
      for (const { input, output } of entry.actions) {
        expect(input).toMatchObject({ type: 'object', additionalProperties: false });
        expect(output).toMatchObject({ type: 'object' });
      }
    }
    expect(catalogue.find('slack')?.name).toBe('Slack');
    expect(catalogue.find('constructor')).toBeUndefined();
  });

  test('has the sandbox in the local profile only, and only there talks plain http', async () => {
    const { list } = await loadCatalogue(real, { profile: 'production' });
    expect(list().map(({ id }) => id)).not.toContain('sandbox');
    expect(JSON.stringify(list())).not.toContain('http://');
  });

  test('moves a provider’s relative addresses with its base URL', async () => {
    const baseUrls = { sandbox: 'http://127.0.0.1:9' };
    const { find } = await loadCatalogue(real, { profile: 'local', baseUrls });
    expect(find('sandbox')).toMatchObject({
      baseUrl: 'http://127.0.0.1:9',
      auth: { tokenUrl: 'http://127.0.0.1:9/token' },
      probe: { url: 'http://127.0.0.1:9/health/ready' },
    });
  });

  test('sends browsers where they find the provider, and calls it where it is', async () => {
    const options = {
      baseUrls: { sandbox: 'http://sandbox:8090' },
      browserUrls: { sandbox: 'http://127.0.0.1:9' },
    };
    const { find } = await loadCatalogue(real, { profile: 'local', ...options });
    expect(find('sandbox')).toMatchObject({
      baseUrl: 'http://sandbox:8090',
      auth: {
        authorizationUrl: 'http://127.0.0.1:9/auth',
        issuer: 'http://127.0.0.1:9/',
        tokenUrl: 'http://sandbox:8090/token',
        revocation: { url: 'http://sandbox:8090/token/revocation' },
      },
    });
  });

  test('does not load when entries are wrong, and names each file and key', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'catalogue-'));
    await writeFile(path.join(directory, 'one.yaml'), stringify({ ...provider, id: 'one', name: undefined }));
    await writeFile(path.join(directory, 'two.yaml'), 'id: [');
    const loading = loadCatalogue(pathToFileURL(`${directory}/`), { profile: 'local' });
    await expect(loading).rejects.toThrow(/one\.yaml: [^]*name[^]*two\.yaml: /);
  });
});

const site = { id: 'site', title: 'Site', description: 'As acme', pattern: '^[a-z]+$' };

describe('an entry', () => {
  const read = (change: object) => readProvider('example.yaml', stringify({ ...provider, ...change }));
  const withAction = (change: object) => () => read({ actions: [{ ...action, ...change }] });

  test('takes what it leaves out from its family', () => {
    const { auth, ...entry } = provider;
    const family = { auth, errors: { code: 'a', message: 'b' }, scopes: [] };
    const own = { ...entry, extends: 'people', errors: { code: 'c' } };
    const read = readProvider('example.yaml', stringify(own), { families: { people: family } });
    expect(read).toMatchObject({ auth: { tokenUrl: 'https://api.example/token' }, scopes: provider.scopes });
    expect(read.errors).toMatchObject({ code: 'c', message: 'b' });
  });

  test('has defaults for what most providers share', () => {
    expect(read({})).toMatchObject({
      authorization: 'Bearer ${credentials.accessToken}',
      auth: { authorizationUrl: 'https://api.example/auth', scopeSeparator: ' ', tokenEncoding: 'form' },
      actions: [{ request: { encoding: 'json' } }],
    });
  });

  test.each([
    ['an unknown key', { colour: 'red' }, 'colour'],
    ['an id that is not kebab-case', { id: 'Example_1' }, 'kebab-case'],
    ['another file’s name', { id: 'other' }, 'other.yaml'],
    ['an unknown category', { category: 'fun' }, 'category'],
    ['no actions', { actions: [] }, 'actions'],
    ['a parameter that it does not have', { baseUrl: 'https://${params.site}.example' }, 'params.site'],
    [
      'a parameter that may leave its place',
      { params: [{ ...site, pattern: '^.+$' }] },
      'nothing that ends a host or a path',
    ],
    ['a parameter that fits in part', { params: [{ ...site, pattern: '[a-z]+' }] }, 'from ^ to $'],
    [
      'a parameter behind a question mark',
      { params: [site], baseUrl: 'https://api.example?${params.site}' },
      'in its host or path at most',
    ],
    [
      'a probe that depends on a connection',
      { params: [site], probe: { url: 'https://${params.site}.example' } },
      'probe',
    ],
    ['a family that does not exist', { extends: 'none' }, 'families/'],
  ])('is refused with %s', (_name, change, words) => {
    expect(() => read(change)).toThrow(words);
  });

  test.each([
    ['an unknown scope', { scopes: ['none'] }, 'unknown scope none'],
    [
      'a field in its path that is not in its input',
      { request: { method: 'GET', path: '/{x}' } },
      '{x} in its path',
    ],
    [
      'a field in its body that is not in its input',
      { request: { ...action.request, body: '${input.y}' } },
      'input.y',
    ],
    ['an unknown filter', { result: '${body.a | shout}' }, 'filter shout'],
    ['a broken schema', { output: { type: 'nonsense' } }, 'broken output schema'],
    ['pages and a file', { pagination: { type: 'link' }, file: 'download', result: {} }, 'pages and a file'],
    ['a version that is none', { version: '1' }, 'semantic version'],
  ])('is refused when an action has %s', (_name, change, words) => {
    expect(withAction(change)).toThrow(words);
  });

  test('is refused when an action is there twice', () => {
    expect(() => read({ actions: [action, action] })).toThrow('do-it 1.0.0 is there twice');
  });
});
