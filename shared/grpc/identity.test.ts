import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { fakeCall } from '../testing/fake-call.ts';
import { createIdentitySigner, createIdentityVerifier, type Issuer, usualIssuers } from './identity.ts';

const audience = 'neighbourhood-services';

async function makeKey(kid: string, alg = 'EdDSA'): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const common = { kid, alg };
  return {
    privateJwk: { ...(await exportJWK(privateKey)), ...common },
    publicJwk: { ...(await exportJWK(publicKey)), ...common },
  };
}

const [gateway, workflow, notes] = [await makeKey('g'), await makeKey('w'), await makeKey('n')];
const keys = {
  gateway: { keys: [gateway.publicJwk] },
  workflow: { keys: [workflow.publicJwk] },
  notes: { keys: [notes.publicJwk] },
};
const verifierOf = (...more: Issuer[]) => createIdentityVerifier(keys, [...usualIssuers, ...more]);
const sign = async (issuer: string, { privateJwk }: { privateJwk: JWK }, over: object = {}) =>
  (await createIdentitySigner({ issuer, privateJwk })).sign({ ...fakeCall().identity, ...over });
const refused = expect.objectContaining({ kind: 'unauthenticated', code: 'AUTH.UNAUTHENTICATED' });

describe('an internal token', () => {
  const verify = verifierOf();

  test('gives the identity that its issuer signed', async () => {
    const { identity } = fakeCall({ permissions: ['consents:read'], address: '203.0.113.9' });
    expect(await verify(await sign('gateway', gateway, identity))).toEqual({
      ...identity,
      issuer: 'gateway',
    });
  });

  test.each(['user', 'apiKey', 'anonymous'] as const)('of workflow is no %s', async kind => {
    await expect(verify(await sign('workflow', workflow, { kind }))).rejects.toEqual(refused);
  });

  test('of gateway is no execution', async () => {
    await expect(verify(await sign('gateway', gateway, { kind: 'execution' }))).rejects.toEqual(refused);
  });

  test('is not believed when one issuer signs in the name of another', async () => {
    await expect(verify(await sign('gateway', workflow))).rejects.toEqual(refused);
  });

  test('needs an issuer that is allowed, not only one that has keys', async () => {
    await expect(verify(await sign('notes', notes))).rejects.toEqual(refused);
    await expect(verify(await sign('constructor', gateway))).rejects.toEqual(refused);
  });

  test('needs an issuer that has keys, not only one that is allowed', async () => {
    const strict = verifierOf({ app: 'late', kinds: ['user'] });
    await expect(strict(await sign('late', gateway))).rejects.toEqual(refused);
  });

  test.each([
    ['ES256', true],
    ['ES384', false],
    ['RS256', false],
  ])('signed by %s is believed: %s', async (alg, believed) => {
    const key = await makeKey('other', alg);
    const others = createIdentityVerifier({ gateway: { keys: [key.publicJwk] } });
    const verdict = others(await sign('gateway', key)).then(
      () => true,
      () => false,
    );
    expect(await verdict).toBe(believed);
  });

  test('needs a life, an audience and a signature', async () => {
    const key = await (await import('jose')).importJWK(gateway.privateJwk, 'EdDSA');
    const base = () => new SignJWT({ kind: 'user' }).setProtectedHeader({ alg: 'EdDSA', kid: 'g' });
    const named = () => base().setIssuer('gateway').setSubject('usr_1').setIssuedAt();
    const good = await named().setAudience(audience).setExpirationTime('1m').sign(key);
    expect(await verify(good)).toMatchObject({ subject: 'usr_1' });
    for (const bad of [
      await named().setAudience(audience).sign(key),
      await named().setAudience('neighbourhood-api').setExpirationTime('1m').sign(key),
      await named().setAudience(audience).setExpirationTime('-1m').sign(key),
      await base().setIssuer('gateway').setAudience(audience).setExpirationTime('1m').sign(key),
      new UnsecuredJWT({ kind: 'user', sub: 'usr_1' })
        .setIssuer('gateway')
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('1m')
        .encode(),
      good.slice(0, -4),
      '',
      'nonsense',
    ]) {
      await expect(verify(bad)).rejects.toEqual(refused);
    }
  });
});

describe('an issuer of the configuration', () => {
  test('may assert its kinds', async () => {
    const verify = verifierOf({ app: 'notes', kinds: ['apiKey'] });
    expect(await verify(await sign('notes', notes, { kind: 'apiKey' }))).toMatchObject({ issuer: 'notes' });
    await expect(verify(await sign('notes', notes, { kind: 'user' }))).rejects.toEqual(refused);
  });

  test('may be kept to some permissions and workspaces', async () => {
    const verify = verifierOf({
      app: 'notes',
      kinds: ['apiKey'],
      permissions: ['consents:read'],
      workspaces: ['wsp_1'],
    });
    const claims = { kind: 'apiKey', permissions: ['consents:read'], workspaceId: 'wsp_1' };
    expect(await verify(await sign('notes', notes, claims))).toMatchObject({ workspaceId: 'wsp_1' });
    for (const wider of [
      { permissions: ['consents:read', 'consents:write'] },
      { workspaceId: 'wsp_2' },
      { workspaceId: undefined },
    ]) {
      await expect(verify(await sign('notes', notes, { ...claims, ...wider }))).rejects.toEqual(refused);
    }
  });
});

describe('a token that was believed before', () => {
  afterEach(() => jest.useRealTimers());

  test('is believed until it ends, and not by other keys', async () => {
    const verify = verifierOf();
    const token = await sign('gateway', gateway);
    const identity = await verify(token);
    expect(await verify(token)).toEqual(identity);
    const others = createIdentityVerifier({ gateway: { keys: [workflow.publicJwk] } });
    await expect(others(token)).rejects.toEqual(refused);
    jest.useFakeTimers({
      now: Date.now() + 70_000,
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'],
    });
    await expect(verify(token)).rejects.toEqual(refused);
  });
});
