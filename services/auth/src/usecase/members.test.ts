import { asKey, asUser, codeOf, createTestAuth } from '../../test/test-auth.ts';

async function team() {
  const auth = await createTestAuth();
  const owner = await auth.owner('ada@example.com');
  const { workspaceId } = owner;
  const join = async (email: string, role: string) => {
    const { user } = await auth.register(email);
    auth.clock.advance(1000);
    await auth.app.putMember({ workspaceId, userId: user.id, role }, owner.call);
    return { userId: user.id, call: asUser(user.id) };
  };
  return {
    ...auth,
    owner,
    workspaceId,
    join,
    put: (userId: string, role: string, call = owner.call) =>
      auth.app.putMember({ workspaceId, userId, role }, call),
  };
}

test('members are listed in order of joining, page by page, also when they joined in one moment', async () => {
  const { app, owner, workspaceId, join, register, put } = await team();
  const viewer = await join('zoe@example.com', 'viewer');
  const twins = await Promise.all(['a@example.com', 'b@example.com'].map(email => register(email)));
  for (const { user } of twins) await put(user.id, 'user');
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await app.listMembers({ workspaceId, limit: 1, cursor }, viewer.call);
    seen.push(...page.items.map(member => member.userId));
    cursor = page.nextCursor;
  } while (cursor !== '');
  expect(seen).toEqual([owner.userId, viewer.userId, ...twins.map(({ user }) => user.id).sort()]);
});

test('a cursor of another list is refused', async () => {
  const { app, owner, workspaceId } = await team();
  const of = (id: string) => Buffer.from(id).toString('base64url');
  const ask = (cursor: string) => codeOf(app.listMembers({ workspaceId, limit: 1, cursor }, owner.call));
  expect(await ask(of(owner.userId))).toBe('REQUEST.INVALID');
  expect(await ask(of(`1.${workspaceId}`))).toBe('REQUEST.INVALID');
  expect(
    await codeOf(app.listAudit({ workspaceId, limit: 1, cursor: of(`1.${owner.userId}`) }, owner.call)),
  ).toBe('REQUEST.INVALID');
});

test('a change of role holds at once, and the audit log keeps both roles', async () => {
  const { app, owner, workspaceId, join, put } = await team();
  const member = await join('bob@example.com', 'viewer');
  expect(await codeOf(app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, member.call))).toBe(
    'AUTH.FORBIDDEN',
  );
  expect(await put(member.userId, 'developer')).toMatchObject({
    role: 'developer',
    email: 'bob@example.com',
    owner: false,
  });
  expect((await app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, member.call)).key).toMatch(
    /^nh_live_/,
  );
  const { items } = await app.listAudit({ workspaceId, limit: 0, cursor: '' }, owner.call);
  expect(items.find(entry => entry.action === 'member.role_changed')).toMatchObject({
    targetId: member.userId,
    detail: { role: 'developer', previousRole: 'viewer' },
  });
});

test('only those with user:write set roles, and none above their own', async () => {
  const { put, join, workspaceId } = await team();
  const bob = await join('bob@example.com', 'developer');
  const eve = await join('eve@example.com', 'viewer');
  expect(await codeOf(put(bob.userId, 'admin', bob.call))).toBe('AUTH.FORBIDDEN');
  const key = asKey(workspaceId, ['user:write', 'user:read']);
  expect(await codeOf(put(eve.userId, 'admin', key))).toBe('AUTH.FORBIDDEN');
  expect(await codeOf(put(bob.userId, 'viewer', key))).toBe('AUTH.FORBIDDEN');
});

test('the owner stays admin and member, whoever asks', async () => {
  const { app, owner, workspaceId, join, put } = await team();
  const admin = await join('bob@example.com', 'admin');
  expect(await codeOf(put(owner.userId, 'viewer', admin.call))).toBe('WORKSPACE.OWNER_ROLE');
  expect(await codeOf(app.removeMember({ workspaceId, userId: owner.userId }, admin.call))).toBe(
    'WORKSPACE.OWNER_ROLE',
  );
  expect(await codeOf(app.removeMember({ workspaceId, userId: owner.userId }, owner.call))).toBe(
    'WORKSPACE.OWNER_ROLE',
  );
  expect((await put(owner.userId, 'admin')).owner).toBe(true);
});

test('a removed member has no access any more; anybody but the owner may leave', async () => {
  const { app, workspaceId, owner, join } = await team();
  const bob = await join('bob@example.com', 'developer');
  const zoe = await join('zoe@example.com', 'viewer');
  expect(await codeOf(app.removeMember({ workspaceId, userId: bob.userId }, zoe.call))).toBe(
    'AUTH.FORBIDDEN',
  );
  await app.removeMember({ workspaceId, userId: zoe.userId }, zoe.call);
  await app.removeMember({ workspaceId, userId: bob.userId }, owner.call);
  expect(await codeOf(app.getWorkspace({ workspaceId }, bob.call))).toBe('WORKSPACE.NOT_FOUND');
  expect(await codeOf(app.removeMember({ workspaceId, userId: bob.userId }, owner.call))).toBe(
    'MEMBER.NOT_FOUND',
  );
  const { items } = await app.listAudit({ workspaceId, limit: 0, cursor: '' }, owner.call);
  expect(items.map(entry => entry.action)).toEqual(expect.arrayContaining(['member.left', 'member.removed']));
});

test('users and roles that do not exist are refused', async () => {
  const { owner, put } = await team();
  expect(await codeOf(put('usr_nobody', 'viewer'))).toBe('USER.NOT_FOUND');
  expect(await codeOf(put(owner.userId, 'emperor'))).toBe('REQUEST.INVALID');
});
