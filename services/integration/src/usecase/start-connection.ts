import { randomBytes } from 'node:crypto';
import type { OAuth2 } from '../domain/provider-auth.ts';
import { invalidState } from '../domain/request-errors.ts';
import { fillString } from '../domain/template.ts';
import { requireOAuth2, requireProvider, requireSameClient, requireSamePlace } from './find-provider.ts';
import type { PendingAuthorization, PendingAuthorizations, WorkspaceCatalogue } from './ports.ts';
import { challengeOf, hashOf, stateOf } from './state.ts';
import type { WorkspaceClients } from './workspace-clients.ts';

/** StartedConnection is where the browser goes, and the cookie that must come back with the code. */
export interface StartedConnection {
  authorizationUrl: string;
  browserBinding: string;
  expiresAt: Date;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  clients: WorkspaceClients;
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
    const provider = await requireProvider(
      catalogue,
      found.pending.workspaceId,
      found.pending.provider,
      found.pending.params,
    );
    requireSamePlace(provider, found.pending);
    const auth = requireOAuth2(provider);
    const { clientId } = await requireSameClient(clients, provider, found.pending);

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
    [auth.clientIdName]: client.clientId,
    redirect_uri: client.callbackUrl,
    state: client.state,
    ...(pending.scopes.length > 0 ? { [auth.scopeName]: pending.scopes.join(auth.scopeSeparator) } : {}),
    ...(auth.pkce
      ? { code_challenge: challengeOf(pending.codeVerifier), code_challenge_method: 'S256' }
      : {}),
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}
