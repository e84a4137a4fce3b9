import { asUser, client, codeOf, createTestAuth, fromGateway, password } from '../../test/test-auth.ts';

test('a registered user is signed in, has no workspace, and the platform hears of them', async () => {
  const auth = await createTestAuth();
  const request = { email: ' Ada@Example.com ', password, firstName: ' Ada ', lastName: 'Lovelace', client };
  const { user, accessToken, tokenType, expiresIn } = await auth.app.registerUser(request, fromGateway());

  expect(user).toMatchObject({
    email: 'Ada@Example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: '',
    emailVerified: false,
  });
  expect([tokenType, expiresIn]).toEqual(['Bearer', 900]);
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toMatchObject({
    valid: true,
    userId: user.id,
    email: user.email,
  });
  expect((await auth.app.getUserProfile({ userId: '' }, asUser(user.id))).workspaces).toEqual([]);
  expect(auth.store.events()).toEqual([
    {
      type: 'user.registered',
      subject: user.id,
      workspaceId: '',
      data: { workspaceId: '', userId: user.id, email: user.email },
    },
  ]);
});

test('one e-mail address belongs to one user, however it is written', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  expect(await codeOf(auth.register('ADA@example.com'))).toBe('AUTH.EMAIL_TAKEN');
});

test('of two who register one address at once, one gets it and the other leaves no trace', async () => {
  const auth = await createTestAuth();
  const codes = await Promise.all(
    ['ada@example.com', 'Ada@example.com'].map(email => codeOf(auth.register(email))),
  );
  expect(codes.filter(code => code === 'AUTH.EMAIL_TAKEN')).toHaveLength(1);
  expect(auth.store.events()).toHaveLength(1);
});

test('a weak password, a bad address and a bad name write nothing', async () => {
  const auth = await createTestAuth();
  const register = (change: object) =>
    codeOf(auth.app.registerUser({ email: 'ada@example.com', password, client, ...change }, fromGateway()));
  expect(await register({ password: 'password1' })).toBe('AUTH.WEAK_PASSWORD');
  expect(await register({ email: 'ada' })).toBe('REQUEST.INVALID');
  expect(await register({ firstName: 'x'.repeat(101) })).toBe('REQUEST.INVALID');
  expect(await auth.store.users.findByEmail('ada@example.com')).toBeUndefined();
});

test('only the gateway, for a caller whom it does not know, may register', async () => {
  const auth = await createTestAuth();
  const request = { email: 'ada@example.com', password, client };
  expect(await codeOf(auth.app.registerUser(request, asUser('usr_1')))).toBe('AUTH.FORBIDDEN');
  expect(await codeOf(auth.app.registerUser(request, fromGateway({ issuer: '' })))).toBe('AUTH.FORBIDDEN');
});
