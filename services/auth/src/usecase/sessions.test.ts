import { decodeJwt } from 'jose';
import { asUser, codeOf, createTestAuth, fromGateway } from '../../test/test-auth.ts';

const sessionOf = (accessToken: string) => String(decodeJwt(accessToken)['sid']);

test('logout ends the session at once, for access and refresh tokens, and may be repeated', async () => {
  const auth = await createTestAuth();
  const { user, accessToken, refreshToken } = await auth.register('ada@example.com');
  const sessionId = sessionOf(accessToken);
  await auth.app.validateToken({ token: accessToken }, fromGateway());
  const call = asUser(user.id, { sessionId });
  await auth.app.logout({ sessionId: '' }, call);
  await auth.app.logout({ sessionId: '' }, call);
  expect(auth.shared.ended).toEqual(new Set([sessionId]));
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toEqual({
    valid: false,
    reason: 'revoked',
  });
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.INVALID_TOKEN');
  expect(auth.store.events().filter(event => event.type === 'session.revoked')).toHaveLength(1);
});

test('nobody ends or sees another user’s session', async () => {
  const auth = await createTestAuth();
  const ada = await auth.register('ada@example.com');
  const eve = await auth.register('eve@example.com');
  const sessionId = sessionOf(ada.accessToken);
  const asEve = asUser(eve.user.id);
  await auth.app.logout({ sessionId }, asEve);
  expect(await codeOf(auth.app.revokeSession({ sessionId }, asEve))).toBe('SESSION.NOT_FOUND');
  const { items } = await auth.app.listSessions({ limit: 0, cursor: '', currentSessionId: '' }, asEve);
  expect(items.map(session => session.userId)).toEqual([eve.user.id]);
  expect(await auth.app.validateToken({ token: ada.accessToken }, fromGateway())).toMatchObject({
    valid: true,
  });
});

test('a user lists their live sessions, newest first and page by page, and ends one of them', async () => {
  const auth = await createTestAuth();
  const { user, accessToken } = await auth.register('ada@example.com');
  const phone = await auth.login('ada@example.com');
  const call = asUser(user.id, { sessionId: sessionOf(accessToken) });
  const list = (cursor: string, limit: number) =>
    auth.app.listSessions({ limit, cursor, currentSessionId: '' }, call);

  const first = await list('', 1);
  const second = await list(first.nextCursor, 1);
  expect(first.items).toMatchObject([
    { id: sessionOf(phone.accessToken), current: false, address: '203.0.113.7' },
  ]);
  expect(second).toMatchObject({ items: [{ id: sessionOf(accessToken), current: true }], nextCursor: '' });

  await auth.app.revokeSession({ sessionId: sessionOf(phone.accessToken) }, call);
  expect((await list('', 0)).items.map(session => session.id)).toEqual([sessionOf(accessToken)]);
  expect(await codeOf(auth.refresh(phone.refreshToken))).toBe('AUTH.INVALID_TOKEN');
});

test.each([
  [-1, ''],
  [101, ''],
  [1.5, ''],
  [0, 'not-a-cursor'],
])('a page of %j after %j is refused', async (limit, cursor) => {
  const auth = await createTestAuth();
  const { user } = await auth.register('ada@example.com');
  expect(await codeOf(auth.app.listSessions({ limit, cursor, currentSessionId: '' }, asUser(user.id)))).toBe(
    'REQUEST.INVALID',
  );
});

test('each workspace of the user hears of an ended session', async () => {
  const auth = await createTestAuth();
  const owner = await auth.owner('ada@example.com');
  const { workspace } = await auth.app.createWorkspace({ name: 'second' }, owner.call);
  const { accessToken } = await auth.login('ada@example.com');
  await auth.app.revokeSession({ sessionId: sessionOf(accessToken) }, owner.call);
  const told = auth.store
    .events()
    .filter(event => event.type === 'session.revoked')
    .map(event => event.workspaceId);
  expect(new Set(told)).toEqual(new Set([owner.workspaceId, workspace.id]));
});

test('an API key has no sessions', async () => {
  const auth = await createTestAuth();
  const call = asUser('key_1', { kind: 'apiKey' });
  expect(await codeOf(auth.app.listSessions({ limit: 0, cursor: '', currentSessionId: '' }, call))).toBe(
    'AUTH.USER_REQUIRED',
  );
  expect(await codeOf(auth.app.logout({ sessionId: '' }, call))).toBe('AUTH.USER_REQUIRED');
});
