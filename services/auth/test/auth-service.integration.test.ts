import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startPlatform } from './auth-process.ts';
import { password } from './test-auth.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
  const call = await platform.as();
  await eventually(async () => (await platform.client.GetJwks({}, call)).jwks !== null, {
    timeoutMs: 90_000,
    what: () => `the auth service\n${platform.output()}`,
  });
});

afterAll(() => platform.stop());

async function register(email: string) {
  const { client, as } = platform;
  const request = { email, password, client: { ip: '192.0.2.1', userAgent: 'test' } };
  const { user, tokens } = await client.Register(request, await as());
  const { workspace } = await client.CreateWorkspace(
    { name: 'Acme' },
    await as({ kind: 'user', subject: user!.id }),
  );
  return { user: user!, tokens: tokens!, workspaceId: workspace!.id };
}

const eventsAbout = (subject: string) => platform.events.filter(event => event.subject === subject);

test('a user registers through two sidecars, and anybody can verify their token with the published keys', async () => {
  const { client, as } = platform;
  const { user, tokens } = await register('journey@example.com');
  const jwks = fromValue((await client.GetJwks({}, await as())).jwks) as unknown as JSONWebKeySet;
  const { payload } = await jwtVerify(tokens.accessToken, createLocalJWKSet(jwks), {
    issuer: 'neighbourhood-auth',
    audience: 'neighbourhood-api',
  });
  expect(payload.sub).toBe(user.id);
  const login = await client.Login({ email: 'JOURNEY@example.com', password }, await as());
  expect(login.user?.id).toBe(user.id);
  await expect(
    client.Login({ email: 'journey@example.com', password: 'wrong' }, await as()),
  ).rejects.toMatchObject({
    code: 'AUTH.INVALID_CREDENTIALS',
  });
  const told = await eventually(() => eventsAbout(user.id)[0]);
  expect(told).toMatchObject({
    type: 'user.registered',
    source: '/neighbourhood/auth',
    data: { userId: user.id },
  });
});

test('an ended session is refused at once, and the gateway sees it in the shared state', async () => {
  const { client, as, sharedState } = platform;
  const { user, tokens, workspaceId } = await register('logout@example.com');
  const { sessionId } = await client.ValidateToken({ token: tokens.accessToken }, await as());
  expect(await client.ValidateToken({ token: tokens.accessToken }, await as())).toMatchObject({
    valid: true,
  });
  expect(await sharedState.get(`revoked-session:${sessionId}`)).toBeUndefined();
  await client.Logout({ sessionId }, await as({ kind: 'user', subject: user.id, sessionId }));
  const marker = await sharedState.get(`revoked-session:${sessionId}`);
  expect(marker!.expiresAt.getTime()).toBeGreaterThan(Date.now() + 900_000);
  expect(await client.ValidateToken({ token: tokens.accessToken }, await as())).toMatchObject({
    valid: false,
    reason: 'revoked',
  });
  const told = await eventually(() => eventsAbout(sessionId)[0]);
  expect(told).toMatchObject({
    type: 'session.revoked',
    workspaceId,
    data: { reason: 'logout', userId: user.id },
  });
});

test('simultaneous refreshes agree, and a token used again after the grace ends the session', async () => {
  const { client, as } = platform;
  const { tokens } = await register('reuse@example.com');
  const call = await as();
  const refresh = () => client.RefreshToken({ refreshToken: tokens.refreshToken }, call);
  const [one, two] = await Promise.all([refresh(), refresh()]);
  expect(one.tokens?.refreshToken).toBe(two.tokens?.refreshToken);
  const usedAt = Date.now();
  // The grace of this process is a second.
  await eventually(() => Date.now() > usedAt + 1_000);
  await expect(refresh()).rejects.toMatchObject({ code: 'AUTH.TOKEN_REUSED', httpStatus: 401 });
  await expect(client.RefreshToken({ refreshToken: one.tokens!.refreshToken }, call)).rejects.toMatchObject({
    code: 'AUTH.TOKEN_REUSED',
  });
});

test('an API key opens its workspace until it is revoked, and the gateway hears of that', async () => {
  const { client, as, sharedState } = platform;
  const { user, workspaceId } = await register('keys@example.com');
  const call = await as({ kind: 'user', subject: user.id });
  const { apiKey, key } = await client.CreateApiKey({ workspaceId, name: 'ci' }, call);
  expect(await client.AuthenticateApiKey({ key }, await as())).toMatchObject({
    workspaceId,
    keyId: apiKey!.id,
  });
  await client.RevokeApiKey({ workspaceId, keyId: apiKey!.id }, call);
  await expect(client.AuthenticateApiKey({ key }, await as())).rejects.toMatchObject({
    code: 'AUTH.INVALID_API_KEY',
  });
  expect(await sharedState.get(`revoked-key:${apiKey!.id}`)).toBeDefined();
  const told = await eventually(() => eventsAbout(apiKey!.id)[0]);
  expect(told).toMatchObject({
    type: 'api_key.revoked',
    workspaceId,
    data: { keyId: apiKey!.id, revokedBy: user.id },
  });
});

test('one user sees nothing of another’s workspace', async () => {
  const { client, as } = platform;
  const [ada, eve] = [await register('ada@example.com'), await register('eve@example.com')];
  const claims = {
    workspaceId: ada.workspaceId,
    role: 'admin',
    permissions: ['workspace:read', 'apikey:read', 'audit:read', 'user:read'],
  };
  const call = await as({ kind: 'user', subject: eve.user.id, ...claims });
  const { workspaceId } = ada;
  for (const read of [client.GetWorkspace, client.ListMembers, client.ListApiKeys, client.ListAuditEntries]) {
    await expect((read as typeof client.GetWorkspace)({ workspaceId }, call)).rejects.toMatchObject({
      code: 'WORKSPACE.NOT_FOUND',
    });
  }
});

test('no password, token or key is in the log', async () => {
  const { client, as } = platform;
  const { user, tokens, workspaceId } = await register('log@example.com');
  const { key } = await client.CreateApiKey(
    { workspaceId, name: 'ci' },
    await as({ kind: 'user', subject: user.id }),
  );
  await expect(
    client.Login({ email: 'log@example.com', password: 'a wrong password' }, await as()),
  ).rejects.toThrow();
  await eventually(() => platform.output().includes(user.id));
  for (const secret of [password, 'a wrong password', tokens.accessToken, tokens.refreshToken, key]) {
    expect(platform.output()).not.toContain(secret);
  }
});

test('the process went through all this without an error, its sweep scheduled, and ends cleanly', async () => {
  const errors = platform
    .output()
    .split('\n')
    .filter(line => line.includes('"level":"error"'));
  expect(errors).toEqual([]);
  expect(await platform.stop()).toBe(0);
});
