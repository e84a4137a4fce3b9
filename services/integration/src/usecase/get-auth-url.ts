import { randomBytes } from 'node:crypto';
import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { located } from '../domain/connection-params.ts';
import { whereabouts } from '../domain/origins.ts';
import { defaultScopes, type Provider } from '../domain/provider.ts';
import { invalidRequest, requireEndUserId } from '../domain/request-errors.ts';
import {
  requireClient,
  requireOAuth2,
  requireParams,
  requireProvider,
  unknownScopes,
} from './find-provider.ts';
import type { Clock, PendingAuthorizations, WorkspaceCatalogue, RedirectUris } from './ports.ts';
import { stateOf } from './state.ts';
import type { WorkspaceClients } from './workspace-clients.ts';

/** GetAuthUrlRequest describes a connection to be made; no scopes means the provider's default set. */
export interface GetAuthUrlRequest {
  provider: string;
  endUserId: string;
  scopes: readonly string[];
  /** '' means an answer instead of a redirect. */
  redirectUri: string;
  params: Readonly<Record<string, string>>;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  clients: WorkspaceClients;
  redirectUris: RedirectUris;
  pending: PendingAuthorizations;
  now: Clock;
  /** Our own page, without the token. */
  connectUrl: string;
  ttlSeconds: number;
}

/** createGetAuthUrl begins a connection: it gives our own address, which goes on to the provider. */
export function createGetAuthUrl(deps: Deps) {
  return async (
    request: GetAuthUrlRequest,
    call: Call,
  ): Promise<{ url: string; state: string; expiresAt: Date }> => {
    requirePermission(call, 'connection:write');
    const workspaceId = requireWorkspace(call);
    requireEndUserId(request.endUserId);
    const provider = await requireProvider(deps.catalogue, workspaceId, request.provider);
    requireOAuth2(provider);
    requireKnownScopes(provider, request.scopes);
    requireParams(provider, request.params);
    const client = await requireClient(deps.clients, workspaceId, provider);
    const scopes = [request.scopes, client.scopes, defaultScopes(provider)].find(set => set.length > 0) ?? [];
    await requireAllowedRedirect(deps.redirectUris, request.redirectUri, call);

    const token = randomBytes(32).toString('base64url');
    const state = stateOf(token);
    await deps.pending.add(
      state,
      {
        workspaceId,
        provider: provider.id,
        endUserId: request.endUserId,
        scopes: [...new Set(scopes)],
        redirectUri: request.redirectUri,
        codeVerifier: randomBytes(32).toString('base64url'),
        params: request.params,
        ...(client.own ? { ownClient: client.clientId } : {}),
        ...(provider.own === true ? { whereabouts: whereabouts(located(provider, request.params)) } : {}),
      },
      deps.ttlSeconds,
    );
    const expiresAt = new Date(deps.now().getTime() + deps.ttlSeconds * 1_000);
    return { url: `${deps.connectUrl}/${token}`, state, expiresAt };
  };
}

function requireKnownScopes(provider: Provider, asked: readonly string[]): void {
  const fields = unknownScopes(provider, asked);
  if (fields.length > 0) throw invalidRequest(fields);
}

async function requireAllowedRedirect(redirectUris: RedirectUris, uri: string, call: Call): Promise<void> {
  if (uri === '' || (await redirectUris.allowed(call)).includes(uri)) return;
  throw new AppError(
    'invalidArgument',
    'CONNECTION.REDIRECT_NOT_ALLOWED',
    'redirectUri is not one of the addresses of this workspace; add it to the workspace first.',
    { fields: [{ path: 'redirectUri', message: 'is not allowed' }] },
  );
}
