import { SignJWT } from 'jose';
import { createTestAuth, fromGateway } from '../../test/test-auth.ts';

test.each(['', 'abc', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMSJ9.'])(
  '%j is malformed',
  async token => {
    const auth = await createTestAuth();
    expect(await auth.app.validateToken({ token }, fromGateway())).toEqual({
      valid: false,
      reason: 'malformed',
    });
  },
);

test('a token of another signer, or whose signature was changed, is refused', async () => {
  const [auth, other] = [await createTestAuth(), await createTestAuth()];
  const { accessToken } = await other.register('ada@example.com');
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toEqual({
    valid: false,
    reason: 'signature',
  });
});

test('a token signed with the public key as a shared secret is refused', async () => {
  const auth = await createTestAuth();
  const publicKey = Buffer.from(auth.tokens.jwks.keys[0]!.x!, 'base64url');
  const forged = await new SignJWT({ sid: 'ses_1' }).setProtectedHeader({ alg: 'HS256', kid: 'test', typ: 'at+jwt' })
    .setSubject('usr_1').setIssuer('neighbourhood-auth').setAudience('neighbourhood-api').setExpirationTime('1h').sign(publicKey); // prettier-ignore
  expect((await auth.app.validateToken({ token: forged }, fromGateway())).valid).toBe(false);
});

test('the session is looked up once and then cached, and the cache cannot outlive a revocation', async () => {
  const auth = await createTestAuth();
  const { accessToken } = await auth.register('ada@example.com');
  const validate = () => auth.app.validateToken({ token: accessToken }, fromGateway());
  await validate();
  const [[sessionId, entry]] = [...auth.shared.cached] as [[string, never]];
  expect(await validate()).toMatchObject({ valid: true, sessionId });

  // A look-up that began before the session ended fills the cache after it did.
  await auth.store.sessions.end(
    sessionId,
    (await auth.store.sessions.findById(sessionId))!.userId,
    'logout',
    auth.clock(),
  );
  await auth.shared.revocations.sessionEnded(sessionId);
  auth.shared.cached.set(sessionId, entry);
  expect(await validate()).toEqual({ valid: false, reason: 'revoked' });
});

test('without the state store the database answers', async () => {
  const auth = await createTestAuth();
  const { accessToken } = await auth.register('ada@example.com');
  auth.shared.down = true;
  expect(await auth.app.validateToken({ token: accessToken }, fromGateway())).toMatchObject({ valid: true });
});
