import { randomBytes } from 'node:crypto';
import type { OAuth2 } from '../domain/provider.ts';
import { invalidState } from '../domain/request-errors.ts';
import { fillString } from '../domain/template.ts';
import { requireClient, requireOAuth2, requireProvider } from './find-provider.ts';
import type {
  PendingAuthorization,
  PendingAuthorizations,
  ProviderCatalogue,
  ProviderClients,
} from './ports.ts';
import { challengeOf, hashOf, stateOf } from './state.ts';

/** StartedConnection is where the browser goes, and the cookie that must come back with the code. */
export interface StartedConnection {
  authorizationUrl: string;
  browserBinding: string;
  expiresAt: Date;
}

interface Deps {
  catalogue: ProviderCatalogue;
  clients: ProviderClients;
  pending: PendingAuthorizations;
  callbackUrl: string;
}

/**
 * createStartConnection resolves `/connect/{token}`. The first browser to open it is the one that must come back;
 * opening it again fails with CONNECTION.INVALID_STATE.
 */
export function createStartConnection({ catalogue, clients, pending, callbackUrl }: Deps) {
  return async ({ token }: { token: string }): Promise<StartedConnection> => {
    const state = stateOf(token);
    const found = await pending.find(state);
    if (!found || found.pending.bindingHash !== undefined) throw invalidState();
    const provider = requireProvider(catalogue, found.pending.provider);
    const auth = requireOAuth2(provider);
    const { clientId } = await requireClient(clients, provider);

    const browserBinding = randomBytes(32).toString('base64url');
    const bound = { ...found.pending, bindingHash: hashOf(browserBinding) };
    if (!(await pending.bind(state, bound, found))) throw invalidState();
    const authorizationUrl = buildAuthorizationUrl(auth, { clientId, callbackUrl, state }, bound);
    return { authorizationUrl, browserBinding, expiresAt: found.expiresAt };
  };
}

function buildAuthorizationUrl(
  auth: OAuth2,
  client: { clientId: string; callbackUrl: string; state: string },
  pending: PendingAuthorization,
): string {
  const url = new URL(auth.authorizationUrl);
  const extra = Object.entries(auth.authorizationParams).map(
    ([name, value]) => [name, fillString(value, { endUserId: pending.endUserId })] as const,
  );
  const params: Record<string, string> = {
    ...Object.fromEntries(extra),
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.callbackUrl,
    state: client.state,
    ...(pending.scopes.length > 0 ? { scope: pending.scopes.join(auth.scopeSeparator) } : {}),
    ...(auth.pkce
      ? { code_challenge: challengeOf(pending.codeVerifier), code_challenge_method: 'S256' }
      : {}),
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}
