import type { Call } from '@neighbourhood/shared/call/call';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { act, callIn, createTestApp, newWorkspace } from './harness.ts';
import { beginAt, connectAt, rotatingDeps } from './rotating-harness.ts';
import { type RotatingProvider, startRotatingProvider } from './rotating-provider.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let provider: RotatingProvider;
let test_: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let ahead: number;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  provider = await startRotatingProvider();
  provider.behaviour.clients = { platform: 'p', own: 'o', second: 's' };
  ahead = 0;
  const now = () => new Date(Date.now() + ahead * 1_000);
  test_ = await createTestApp(sandbox, { ...rotatingDeps(provider), now });
  call = callIn(newWorkspace());
});
afterEach(() => Promise.all([test_.close(), provider.stop()]));

const own = { provider: 'rotating', clientId: 'own', clientSecret: 'o', scopes: [] };
const refresh = (id: string) => {
  ahead += 3_601;
  return test_.app.executeAction(act(id, 'act'), call);
};
const listed = () => test_.app.getProvider({ provider: 'rotating' }, call);

test('a workspace connects with its own client, and goes back to the platform’s', async () => {
  const { app } = test_;
  expect(await listed()).toMatchObject({ client: 'platform', enabled: true, scopes: ['read'] });
  await app.setClient({ ...own, scopes: ['read', 'write'] }, call);
  expect(await listed()).toMatchObject({ client: 'own', enabled: true, scopes: ['read', 'write'] });
  const { asked } = await beginAt(app, call, 'ann');
  expect([asked.get('client_id'), asked.get('scope')]).toEqual(['own', 'read write']);
  expect((await connectAt(app, call, 'ann')).ownClient).toBe('own');
  // Another workspace has nothing of it.
  const other = callIn(newWorkspace());
  expect((await app.getProvider({ provider: 'rotating' }, other)).client).toBe('platform');
  expect((await beginAt(app, other, 'ann')).asked.get('client_id')).toBe('platform');

  await app.deleteClient({ provider: 'rotating' }, call);
  expect(await listed()).toMatchObject({ client: 'platform', scopes: ['read'] });
  expect((await connectAt(app, call, 'ann')).ownClient).toBeUndefined();
});

test('a provider for which the platform has no client is enabled by the workspace’s own', async () => {
  const { app } = test_;
  delete provider.behaviour.clients['platform'];
  expect(await listed()).toMatchObject({ client: 'none', enabled: false });
  await expect(beginAt(app, call, 'ann')).rejects.toMatchObject({
    code: 'PROVIDER.NOT_CONFIGURED',
    message: expect.stringContaining('PUT /providers/rotating/credentials') as string,
  });
  await app.setClient(own, call);
  expect(await listed()).toMatchObject({ client: 'own', enabled: true });
  await connectAt(app, call, 'ann');
});

test('each connection is refreshed with the client that it was made with, whatever is put since', async () => {
  const { app } = test_;
  const byPlatform = await connectAt(app, call, 'paul');
  await app.setClient(own, call);
  const byOwn = await connectAt(app, call, 'olga');
  await app.setClient({ ...own, clientId: 'second', clientSecret: 's' }, call);
  const bySecond = await connectAt(app, call, 'sam');
  for (const { id } of [byPlatform, byOwn, bySecond]) await refresh(id);
  expect(provider.counts).toMatchObject({ refreshes: 3, reuses: 0 });
});

test('a new secret for the same client counts for the connections that it made', async () => {
  const { app } = test_;
  await app.setClient(own, call);
  const { id } = await connectAt(app, call, 'olga');
  provider.behaviour.clients['own'] = 'newer';
  await expect(refresh(id)).rejects.toMatchObject({ code: 'PROVIDER.ERROR' });
  expect((await app.getConnection({ connectionId: id }, call)).status).toBe('active');
  await app.setClient({ ...own, clientSecret: 'newer' }, call);
  await refresh(id);
});

test('after DELETE a connection acts while its access token lasts, then says what to do, and heals', async () => {
  const { app } = test_;
  await app.setClient(own, call);
  const { id } = await connectAt(app, call, 'olga');
  await app.deleteClient({ provider: 'rotating' }, call);
  await app.executeAction(act(id, 'act'), call);
  await expect(refresh(id)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_CONFIGURED',
    message: expect.stringMatching(/client own .*was deleted: register it again/) as string,
  });
  expect((await app.getConnection({ connectionId: id }, call)).status).toBe('active');
  await app.setClient(own, call);
  await refresh(id);
  expect(provider.counts.reuses).toBe(0);
});

test('an authorization that was under way goes on with its client', async () => {
  const { app } = test_;
  const { back } = await beginAt(app, call, 'ann');
  await app.setClient(own, call);
  const { connection } = await app.exchangeCode(
    back,
    fakeCall({ kind: 'anonymous', workspaceId: undefined }),
  );
  expect(connection.ownClient).toBeUndefined();
  await refresh(connection.id);
});

test.each([
  ['an empty client id', { clientId: '' }, ['clientId']],
  ['a secret with a line break', { clientSecret: 'a\nb' }, ['clientSecret']],
  ['a scope that the provider does not have', { scopes: ['read', 'admin'] }, ['scopes.1']],
])('%s is refused', async (_what, change, paths) => {
  await expect(test_.app.setClient({ ...own, ...change }, call)).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: paths.map(path => expect.objectContaining({ path }) as object),
  });
});

test('whoever may not administer integrations may not set clients', async () => {
  const { app } = test_;
  const reader = callIn(newWorkspace(), { permissions: ['integration:read', 'connection:write'] });
  await expect(app.setClient(own, reader)).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
  await expect(app.deleteClient({ provider: 'rotating' }, reader)).rejects.toMatchObject({
    code: 'AUTH.FORBIDDEN',
  });
});

test('a provider that takes keys takes no client', async () => {
  const keys = provider.entry.replace(
    /auth:[^]*?scopes:/,
    'auth: { type: apiKey, fields: [{ id: apiKey, title: Key, description: Its key }] }\nauthorization: Bearer ${credentials.apiKey}\nscopes:',
  );
  const { app, close } = await createTestApp(sandbox, rotatingDeps({ ...provider, entry: keys }));
  await expect(app.setClient(own, call)).rejects.toMatchObject({ code: 'CONNECTION.AUTH_TYPE' });
  await expect(app.setClient({ ...own, provider: 'nowhere' }, call)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_FOUND',
  });
  expect((await app.getProvider({ provider: 'rotating' }, call)).client).toBe('none');
  await close();
});
