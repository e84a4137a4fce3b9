import { codeOf, createTestAuth, fromGateway } from '../../test/test-auth.ts';

const minutes = 60_000;

test('a refresh gives a new pair that works, and the old refresh token is not stored anywhere', async () => {
  const auth = await createTestAuth();
  const first = await auth.register('ada@example.com');
  auth.clock.advance(14 * minutes);
  const second = await auth.refresh(first.refreshToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.expiresIn).toBe(900);
  auth.clock.advance(2 * minutes);
  expect(await auth.app.validateToken({ token: first.accessToken }, fromGateway())).toEqual({
    valid: false,
    reason: 'expired',
  });
  expect(await auth.app.validateToken({ token: second.accessToken }, fromGateway())).toMatchObject({
    valid: true,
  });
  expect(await auth.store.sessions.findToken(first.refreshToken)).toBeUndefined();
});

test('a lost answer and a second tab get the same refresh token, and nobody is logged out', async () => {
  const auth = await createTestAuth();
  const { refreshToken } = await auth.register('ada@example.com');
  const answers = await Promise.all([1, 2, 3].map(() => auth.refresh(refreshToken)));
  auth.clock.advance(29_000);
  answers.push(await auth.refresh(refreshToken));
  expect(new Set(answers.map(answer => answer.refreshToken)).size).toBe(1);
  expect(await auth.refresh(answers[0]!.refreshToken)).toMatchObject({ tokenType: 'Bearer' });
});

test('a token shown after its grace ends the session for whoever holds it', async () => {
  const auth = await createTestAuth();
  const { user, refreshToken } = await auth.register('ada@example.com');
  const { refreshToken: second, accessToken } = await auth.refresh(refreshToken);
  auth.clock.advance(30_000);
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.TOKEN_REUSED');
  expect(await codeOf(auth.refresh(second))).toBe('AUTH.TOKEN_REUSED');
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toEqual({
    valid: false,
    reason: 'revoked',
  });
  const { sid } = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString());
  expect([...auth.shared.ended]).toEqual([sid]);
  expect(auth.store.events().filter(event => event.type === 'session.revoked')).toEqual([
    expect.objectContaining({
      subject: sid,
      data: { workspaceId: '', sessionId: sid, userId: user.id, reason: 'token_reused' },
    }),
  ]);
});

test('a token whose successor was used is refused even within its grace', async () => {
  const auth = await createTestAuth();
  const { refreshToken } = await auth.register('ada@example.com');
  const second = await auth.refresh(refreshToken);
  await auth.refresh(second.refreshToken);
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.TOKEN_REUSED');
});

test('reuse ends one session only, not the user’s others', async () => {
  const auth = await createTestAuth();
  const { refreshToken } = await auth.register('ada@example.com');
  const elsewhere = await auth.login('ada@example.com');
  await auth.refresh(refreshToken);
  auth.clock.advance(31_000);
  await codeOf(auth.refresh(refreshToken));
  expect((await auth.refresh(elsewhere.refreshToken)).tokenType).toBe('Bearer');
});

test('reuse ends the session even when the gateway cannot be told', async () => {
  const auth = await createTestAuth();
  const { refreshToken } = await auth.register('ada@example.com');
  const { accessToken } = await auth.refresh(refreshToken);
  auth.clock.advance(31_000);
  auth.shared.down = true;
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.TOKEN_REUSED');
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toEqual({
    valid: false,
    reason: 'revoked',
  });
  auth.shared.down = false;
  await auth.app.sweep(fromGateway());
  expect(auth.shared.ended.size).toBe(1);
});

test('an unused token dies after its life, and a session after its own however often it is refreshed', async () => {
  const auth = await createTestAuth();
  const first = await auth.register('ada@example.com');
  auth.clock.advance(7 * 24 * 60 * minutes);
  expect(await codeOf(auth.refresh(first.refreshToken))).toBe('AUTH.TOKEN_EXPIRED');

  let { refreshToken } = await auth.login('ada@example.com');
  for (let day = 6; day < 30; day += 6) {
    auth.clock.advance(6 * 24 * 60 * minutes);
    ({ refreshToken } = await auth.refresh(refreshToken));
  }
  auth.clock.advance(6 * 24 * 60 * minutes);
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.TOKEN_EXPIRED');
});

test('unknown tokens and those of an ended session are refused', async () => {
  const auth = await createTestAuth();
  const { user, refreshToken } = await auth.register('ada@example.com');
  expect(await codeOf(auth.refresh('nhr_nonsense'))).toBe('AUTH.INVALID_TOKEN');
  const [session] = await auth.store.sessions.listLive(user.id, auth.clock(), { limit: 1 });
  await auth.store.sessions.end(session!.id, user.id, 'logout', auth.clock());
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.INVALID_TOKEN');
});
