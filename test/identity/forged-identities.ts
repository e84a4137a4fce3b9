import { createHmac, generateKeyPairSync } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { exportJWK, importJWK, type JWK, SignJWT } from 'jose';
import { allowed } from './access-rules.ts';
import { type Attempt } from './attempts.ts';
import { apps, serviceApps } from './methods.ts';
import { type Victim } from './victim.ts';

const audience = 'neighbourhood-services';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function strangersKey(kid?: string): Promise<JWK> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...(await exportJWK(privateKey)), alg: 'EdDSA', ...(kid === undefined ? {} : { kid }) };
}

/**
 * forgedIdentities are internal tokens that nobody may believe, by what is wrong with each. `userToken` is a good
 * access token of a user, which is for the gateway only.
 */
export async function forgedIdentities(victim: Victim, userToken: string): Promise<Record<string, string>> {
  const gateway = JSON.parse(victim.secret('gateway-internal-key')) as JWK & { kid: string };
  const [published] = (JSON.parse(victim.secret('internal-jwks')) as { gateway: { keys: JWK[] } }).gateway
    .keys;
  const key = await importJWK(gateway, 'EdDSA');
  const claims = { kind: 'user', perms: ['consent:read', 'consent:write'], role: 'owner' };
  const base = () =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: gateway.kid })
      .setSubject('usr_1')
      .setIssuedAt();
  const good = await victim.sign('gateway');
  const [head = '', body = '', signature = ''] = good.split('.');
  const promoted = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), sub: 'usr_root' };
  const symmetric = `${encode({ alg: 'HS256', kid: gateway.kid })}.${body}`;
  const signedBy = async (issuer: string, privateJwk: JWK) =>
    (await createIdentitySigner({ issuer, privateJwk })).sign({
      kind: 'user',
      subject: 'usr_1',
      permissions: [],
    });
  return {
    'no token': '',
    'no JWT': 'nonsense',
    'an unknown key': await signedBy('gateway', await strangersKey()),
    'an unknown key under the name of a known one': await signedBy(
      'gateway',
      await strangersKey(gateway.kid),
    ),
    'an issuer that is none': await signedBy('notification', await strangersKey()),
    'the key of another issuer': await signedBy('workflow', gateway),
    'a life that is over': await base()
      .setIssuer('gateway')
      .setAudience(audience)
      .setExpirationTime('-1m')
      .sign(key),
    'no end of life': await base().setIssuer('gateway').setAudience(audience).sign(key),
    'another audience': await base()
      .setIssuer('gateway')
      .setAudience('neighbourhood-api')
      .setExpirationTime('1m')
      .sign(key),
    'no audience': await base().setIssuer('gateway').setExpirationTime('1m').sign(key),
    'no signature': `${encode({ alg: 'none' })}.${body}.`,
    'an empty signature': `${head}.${body}.`,
    'the public key as a password': `${symmetric}.${createHmac('sha256', JSON.stringify(published)).update(symmetric).digest('base64url')}`,
    'claims changed after signing': `${head}.${encode(promoted)}.${signature}`,
    'a user, of whom workflow may not speak': await victim.sign('workflow', { kind: 'user' }),
    'a run, of which the gateway may not speak': await victim.sign('gateway', { kind: 'execution' }),
    'the access token of a user': userToken,
  };
}

/** withForgedIdentities calls all that a caller may call, under each identity that is none. */
export function withForgedIdentities(victim: Victim, forged: Readonly<Record<string, string>>): Attempt[] {
  return serviceApps.flatMap(callee =>
    apps.flatMap(caller => {
      const client = victim.client(victim.ports(caller).api);
      const methods = allowed(callee, caller).filter(path => path.startsWith('/neighbourhood.'));
      return methods.flatMap(path =>
        Object.entries(forged).map(([flaw, token]) => ({
          what: `${caller} to ${callee} with ${flaw}`,
          client,
          path,
          headers: {
            ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
            'dapr-app-id': callee,
            'dapr-api-token': victim.tokens(caller).api,
            'dapr-stream': 'true',
            // Nobody reads an identity from anywhere else.
            'x-user-id': 'usr_root',
            'x-workspace-id': 'wsp_root',
          },
          refusedWith: [status.UNAUTHENTICATED],
        })),
      );
    }),
  );
}
