import { createTestAuth, codeOf, fromGateway } from '../../test/test-auth.ts';

test('what is of no more use is forgotten', async () => {
  const auth = await createTestAuth();
  const { refreshToken } = await auth.register('ada@example.com');
  await codeOf(auth.login('ada@example.com', 'wrong'));
  auth.clock.advance(31 * 86_400_000);
  await auth.app.sweep(fromGateway());
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.TOKEN_EXPIRED');
  auth.clock.advance(7 * 86_400_000);
  await auth.app.sweep(fromGateway());
  expect(await codeOf(auth.refresh(refreshToken))).toBe('AUTH.INVALID_TOKEN');
  expect(await auth.store.attempts.purge(auth.clock())).toBe(0);
});
