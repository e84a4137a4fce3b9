import { randomBytes } from 'node:crypto';
import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { defaultScopes, type Provider } from '../domain/provider.ts';
import { invalidRequest, requireEndUserId } from '../domain/request-errors.ts';
import { requireClient, requireOAuth2, requireProvider } from './find-provider.ts';
import type {
  Clock,
  PendingAuthorizations,
  ProviderCatalogue,
  ProviderClients,
  RedirectUris,
} from './ports.ts';
import { stateOf } from './state.ts';

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
  catalogue: ProviderCatalogue;
  clients: ProviderClients;
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
    const provider = requireProvider(deps.catalogue, request.provider);
    requireOAuth2(provider);
    const scopes = chooseScopes(provider, request.scopes);
    refuseParams(request.params);
    await requireClient(deps.clients, provider);
    await requireAllowedRedirect(deps.redirectUris, request.redirectUri, call);

    const token = randomBytes(32).toString('base64url');
    const state = stateOf(token);
    await deps.pending.add(
      state,
      {
        workspaceId,
        provider: provider.id,
        endUserId: request.endUserId,
        scopes,
        redirectUri: request.redirectUri,
        codeVerifier: randomBytes(32).toString('base64url'),
        params: request.params,
      },
      deps.ttlSeconds,
    );
    const expiresAt = new Date(deps.now().getTime() + deps.ttlSeconds * 1_000);
    return { url: `${deps.connectUrl}/${token}`, state, expiresAt };
  };
}

function chooseScopes(provider: Provider, asked: readonly string[]): string[] {
  if (asked.length === 0) return defaultScopes(provider);
  const known = new Set(provider.scopes.map(scope => scope.id));
  const fields = asked.flatMap((scope, index) =>
    known.has(scope) ? [] : [{ path: `scopes.${index}`, message: `${provider.name} has no such scope` }],
  );
  if (fields.length > 0) throw invalidRequest(fields);
  return [...new Set(asked)];
}

/** No provider of the catalogue needs parameters yet, so any is a mistake that should be heard. */
function refuseParams(params: Readonly<Record<string, string>>): void {
  const fields = Object.keys(params).map(name => ({ path: `params.${name}`, message: 'is not known' }));
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
