import { type JWK, SignJWT, importJWK } from 'jose';
import { signingKey, turnableClock } from '../../test/test-auth.ts';
import { createJoseAccessTokens } from './jose-access-tokens.ts';

const subject = { userId: 'usr_1', sessionId: 'ses_1', notAfter: new Date('2027-01-01T00:00:00Z') };

async function tokensOf(keys: readonly JWK[], clock = turnableClock(), change: object = {}) {
  const options = {
    keys: { keys },
    issuer: 'neighbourhood-auth',
    audience: 'neighbourhood-api',
    lifeMs: 900_000,
    clock,
  };
  return await createJoseAccessTokens({ ...options, ...change });
}

test('a token says whose it is and until when', async () => {
  const clock = turnableClock();
  const tokens = await tokensOf([await signingKey('k1')], clock);
  const { token, expiresAt } = await tokens.issue(subject);
  expect(expiresAt).toEqual(new Date(clock().getTime() + 900_000));
  expect(await tokens.verify(token)).toEqual({ claims: { userId: 'usr_1', sessionId: 'ses_1', expiresAt } });
  clock.advance(900_000);
  expect(await tokens.verify(token)).toEqual({ problem: 'expired' });
});

test('a token does not outlive its session', async () => {
  const clock = turnableClock();
  const tokens = await tokensOf([await signingKey('k1')], clock);
  const notAfter = new Date(clock().getTime() + 60_000);
  expect((await tokens.issue({ ...subject, notAfter })).expiresAt).toEqual(notAfter);
});

test('after a new key is put first, tokens of the old one count on, until it is taken away', async () => {
  const [oldKey, newKey] = [await signingKey('old'), await signingKey('new')];
  const { token } = await (await tokensOf([oldKey])).issue(subject);
  const both = await tokensOf([newKey, oldKey]);
  expect(await both.verify(token)).toHaveProperty('claims');
  const header = JSON.parse(
    Buffer.from((await both.issue(subject)).token.split('.')[0]!, 'base64url').toString(),
  );
  expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: 'new' });
  expect(await (await tokensOf([newKey])).verify(token)).toEqual({ problem: 'signature' });
});

test('what is published holds no private part', async () => {
  const { jwks } = await tokensOf([await signingKey('k1')]);
  expect(jwks.keys.map(key => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
});

test.each([{ issuer: 'another' }, { audience: 'another' }])('a token for %j is refused', async change => {
  const key = await signingKey('k1');
  const { token } = await (await tokensOf([key], turnableClock(), change)).issue(subject);
  expect(await (await tokensOf([key])).verify(token)).toHaveProperty('problem');
});

test('another kind of token of the same signer is refused', async () => {
  const key = await signingKey('k1');
  const other = new SignJWT({ sid: 'ses_1' }).setProtectedHeader({ alg: 'EdDSA', kid: 'k1', typ: 'JWT' });
  const claims = other.setSubject('usr_1').setIssuer('neighbourhood-auth').setAudience('neighbourhood-api');
  const token = await claims.setExpirationTime(subject.notAfter).sign(await importJWK(key, 'EdDSA'));
  expect(await (await tokensOf([key])).verify(token)).toEqual({ problem: 'malformed' });
});

test('keys that cannot sign, or share a kid, stop the start', async () => {
  const { d: _, ...publicKey } = await signingKey('k1');
  await expect(tokensOf([])).rejects.toThrow('no key');
  await expect(tokensOf([publicKey])).rejects.toThrow('private');
  await expect(tokensOf([await signingKey('k1'), await signingKey('k1')])).rejects.toThrow('repeats');
});
