import { asUser, codeOf, createTestAuth } from '../../test/test-auth.ts';

test('a user reads and changes their own profile; fields that are not named stay', async () => {
  const auth = await createTestAuth();
  const { userId, workspaceId, call } = await auth.owner('ada@example.com');
  await auth.app.updateUserProfile({ firstName: 'Ada', company: 'Engines' }, call);
  auth.clock.advance(1000);
  const { user } = await auth.app.updateUserProfile({ company: '' }, call);
  expect(user).toMatchObject({ firstName: 'Ada', company: '', updatedAt: auth.clock() });
  const profile = await auth.app.getUserProfile({ userId }, call);
  expect(profile).toMatchObject({
    user: { firstName: 'Ada' },
    workspaces: [{ workspace: { id: workspaceId }, role: 'admin' }],
  });
});

test('a colleague is seen with the common workspace only, and a stranger not at all', async () => {
  const auth = await createTestAuth();
  const ada = await auth.owner('ada@example.com');
  const bob = await auth.owner('bob@example.com');
  const eve = await auth.owner('eve@example.com');
  await auth.app.putMember({ workspaceId: ada.workspaceId, userId: bob.userId, role: 'viewer' }, ada.call);

  const within = asUser(ada.userId, { workspaceId: ada.workspaceId, permissions: ['user:read'] });
  const seen = await auth.app.getUserProfile({ userId: bob.userId }, within);
  expect(seen.workspaces.map(({ workspace }) => workspace.id)).toEqual([ada.workspaceId]);
  expect(await codeOf(auth.app.getUserProfile({ userId: eve.userId }, within))).toBe('USER.NOT_FOUND');
  expect(await codeOf(auth.app.getUserProfile({ userId: bob.userId }, ada.call))).toBe('USER.NOT_FOUND');
  const without = asUser(ada.userId, { workspaceId: ada.workspaceId, permissions: [] });
  expect(await codeOf(auth.app.getUserProfile({ userId: bob.userId }, without))).toBe('AUTH.FORBIDDEN');
});

test('a user who is gone has no profile', async () => {
  const auth = await createTestAuth();
  const { userId, call } = await auth.owner('ada@example.com');
  await auth.store.users.delete(userId);
  expect(await codeOf(auth.app.getUserProfile({ userId: '' }, call))).toBe('USER.NOT_FOUND');
});
