import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { createIdentitySigner, createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { userId, workspaceId } from '../harness.ts';

test('what vouches for a caller to the monolith opens nothing on the platform', async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const common = { kid: 'g1', alg: 'EdDSA' };
  const keys = { keys: [{ ...(await exportJWK(publicKey)), ...common }] };
  const signing = { issuer: 'gateway', privateJwk: { ...(await exportJWK(privateKey)), ...common } };
  const identity = {
    kind: 'user',
    subject: userId,
    workspaceId,
    role: 'admin',
    permissions: ['consent:read'],
  } as const;
  const own = await (await createIdentitySigner(signing)).sign(identity);
  const told = await (
    await createIdentitySigner({ ...signing, audience: 'neighbourhood-legacy' })
  ).sign(identity);

  const verify = createIdentityVerifier({ gateway: keys });
  await expect(verify(own)).resolves.toMatchObject({ subject: userId });
  await expect(verify(told)).rejects.toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });

  const expected = { issuer: 'gateway', audience: 'neighbourhood-legacy' };
  const { payload } = await jwtVerify(told, createLocalJWKSet(keys), expected);
  expect(payload).toMatchObject({
    sub: userId,
    kind: 'user',
    wsp: workspaceId,
    role: 'admin',
    perms: ['consent:read'],
  });
  await expect(jwtVerify(own, createLocalJWKSet(keys), expected)).rejects.toThrow('aud');
});
