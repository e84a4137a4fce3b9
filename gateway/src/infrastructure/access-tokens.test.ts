import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createAccessTokens } from './access-tokens.ts';

const expected = { issuer: 'neighbourhood-auth', audience: 'neighbourhood-api' };

interface TestKey {
  publicJwk: JWK;
  issue(over?: {
    iss?: string;
    aud?: string;
    sid?: string | null;
    exp?: string;
    kid?: string;
  }): Promise<string>;
}

async function key(kid: string): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  return {
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' },
    issue: ({
      iss = expected.issuer,
      aud = expected.audience,
      sid = 'ses_1',
      exp = '15m',
      kid: named = kid,
    } = {}) =>
      new SignJWT(sid === null ? {} : { sid })
        .setProtectedHeader({ alg: 'EdDSA', kid: named })
        .setIssuer(iss)
        .setAudience(aud)
        .setSubject('usr_1')
        .setIssuedAt()
        .setExpirationTime(exp)
        .sign(privateKey),
  };
}

function tokensWith(published: () => JWK[]) {
  const clock = { now: 0 };
  const fetches = { count: 0, fail: false };
  const tokens = createAccessTokens({
    ...expected,
    now: () => clock.now,
    fetchKeys: async () => {
      fetches.count += 1;
      if (fetches.fail) throw new Error('auth is down');
      return { keys: published() };
    },
  });
  return { tokens, clock, fetches };
}

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('access tokens', () => {
  it('are checked here, with keys that are fetched once', async () => {
    const one = await key('k1');
    const { tokens, fetches } = tokensWith(() => [one.publicJwk]);
    for (let i = 0; i < 3; i++)
      expect(await tokens.verify(await one.issue())).toEqual({ userId: 'usr_1', sessionId: 'ses_1' });
    expect(fetches.count).toBe(1);
    expect(await tokens.keys()).toEqual({ keys: [one.publicJwk] });
  });

  it.each([
    ['another issuer', { iss: 'somebody' }, 'AUTH.INVALID_TOKEN'],
    ['another audience', { aud: 'neighbourhood-services' }, 'AUTH.INVALID_TOKEN'],
    ['no session', { sid: null }, 'AUTH.INVALID_TOKEN'],
    ['a life that is over', { exp: '-10s' }, 'AUTH.TOKEN_EXPIRED'],
    ['a key id that nobody has', { kid: 'unknown' }, 'AUTH.INVALID_TOKEN'],
  ])('with %s are refused', async (_name, over, refusal) => {
    const one = await key('k1');
    const { tokens } = tokensWith(() => [one.publicJwk]);
    await expect(tokens.verify(await one.issue(over))).rejects.toEqual(code(refusal));
  });

  it('that are unsigned, signed by another key under a known id, or no tokens at all are refused', async () => {
    const [one, other] = [await key('k1'), await key('k1')];
    const { tokens } = tokensWith(() => [one.publicJwk]);
    const [, payload] = (await one.issue()).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const token of [await other.issue(), unsigned, 'a.b.c', 'nonsense']) {
      await expect(tokens.verify(token)).rejects.toEqual(code('AUTH.INVALID_TOKEN'));
    }
  });

  it('of a new key count as soon as the key is published, and old ones still do', async () => {
    const [one, two] = [await key('k1'), await key('k2')];
    const published = [one.publicJwk];
    const { tokens, clock } = tokensWith(() => published);
    await tokens.verify(await one.issue());
    published.push(two.publicJwk);
    clock.now += 10_000;
    expect((await tokens.verify(await two.issue())).userId).toBe('usr_1');
    expect((await tokens.verify(await one.issue())).userId).toBe('usr_1');
  });

  it('with made-up key ids do not make the gateway fetch keys again and again', async () => {
    const one = await key('k1');
    const { tokens, fetches } = tokensWith(() => [one.publicJwk]);
    for (let i = 0; i < 20; i++)
      await tokens.verify(await one.issue({ kid: `x${i}` })).catch(() => undefined);
    expect(fetches.count).toBe(1);
  });

  it('are still checked with old keys while auth is down, and not at all before it ever answered', async () => {
    const one = await key('k1');
    const { tokens, clock, fetches } = tokensWith(() => [one.publicJwk]);
    fetches.fail = true;
    await expect(tokens.verify(await one.issue())).rejects.toEqual(code('AUTH.UNAVAILABLE'));
    fetches.fail = false;
    clock.now += 10_000;
    await tokens.verify(await one.issue());
    fetches.fail = true;
    clock.now += 3_600_000;
    expect((await tokens.verify(await one.issue())).userId).toBe('usr_1');
  });
});
