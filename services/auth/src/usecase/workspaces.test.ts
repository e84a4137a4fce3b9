import { asKey, asUser, codeOf, createTestAuth } from '../../test/test-auth.ts';

const all = { limit: 0, cursor: '' };

test('whoever opens a workspace is its admin, and the audit log knows', async () => {
  const auth = await createTestAuth();
  const { userId, workspaceId, call } = await auth.owner('ada@example.com');
  const { workspace, role } = await auth.app.getWorkspace({ workspaceId }, call);
  expect([workspace.plan, workspace.ownerId, role]).toEqual(['free', userId, 'admin']);
  const { items } = await auth.app.listAudit({ ...all, workspaceId }, call);
  expect(items).toMatchObject([
    { action: 'workspace.created', actorKind: 'user', actorId: userId, requestId: call.requestId },
  ]);
});

test('a user lists just their own workspaces, newest first, page by page', async () => {
  const auth = await createTestAuth();
  const ada = await auth.owner('ada@example.com');
  await auth.owner('bob@example.com');
  const { workspace: second } = await auth.app.createWorkspace({ name: 'second' }, ada.call);
  const page = await auth.app.listWorkspaces({ limit: 1, cursor: '' }, ada.call);
  const rest = await auth.app.listWorkspaces({ limit: 1, cursor: page.nextCursor }, ada.call);
  expect([page.items[0]?.workspace.id, rest.items[0]?.workspace.id]).toEqual([second.id, ada.workspaceId]);
  expect(rest.nextCursor).toBe('');
});

test('an admin renames a workspace and sets where connections may return to', async () => {
  const auth = await createTestAuth();
  const { userId, workspaceId, call } = await auth.owner('ada@example.com');
  await auth.app.updateWorkspace({ workspaceId, redirectUris: ['https://app.example.com/done'] }, call);
  const { workspace } = await auth.app.updateWorkspace({ workspaceId, name: 'Engines' }, call);
  expect(workspace).toMatchObject({ name: 'Engines', redirectUris: ['https://app.example.com/done'] });
  const within = asUser(userId, { workspaceId, permissions: [] });
  expect(await auth.app.getRedirectUris(within)).toEqual(workspace.redirectUris);
  expect(await auth.app.getRedirectUris(asKey(workspaceId, []))).toEqual(workspace.redirectUris);
  expect(await codeOf(auth.app.getRedirectUris(call))).toBe('AUTH.WORKSPACE_REQUIRED');
});

test('a deleted workspace is gone for everybody, its keys with it', async () => {
  const auth = await createTestAuth();
  const { workspaceId, call } = await auth.owner('ada@example.com');
  const { apiKey } = await auth.app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, call);
  await auth.app.deleteWorkspace({ workspaceId }, call);
  expect(await codeOf(auth.app.getWorkspace({ workspaceId }, call))).toBe('WORKSPACE.NOT_FOUND');
  expect(await codeOf(auth.app.deleteWorkspace({ workspaceId }, call))).toBe('WORKSPACE.NOT_FOUND');
  expect(auth.shared.keys).toEqual(new Set([apiKey.id]));
  expect((await auth.store.audit.list(workspaceId, { limit: 9 })).map(entry => entry.action)).toEqual(
    expect.arrayContaining(['workspace.created', 'api_key.created', 'api_key.revoked', 'workspace.deleted']),
  );
});

test('a stranger, another workspace’s key and an execution see nothing of a workspace and change nothing', async () => {
  const auth = await createTestAuth();
  const { userId, workspaceId, call } = await auth.owner('ada@example.com');
  const eve = await auth.owner('eve@example.com');
  const { apiKey } = await auth.app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, call);
  const { permissions } = await auth.app.getWorkspaceAccess(
    { workspaceId, userId },
    asUser('', { kind: 'anonymous' }),
  );
  const keyId = apiKey.id;
  const strangers = [
    eve.call,
    // Even with a claim to the workspace: the membership is looked up here.
    asUser(eve.userId, { workspaceId, role: 'admin', permissions }),
    asKey(eve.workspaceId, permissions),
    asUser('', { kind: 'anonymous', permissions, workspaceId }),
  ];
  for (const stranger of strangers) {
    const tries = [
      auth.app.getWorkspace({ workspaceId }, stranger),
      auth.app.updateWorkspace({ workspaceId, name: 'mine' }, stranger),
      auth.app.deleteWorkspace({ workspaceId }, stranger),
      auth.app.listMembers({ ...all, workspaceId }, stranger),
      auth.app.putMember({ workspaceId, userId: eve.userId, role: 'admin' }, stranger),
      auth.app.removeMember({ workspaceId, userId }, stranger),
      auth.app.createApiKey({ workspaceId, name: 'mine', scopes: [] }, stranger),
      auth.app.listApiKeys({ ...all, workspaceId }, stranger),
      auth.app.rotateApiKey({ workspaceId, keyId }, stranger),
      auth.app.revokeApiKey({ workspaceId, keyId }, stranger),
      auth.app.listAudit({ ...all, workspaceId }, stranger),
    ];
    expect(await Promise.all(tries.map(codeOf))).toEqual(tries.map(() => 'WORKSPACE.NOT_FOUND'));
  }
  expect((await auth.app.getWorkspace({ workspaceId }, call)).workspace.name).toBe("ada@example.com's");
  expect((await auth.app.listApiKeys({ ...all, workspaceId }, call)).items).toHaveLength(1);
});

test('a key of another workspace cannot be reached through one’s own', async () => {
  const auth = await createTestAuth();
  const ada = await auth.owner('ada@example.com');
  const eve = await auth.owner('eve@example.com');
  const { apiKey, key } = await auth.app.createApiKey(
    { workspaceId: ada.workspaceId, name: 'ci', scopes: [] },
    ada.call,
  );
  const foreign = { workspaceId: eve.workspaceId, keyId: apiKey.id };
  expect(await codeOf(auth.app.revokeApiKey(foreign, eve.call))).toBe('API_KEY.NOT_FOUND');
  expect(await codeOf(auth.app.rotateApiKey(foreign, eve.call))).toBe('API_KEY.NOT_FOUND');
  expect(await auth.app.authenticateApiKey({ key }, asUser('', { kind: 'anonymous' }))).toBeTruthy();
});

test('permissions that the gateway asserted for this very workspace narrow the role', async () => {
  const auth = await createTestAuth();
  const { userId, workspaceId } = await auth.owner('ada@example.com');
  const narrowed = asUser(userId, { workspaceId, permissions: ['workspace:read'] });
  expect(await codeOf(auth.app.deleteWorkspace({ workspaceId }, narrowed))).toBe('AUTH.FORBIDDEN');
  expect((await auth.app.getWorkspace({ workspaceId }, narrowed)).role).toBe('admin');
});
