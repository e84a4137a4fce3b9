import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { machinePermissions, permissionsOf } from '../domain/permission.ts';
import { asKey, asUser, codeOf, createTestAuth, fromGateway, testRules } from '../../test/test-auth.ts';

async function withKey() {
  const auth = await createTestAuth();
  const owner = await auth.owner('ada@example.com');
  const { workspaceId } = owner;
  const { apiKey, key } = await auth.app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, owner.call);
  const authenticate = (presented: string) => auth.app.authenticateApiKey({ key: presented }, fromGateway());
  const list = async () =>
    (await auth.app.listApiKeys({ workspaceId, limit: 0, cursor: '' }, owner.call)).items;
  return { ...auth, owner, workspaceId, keyId: apiKey.id, apiKey, key, authenticate, list };
}

test('a key opens its workspace, shows its secret once, and only a keyed hash of it is kept', async () => {
  const { authenticate, list, apiKey, key, workspaceId, store } = await withKey();
  const { apiKey: known, permissions } = await authenticate(key);
  expect(known).toMatchObject({ id: apiKey.id, workspaceId, rateLimitPerHour: 1000 });
  expect(permissions).toEqual([...machinePermissions].sort());
  expect(key.startsWith(apiKey.prefix)).toBe(true);
  const kept = JSON.stringify([
    await list(),
    await store.audit.list(workspaceId, { limit: 9 }),
    store.events(),
  ]);
  expect(kept).not.toContain(key);
  expect(kept).not.toContain(key.slice(apiKey.prefix.length, -6));
});

test('what is no key costs no look-up, and unknown, revoked and expired keys get one answer', async () => {
  const { app, authenticate, owner, workspaceId, keyId, key, clock, store } = await withKey();
  const other = await createTestAuth();
  const foreign = other.secrets.apiKeys.create().key;
  const expiresAt = new Date(clock().getTime() + 60_000);
  const short = await app.createApiKey({ workspaceId, name: 'short', scopes: [], expiresAt }, owner.call);
  await app.revokeApiKey({ workspaceId, keyId }, owner.call);
  clock.advance(60_000);
  const answers = [];
  for (const presented of ['', 'nonsense', foreign, key, short.key]) {
    answers.push(
      await authenticate(presented).catch(
        (error: unknown) => isAppError(error) && [error.code, error.message],
      ),
    );
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toEqual(['AUTH.INVALID_API_KEY', expect.any(String)]);
  store.apiKeys.findByHash = () => Promise.reject(new Error('must not be asked'));
  const mistyped = key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x');
  expect(await codeOf(authenticate(mistyped))).toBe('AUTH.INVALID_API_KEY');
});

test('a revoked key stays in the list, is announced, and revoking it again changes nothing', async () => {
  const { app, owner, workspaceId, keyId, list, shared, store, clock } = await withKey();
  await app.revokeApiKey({ workspaceId, keyId }, owner.call);
  const revokedAt = clock();
  clock.advance(1000);
  await app.revokeApiKey({ workspaceId, keyId }, owner.call);
  expect(await list()).toMatchObject([{ id: keyId, revokedAt }]);
  expect(shared.keys).toEqual(new Set([keyId]));
  expect(store.events().filter(event => event.type === 'api_key.revoked')).toEqual([
    expect.objectContaining({
      workspaceId,
      subject: keyId,
      data: { workspaceId, keyId, name: 'ci', revokedBy: owner.userId },
    }),
  ]);
});

test('a key is revoked even when the gateway cannot be told', async () => {
  const { app, owner, workspaceId, keyId, key, shared, authenticate } = await withKey();
  shared.down = true;
  await app.revokeApiKey({ workspaceId, keyId }, owner.call);
  expect(await codeOf(authenticate(key))).toBe('AUTH.INVALID_API_KEY');
});

test('a rotated key works beside its successor until the overlap ends', async () => {
  const { app, owner, workspaceId, keyId, key, authenticate, clock } = await withKey();
  const rotated = await app.rotateApiKey({ workspaceId, keyId, overlapSeconds: 60 }, owner.call);
  expect(rotated.previousExpiresAt).toEqual(new Date(clock().getTime() + 60_000));
  expect((await authenticate(key)).apiKey.id).toBe(keyId);
  expect((await authenticate(rotated.key)).apiKey).toMatchObject({
    id: rotated.apiKey.id,
    name: 'ci',
    scopes: [],
  });
  clock.advance(60_000);
  expect(await codeOf(authenticate(key))).toBe('AUTH.INVALID_API_KEY');
  expect((await authenticate(rotated.key)).apiKey.workspaceId).toBe(workspaceId);
});

test('an overlap of nothing revokes the old key at once', async () => {
  const { app, owner, workspaceId, keyId, key, authenticate, shared } = await withKey();
  await app.rotateApiKey({ workspaceId, keyId, overlapSeconds: 0 }, owner.call);
  expect(await codeOf(authenticate(key))).toBe('AUTH.INVALID_API_KEY');
  expect(shared.keys).toEqual(new Set([keyId]));
});

test('a key is rotated once, also when two ask at once, and never when it is revoked', async () => {
  const { app, owner, workspaceId, keyId, list } = await withKey();
  const codes = await Promise.all(
    [1, 2].map(() => codeOf(app.rotateApiKey({ workspaceId, keyId }, owner.call))),
  );
  expect(codes.filter(code => code === 'API_KEY.REVOKED')).toHaveLength(1);
  const keys = await list();
  expect(keys).toHaveLength(2);
  await app.revokeApiKey({ workspaceId, keyId: keys[0]!.id }, owner.call);
  expect(await codeOf(app.rotateApiKey({ workspaceId, keyId: keys[0]!.id }, owner.call))).toBe(
    'API_KEY.REVOKED',
  );
});

test.each([-1, 1.5, 604_801])('an overlap of %s seconds is refused', async overlapSeconds => {
  const { app, owner, workspaceId, keyId } = await withKey();
  expect(await codeOf(app.rotateApiKey({ workspaceId, keyId, overlapSeconds }, owner.call))).toBe(
    'REQUEST.INVALID',
  );
});

test('a developer cannot come by an admin’s key through rotation, but rotates their own', async () => {
  const { app, owner, workspaceId, keyId, register } = await withKey();
  const { user } = await register('bob@example.com');
  const bob = asUser(user.id);
  await app.putMember({ workspaceId, userId: user.id, role: 'developer' }, owner.call);
  expect(await codeOf(app.rotateApiKey({ workspaceId, keyId }, bob))).toBe('AUTH.FORBIDDEN');
  const own = await app.createApiKey({ workspaceId, name: 'own', scopes: ['workflow:read'] }, bob);
  expect((await app.rotateApiKey({ workspaceId, keyId: own.apiKey.id }, bob)).apiKey.scopes).toEqual([
    'workflow:read',
  ]);
  expect(await codeOf(app.revokeApiKey({ workspaceId, keyId }, bob))).toBe('AUTH.FORBIDDEN');
});

test('whoever may end keys still cannot come by one that may do more', async () => {
  const { app, workspaceId, keyId } = await withKey();
  const call = asKey(workspaceId, ['apikey:create', 'apikey:revoke', 'workflow:read']);
  expect(await codeOf(app.rotateApiKey({ workspaceId, keyId }, call))).toBe('AUTH.FORBIDDEN');
});

test('a key with a scope for keys makes no key that may do more than itself', async () => {
  const { app, workspaceId } = await withKey();
  const call = asKey(workspaceId, ['apikey:create', 'workflow:read']);
  expect(await codeOf(app.createApiKey({ workspaceId, name: 'x', scopes: ['workflow:write'] }, call))).toBe(
    'AUTH.FORBIDDEN',
  );
  const { apiKey } = await app.createApiKey({ workspaceId, name: 'x', scopes: [] }, call);
  expect(apiKey.scopes).toEqual(['workflow:read']);
});

test('a workspace has a limit of keys', async () => {
  const auth = await createTestAuth({
    rules: { ...testRules, apiKeys: { maxPerWorkspace: 1, defaultRateLimitPerHour: 1 } },
  });
  const { workspaceId, call } = await auth.owner('ada@example.com');
  const create = () => codeOf(auth.app.createApiKey({ workspaceId, name: 'x', scopes: [] }, call));
  const codes = await Promise.all([create(), create()]);
  expect(codes.filter(code => code === 'API_KEY.LIMIT_REACHED')).toHaveLength(1);
});

test('the last use is noted, at most once a minute', async () => {
  const { authenticate, key, list, clock } = await withKey();
  const first = clock();
  await authenticate(key);
  clock.advance(59_000);
  await authenticate(key);
  expect((await list())[0]?.lastUsedAt).toEqual(first);
  clock.advance(1_000);
  await authenticate(key);
  expect((await list())[0]?.lastUsedAt).toEqual(clock());
});

test('only the gateway itself asks what keys and users may do', async () => {
  const { app, key, owner, workspaceId } = await withKey();
  const request = { userId: owner.userId, workspaceId };
  for (const call of [
    owner.call,
    asKey(workspaceId, machinePermissions),
    fromGateway({ issuer: 'workflow' }),
  ]) {
    expect(await codeOf(app.authenticateApiKey({ key }, call))).toBe('AUTH.FORBIDDEN');
    expect(await codeOf(app.getWorkspaceAccess(request, call))).toBe('AUTH.FORBIDDEN');
  }
  const access = await app.getWorkspaceAccess(request, fromGateway());
  expect(access).toEqual({ role: 'admin', permissions: [...permissionsOf('admin')].sort() });
  expect(await codeOf(app.getWorkspaceAccess({ ...request, userId: 'usr_x' }, fromGateway()))).toBe(
    'WORKSPACE.NOT_FOUND',
  );
});
