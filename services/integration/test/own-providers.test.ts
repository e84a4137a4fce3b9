import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { parse } from 'yaml';
import { createCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import { act, callIn, createTestApp, newWorkspace, readDefinition } from './harness.ts';
import { createMemoryOwnProviders } from './fakes/memory-own-providers.ts';
import { beginAt, connectAt, rotatingDeps } from './rotating-harness.ts';
import { type RotatingProvider, startRotatingProvider } from './rotating-provider.ts';

type Definition = Record<string, unknown> & { actions: Record<string, unknown>[] };

let sandbox: Sandbox;
let provider: RotatingProvider;
let test_: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let definition: Definition;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  provider = await startRotatingProvider();
  const { catalogue } = rotatingDeps(provider);
  test_ = await createTestApp(sandbox, { catalogue, clients: { find: async () => undefined } });
  call = callIn(newWorkspace());
  definition = { ...(parse(provider.entry) as Definition), id: 'ours', name: 'Ours' };
});
afterEach(() => Promise.all([test_.close(), provider.stop()]));

/** An own provider, with a client that it knows. */
async function register(): Promise<void> {
  await test_.app.registerProvider({ definition }, call);
  const client = { provider: 'ours', clientId: 'platform', clientSecret: 'platform-secret', scopes: [] };
  await test_.app.setClient(client, call);
}

test('a workspace registers a provider, connects to it and acts there; no other workspace sees it', async () => {
  const { app } = test_;
  const { provider: made, enabled, client } = await app.registerProvider({ definition }, call);
  expect([made.id, made.own, enabled, client]).toEqual(['ours', true, false, 'none']);
  await app.setClient(
    { provider: 'ours', clientId: 'platform', clientSecret: 'platform-secret', scopes: [] },
    call,
  );
  const { id } = await connectAt(app, call, 'ann', 'ours');
  expect((await app.executeAction(act(id, 'act'), call)).output).toEqual({ id: 'ann' });
  const ids = async (of: Call) =>
    (await app.listProviders({ category: '', query: '', pageSize: 0, pageToken: '' }, of)).providers.map(
      listed => listed.provider.id,
    );
  expect(await ids(call)).toEqual(['ours', 'rotating']);

  const other = callIn(newWorkspace());
  expect(await ids(other)).toEqual(['rotating']);
  await expect(app.getProvider({ provider: 'ours' }, other)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_FOUND',
  });
  await expect(app.deleteProvider({ provider: 'ours' }, other)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_FOUND',
  });
  // The same id is free there.
  await app.registerProvider({ definition }, other);
});

test('the platform’s OAuth client of the same id is not an own provider’s, new or as it was', async () => {
  let asOwn = false;
  const clients = { find: async () => ({ clientId: 'platform', clientSecret: 'platform-secret' }) };
  const result = readDefinition(definition);
  const own = 'provider' in result ? result.provider : undefined;
  if (!own) throw new Error('does not fit');
  const { own: _own, ...foreign } = own;
  const find = async () => (asOwn ? own : foreign);
  const ownProviders = { ...createMemoryOwnProviders({ read: readDefinition }), find };
  const { app, close } = await createTestApp(sandbox, { clients, ownProviders });
  // Made with the platform's client, when the id meant the platform's provider.
  const { id } = await connectAt(app, call, 'ann', 'ours');
  asOwn = true;
  provider.expire();
  const refused = { code: 'PROVIDER.NOT_CONFIGURED' };
  expect(await app.getProvider({ provider: 'ours' }, call)).toMatchObject({ enabled: false, client: 'none' });
  await expect(beginAt(app, call, 'cid', 'ours')).rejects.toMatchObject({
    ...refused,
    message: expect.not.stringContaining('provider-ours') as string,
  });
  await expect(app.executeAction(act(id, 'act'), call)).rejects.toMatchObject(refused);
  expect(provider.counts.refreshes).toBe(0);
  await close();
});

test('a page holds no more than a sidecar can carry, and the next one goes on', async () => {
  const { app } = test_;
  const [first] = definition.actions;
  const big = { type: 'object', description: 'x'.repeat(100_000) };
  for (let index = 0; index < 15; index++)
    await app.registerProvider(
      { definition: { ...definition, id: `ours-${index}`, actions: [{ ...first, input: big }] } },
      call,
    );
  const seen: string[] = [];
  let pages = 0;
  for (let pageToken = ''; pages === 0 || pageToken !== ''; pages++) {
    const page = await app.listProviders({ category: '', query: '', pageSize: 100, pageToken }, call);
    seen.push(...page.providers.map(({ provider: { id } }) => id));
    pageToken = page.nextPageToken;
  }
  expect(pages).toBe(2);
  expect(new Set(seen).size).toBe(16);
});

test('an id counts once, and the catalogue’s are taken', async () => {
  const { app } = test_;
  await app.registerProvider({ definition }, call);
  for (const id of ['ours', 'rotating'])
    await expect(app.registerProvider({ definition: { ...definition, id } }, call)).rejects.toMatchObject({
      code: 'PROVIDER.EXISTS',
    });
  for (const change of [
    app.updateProvider({ provider: 'rotating', definition: { ...definition, id: 'rotating' } }, call),
    app.deleteProvider({ provider: 'rotating' }, call),
  ])
    await expect(change).rejects.toMatchObject({ code: 'PROVIDER.NOT_OWN' });
});

test('a new definition counts at once; where connections exist, hosts and authentication stay', async () => {
  const { app } = test_;
  await register();
  const { id } = await connectAt(app, call, 'ann', 'ours');
  const [first] = definition.actions;
  const renamed = { ...definition, actions: [...definition.actions, { ...first, version: '1.1.0' }] };
  await app.updateProvider({ provider: 'ours', definition: renamed }, call);
  for (const version of ['1.0.0', '1.1.0'])
    expect((await app.executeAction(act(id, 'act', {}, { version }), call)).output).toEqual({ id: 'ann' });

  const elsewhere = { ...definition, baseUrl: 'https://elsewhere.example' };
  const hidden = {
    ...definition,
    actions: [{ ...first, request: { method: 'GET', path: '/', baseUrl: 'https://elsewhere.example' } }],
  };
  const otherwise = {
    ...definition,
    auth: { type: 'apiKey', fields: [{ id: 'key', title: 'Key', description: 'Key' }] },
  };
  for (const change of [elsewhere, hidden, otherwise])
    await expect(app.updateProvider({ provider: 'ours', definition: change }, call)).rejects.toMatchObject({
      code: 'PROVIDER.IN_USE',
    });
  await expect(app.deleteProvider({ provider: 'ours' }, call)).rejects.toMatchObject({
    code: 'PROVIDER.IN_USE',
  });
  await app.revokeIntegration({ connectionId: id }, call);
  await app.updateProvider({ provider: 'ours', definition: elsewhere }, call);
  await app.deleteProvider({ provider: 'ours' }, call);
  await expect(app.getProvider({ provider: 'ours' }, call)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_FOUND',
  });
});

test('where hosts change, the OAuth client stays behind, and nothing that began before leads to the new ones', async () => {
  const { app } = test_;
  await register();
  const elsewhere = await startRotatingProvider();
  const moved = { ...definition, baseUrl: elsewhere.url };
  const begin = () =>
    app.getAuthUrl({ provider: 'ours', endUserId: 'ann', scopes: [], redirectUri: '', params: {} }, call);
  const unopened = (await begin()).url.split('/').at(-1) ?? '';
  const { back } = await beginAt(app, call, 'ann', 'ours');
  await app.updateProvider({ provider: 'ours', definition: { ...definition, name: 'Renamed' } }, call);
  const stayed = await app.getProvider({ provider: 'ours' }, call);
  expect(stayed).toMatchObject({ provider: { name: 'Renamed' }, client: 'own' });

  expect(await app.updateProvider({ provider: 'ours', definition: moved }, call)).toMatchObject({
    client: 'none',
    enabled: false,
  });
  await expect(begin()).rejects.toMatchObject({ code: 'PROVIDER.NOT_CONFIGURED' });
  // Whoever hands the client in again means the new hosts; what began before does not.
  await app.setClient(
    { provider: 'ours', clientId: 'platform', clientSecret: 'platform-secret', scopes: [] },
    call,
  );
  const other = {
    code: 'CONNECTION.INVALID_STATE',
    message: expect.stringContaining('other hosts') as string,
  };
  await expect(app.startConnection({ token: unopened })).rejects.toMatchObject(other);
  await expect(app.exchangeCode(back, call)).rejects.toMatchObject(other);
  expect((await connectAt(app, call, 'ann', 'ours')).status).toBe('active');
  await elsewhere.stop();
});

test('a code that was exchanged while the definition changed makes no connection', async () => {
  const { app, connections } = test_;
  await register();
  const { back } = await beginAt(app, call, 'ann', 'ours');
  provider.behaviour.beforeExchange = () =>
    app.updateProvider(
      { provider: 'ours', definition: { ...definition, baseUrl: 'https://elsewhere.example' } },
      call,
    );
  await expect(app.exchangeCode(back, call)).rejects.toMatchObject({ code: 'CONNECTION.BUSY' });
  expect(await connections.list(call.identity.workspaceId ?? '', { limit: 10 })).toEqual([]);
});

test('a definition that does not fit is refused with its fields, new or in place of another', async () => {
  const { app } = test_;
  await app.registerProvider({ definition }, call);
  const refused = { code: 'PROVIDER.INVALID', fields: [expect.objectContaining({ path: 'headers.Host' })] };
  const wrong = { ...definition, headers: { Host: 'internal' } };
  await expect(app.registerProvider({ definition: wrong }, call)).rejects.toMatchObject(refused);
  await expect(app.updateProvider({ provider: 'ours', definition: wrong }, call)).rejects.toMatchObject(
    refused,
  );
});

test('a pattern that takes for ever costs 50 ms, and an $id is nobody else’s', async () => {
  const { app } = test_;
  const input = {
    $id: 'https://example.com/same',
    type: 'object',
    properties: { text: { type: 'string', pattern: '^(a+)+$' } },
  };
  definition.actions = [{ ...definition.actions[0], input }];
  await register();
  await app.registerProvider({ definition: { ...definition, id: 'second' } }, call);
  const { id } = await connectAt(app, call, 'ann', 'ours');
  const slow = act(id, 'act', { text: `${'a'.repeat(80)}b` });
  await expect(app.executeAction(slow, call)).rejects.toMatchObject({ code: 'ACTION.INVALID_INPUT' });
  await app.executeAction(act(id, 'act', { text: 'aaa' }), call);
});

test('a schema that branches without end costs 100 ms, and what it should check does not fit', async () => {
  const { app } = test_;
  const branch = { properties: { x: { $ref: '#/$defs/a' } } };
  const input = {
    type: 'object',
    $defs: {
      a: {
        anyOf: [
          { ...branch, required: ['no'] },
          { ...branch, required: ['never'] },
        ],
      },
    },
    properties: { x: { $ref: '#/$defs/a' } },
  };
  definition.actions = [{ ...definition.actions[0], input }];
  await register();
  const { id } = await connectAt(app, call, 'ann', 'ours');
  let deep: object = {};
  for (let depth = 0; depth < 40; depth++) deep = { x: deep };
  await expect(app.executeAction(act(id, 'act', deep), call)).rejects.toMatchObject({
    code: 'ACTION.INVALID_INPUT',
    fields: [{ path: 'input', message: 'takes too long to check' }],
  });
});

test('an id that the catalogue learned later stays the workspace’s own', async () => {
  const later = createCatalogue([readProvider('rotating.yaml', provider.entry)]);
  const result = readDefinition({ ...definition, id: 'rotating', name: 'Ours since long' });
  const own = 'provider' in result ? result.provider : undefined;
  const { app, close } = await createTestApp(sandbox, {
    catalogue: later,
    ownProviders: {
      list: async () => (own ? [own] : []),
      find: async () => own,
      shadows: workspaceId => workspaceId === call.identity.workspaceId,
      add: async () => 'taken',
      replace: async () => 'gone',
      remove: async () => 'removed',
    },
  });
  expect((await app.getProvider({ provider: 'rotating' }, call)).provider.name).toBe('Ours since long');
  const other = await app.getProvider({ provider: 'rotating' }, callIn(newWorkspace()));
  expect(other.provider.name).toBe('Rotating');
  await close();
});
