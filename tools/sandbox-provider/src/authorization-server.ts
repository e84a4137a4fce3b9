import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Provider, type Configuration, type JWK } from 'oidc-provider';
import { autoApproval } from './auto-approval.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import type { SandboxSettings } from './settings.ts';
import type { Store } from './store.ts';

/** scopes are what a client can ask of the sandbox: the identity, a refresh token, and the notes API's two. */
export const scopes = ['openid', 'offline_access', 'notes:read', 'notes:write'] as const;

const refreshTokenTtl = 30 * 24 * 3_600;

/**
 * createAuthorizationServer makes the OpenID provider: authorization code with PKCE only, opaque access tokens
 * of a short life, refresh tokens that rotate (using one twice ends the whole grant), revocation and userinfo.
 */
export function createAuthorizationServer(issuer: string, settings: SandboxSettings, store: Store): Provider {
  const configuration: Configuration = {
    adapter: createMemoryAdapter(store),
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: settings.redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [newSigningKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: [...scopes],
    claims: { openid: ['sub', 'name'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    ttl: {
      AccessToken: settings.accessTokenTtl,
      AuthorizationCode: 60,
      Grant: refreshTokenTtl,
      IdToken: 3_600,
      Interaction: 3_600,
      RefreshToken: refreshTokenTtl,
      Session: 3_600,
    },
    features: {
      devInteractions: { enabled: settings.interactive },
      revocation: { enabled: true, allowedPolicy: () => true },
      userinfo: { enabled: true },
      rpInitiatedLogout: { enabled: false },
    },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, name: `Sandbox account ${accountId}` }),
    }),
    ...(settings.interactive ? {} : autoApproval()),
  };
  return new Provider(issuer, configuration);
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'sandbox' };
}
