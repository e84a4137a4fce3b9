import { Channel, credentials } from '@grpc/grpc-js';
import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { Identity } from '@neighbourhood/shared/call/call';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner, createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { fromTimestamp, fromValue, toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { createTestAuth, password, signingKey } from '../../test/test-auth.ts';
import { createAuthService } from './grpc.ts';

type Served = Awaited<ReturnType<typeof serve>>;

/** serve puts an app on fakes behind a real gRPC server, and speaks to it as the gateway does. */
async function serve() {
  const auth = await createTestAuth();
  const { d: _, ...publicKey } = await signingKey('unused');
  const gatewayKey = await signingKey('gateway');
  const { d: _d, ...gatewayPublic } = gatewayKey;
  const verifier = createIdentityVerifier({
    gateway: { keys: [gatewayPublic] },
    workflow: { keys: [publicKey] },
  });
  const server = createGrpcServer({
    log: createLogger({ app: 'auth', level: 'silent' }),
    metrics: createMetrics('auth'),
    verifier,
    services: [createAuthService(auth.app, () => auth.tokens.jwks)],
  });
  const channel = new Channel(`127.0.0.1:${await server.listen(0)}`, credentials.createInsecure(), {});
  const client = createServiceClient<AuthServiceDefinition>(
    { connect: () => channel, app: 'auth', headers: {} },
    'neighbourhood.auth.v1.AuthService',
  );
  const signer = await createIdentitySigner({ issuer: 'gateway', privateJwk: gatewayKey });
  const sign = async (identity: Partial<Identity>) => ({
    ...fakeCall(),
    token: await signer.sign({ kind: 'anonymous', subject: '', permissions: [], ...identity }),
  });
  const stop = async () => {
    channel.close();
    await server.drain();
  };
  return { ...auth, client, sign, stop };
}

let served: Served;

beforeAll(async () => {
  served = await serve();
});

afterAll(() => served.stop());

const registerRequest = (email: string) => ({
  email,
  password,
  firstName: 'Ada',
  client: { ip: '192.0.2.1', userAgent: 'test' },
});

async function signedUp(email: string) {
  const { client, sign } = served;
  const { user, tokens } = await client.Register(
    registerRequest(email),
    await sign({ address: '203.0.113.9' }),
  );
  const asUser = (identity: Partial<Identity> = {}) => sign({ kind: 'user', subject: user!.id, ...identity });
  const { workspace } = await client.CreateWorkspace({ name: 'Acme' }, await asUser());
  return { user: user!, tokens: tokens!, workspaceId: workspace!.id, workspace: workspace!, asUser };
}

test('accounts: register, log in, validate, refresh, sessions, log out', async () => {
  const { client, sign } = served;
  const anonymous = await sign({});
  const { user, tokens, asUser } = await signedUp('accounts@example.com');
  expect(user).toMatchObject({
    email: 'accounts@example.com',
    firstName: 'Ada',
    lastName: '',
    emailVerified: false,
  });
  expect(user).not.toHaveProperty('passwordHash');
  expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });

  const valid = await client.ValidateToken({ token: tokens.accessToken }, anonymous);
  expect(valid).toMatchObject({ valid: true, userId: user.id, email: user.email, reason: '' });
  expect(fromTimestamp(valid.expiresAt)).toEqual(new Date(served.clock().getTime() + 900_000));
  expect(await client.ValidateToken({ token: 'x' }, anonymous)).toMatchObject({
    valid: false,
    reason: 'malformed',
    userId: '',
  });

  const { refreshToken, accessToken } = tokens;
  const { tokens: next } = await client.RefreshToken({ refreshToken }, anonymous);
  expect(next?.refreshToken).not.toBe(refreshToken);
  await expect(client.RefreshToken({ refreshToken: 'x' }, anonymous)).rejects.toMatchObject({
    code: 'AUTH.INVALID_TOKEN',
    httpStatus: 401,
  });

  const login = await client.Login(
    { email: user.email, password, client: { ip: '192.0.2.1', userAgent: 'phone' } },
    anonymous,
  );
  const call = await asUser({ sessionId: valid.sessionId });
  const { sessions, nextPageToken } = await client.ListSessions({}, call);
  expect(sessions).toMatchObject([
    { userAgent: 'phone', ip: '192.0.2.1', current: false },
    { userAgent: 'test', ip: '203.0.113.9', current: true, id: valid.sessionId },
  ]);
  expect(nextPageToken).toBe('');
  expect(await client.RevokeSession({ sessionId: sessions[0]!.id }, call)).toEqual({});
  await expect(
    client.RefreshToken({ refreshToken: login.tokens!.refreshToken }, anonymous),
  ).rejects.toMatchObject({ code: 'AUTH.INVALID_TOKEN' });
  expect(await client.Logout({}, call)).toEqual({});
  expect(await client.ValidateToken({ token: accessToken }, anonymous)).toMatchObject({
    valid: false,
    reason: 'revoked',
  });
});

test('a locked account tells when to come back', async () => {
  const { client, sign } = served;
  const anonymous = await sign({});
  const login = () => client.Login({ email: 'locked@example.com', password: 'wrong' }, anonymous);
  for (let i = 0; i < 5; i += 1)
    await expect(login()).rejects.toMatchObject({ code: 'AUTH.INVALID_CREDENTIALS', httpStatus: 401 });
  await expect(login()).rejects.toMatchObject({
    code: 'AUTH.LOCKED',
    httpStatus: 429,
    retryAfterSeconds: 900,
  });
});

test('refusals keep their fields', async () => {
  const { client, sign } = served;
  const request = { ...registerRequest('weak@example.com'), password: 'short' };
  await expect(client.Register(request, await sign({}))).rejects.toMatchObject({
    code: 'AUTH.WEAK_PASSWORD',
    httpStatus: 400,
    fields: [{ path: 'password' }],
  });
});

test('profiles: what is absent stays, what is empty clears', async () => {
  const { client } = served;
  const { workspaceId, user, asUser } = await signedUp('profile@example.com');
  const { profile } = await client.UpdateUserProfile({ company: 'Engines' }, await asUser());
  expect(profile).toMatchObject({
    user: { firstName: 'Ada', company: 'Engines' },
    workspaces: [{ id: workspaceId, name: 'Acme', role: 'ROLE_ADMIN' }],
  });
  await client.UpdateUserProfile({ company: '' }, await asUser());
  const read = await client.GetUserProfile({ userId: user.id }, await asUser());
  expect(read.user).toMatchObject({ firstName: 'Ada', company: '' });
});

test('workspaces: opened, listed, changed, closed', async () => {
  const { client } = served;
  const { workspace, workspaceId, asUser } = await signedUp('workspaces@example.com');
  const call = await asUser();
  expect(workspace).toMatchObject({ name: 'Acme', plan: 'free', role: 'ROLE_ADMIN', redirectUris: [] });
  const redirectUris = { values: ['https://app.example.com/done'] };
  await client.UpdateWorkspace({ workspaceId, redirectUris }, call);
  const { workspace: renamed } = await client.UpdateWorkspace({ workspaceId, name: 'New' }, call);
  expect(renamed).toMatchObject({ name: 'New', redirectUris: redirectUris.values });
  expect(await client.GetRedirectUris({}, await asUser({ workspaceId }))).toEqual({
    redirectUris: redirectUris.values,
  });
  await client.UpdateWorkspace({ workspaceId, redirectUris: { values: [] } }, call);
  expect((await client.GetWorkspace({ workspaceId }, call)).workspace?.redirectUris).toEqual([]);
  expect((await client.ListWorkspaces({ pageSize: 1 }, call)).workspaces).toMatchObject([
    { id: workspaceId },
  ]);
  expect(await client.DeleteWorkspace({ workspaceId }, call)).toEqual({});
  await expect(client.GetWorkspace({ workspaceId }, call)).rejects.toMatchObject({
    code: 'WORKSPACE.NOT_FOUND',
    httpStatus: 404,
  });
});

test('members: added, listed, looked up by the gateway, removed', async () => {
  const { client, sign } = served;
  const { workspaceId, user: owner, asUser } = await signedUp('members@example.com');
  const { user: other } = await signedUp('other@example.com');
  const call = await asUser();
  const { member } = await client.SetMemberRole(
    { workspaceId, userId: other.id, role: 'ROLE_DEVELOPER' },
    call,
  );
  expect(member).toMatchObject({ email: 'other@example.com', role: 'ROLE_DEVELOPER', owner: false });
  const { members } = await client.ListMembers({ workspaceId }, call);
  expect(members.map(each => [each.userId, each.owner])).toEqual([
    [owner.id, true],
    [other.id, false],
  ]);
  const access = await client.GetWorkspaceAccess({ workspaceId, userId: other.id }, await sign({}));
  expect(access.role).toBe('ROLE_DEVELOPER');
  expect(access.permissions).toEqual([...access.permissions].sort());
  await expect(client.SetMemberRole({ workspaceId, userId: other.id }, call)).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
  });
  await expect(client.RemoveMember({ workspaceId, userId: owner.id }, call)).rejects.toMatchObject({
    code: 'WORKSPACE.OWNER_ROLE',
    httpStatus: 409,
  });
  expect(await client.RemoveMember({ workspaceId, userId: other.id }, call)).toEqual({});
});

test('keys: created, used, listed, rotated, revoked, and all of it in the audit log', async () => {
  const { client, sign, clock } = served;
  const { workspaceId, user, asUser } = await signedUp('keys@example.com');
  const call = await asUser();
  const expiresAt = new Date(clock().getTime() + 86_400_000 * 30);
  const created = await client.CreateApiKey(
    { workspaceId, name: 'ci', scopes: ['workflow:execute'], expiresAt: toTimestamp(expiresAt) },
    call,
  );
  expect(created.apiKey).toMatchObject({
    name: 'ci',
    scopes: ['workflow:execute'],
    rateLimitPerHour: 1000,
    lastUsedAt: null,
    revokedAt: null,
  });
  const { id: keyId } = created.apiKey!;

  const anonymous = await sign({});
  const known = await client.AuthenticateApiKey({ key: created.key }, anonymous);
  expect(known).toMatchObject({
    keyId,
    workspaceId,
    permissions: ['workflow:execute'],
    rateLimitPerHour: 1000,
  });
  expect(fromTimestamp(known.expiresAt)).toEqual(expiresAt);

  const rotated = await client.RotateApiKey({ workspaceId, keyId }, call);
  expect(fromTimestamp(rotated.previousExpiresAt)).toEqual(new Date(clock().getTime() + 86_400_000));
  await client.RevokeApiKey({ workspaceId, keyId }, call);
  await expect(client.AuthenticateApiKey({ key: created.key }, anonymous)).rejects.toMatchObject({
    code: 'AUTH.INVALID_API_KEY',
    httpStatus: 401,
  });
  const { apiKeys } = await client.ListApiKeys({ workspaceId }, call);
  expect(apiKeys.map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual([
    [rotated.apiKey!.id, false],
    [keyId, true],
  ]);

  const { entries } = await client.ListAuditEntries({ workspaceId }, call);
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual(
    ['api_key.revoked', 'api_key.rotated', 'api_key.created', 'workspace.created'].map(action => [
      action,
      user.id,
    ]),
  );
  expect(fromValue(entries[2]!.details)).toMatchObject({ name: 'ci', scopes: ['workflow:execute'] });
});

test('the public keys of access tokens are published', async () => {
  const { jwks } = await served.client.GetJwks({}, await served.sign({}));
  expect(fromValue(jwks)).toEqual({
    keys: [expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', kid: 'test', alg: 'EdDSA', use: 'sig' })],
  });
});

test('what is not there yet says so, and a call that nobody signed is refused', async () => {
  const { client, sign } = served;
  await expect(client.InitiateOAuth({ provider: 'github' }, await sign({}))).rejects.toMatchObject({
    kind: 'unimplemented',
    httpStatus: 501,
  });
  await expect(client.ListWorkspaces({}, { ...fakeCall(), token: '' })).rejects.toMatchObject({
    code: 'AUTH.UNAUTHENTICATED',
  });
});

test('a NUL character, which no database text can hold, is refused and named', async () => {
  const { client, sign } = served;
  const user = await sign({ kind: 'user', subject: 'usr_1' });
  const tries = [
    client.GetWorkspace({ workspaceId: 'wsp_\0' }, user),
    client.RevokeSession({ sessionId: '\0' }, user),
    client.Login({ email: 'a@example.com', password, client: { userAgent: 'x\0' } }, await sign({})),
  ];
  const refused = tries.map(each =>
    each.catch((error: unknown) => (error as { fields: { path: string }[] }).fields[0]?.path),
  );
  expect(await Promise.all(refused)).toEqual(['workspaceId', 'sessionId', 'client.userAgent']);
});
