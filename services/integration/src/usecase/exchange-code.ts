import type { Call } from '@neighbourhood/shared/call/call';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import type { Connection } from '../domain/connection.ts';
import type { OAuth2 } from '../domain/provider-auth.ts';
import type { Provider } from '../domain/provider.ts';
import { invalidState } from '../domain/request-errors.ts';
import { requireOAuth2, requireProvider, requireSameClient, requireSamePlace } from './find-provider.ts';
import type { createIdentifyAccount } from './identify-account.ts';
import type {
  PendingAuthorization,
  PendingAuthorizations,
  WorkspaceCatalogue,
  TokenAnswer,
  TokenEndpoint,
} from './ports.ts';
import { sameHash } from './state.ts';
import type { createStoreConnection } from './store-connection.ts';
import type { WorkspaceClients } from './workspace-clients.ts';

/** ExchangeCodeRequest is what came back through the browser; '' where there is nothing. */
export interface ExchangeCodeRequest {
  code: string;
  state: string;
  browserBinding: string;
  error: string;
  errorDescription: string;
  issuer: string;
  /** What else the provider put into the query. */
  callback: Readonly<Record<string, string>>;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  clients: WorkspaceClients;
  pending: PendingAuthorizations;
  tokens: TokenEndpoint;
  identify: ReturnType<typeof createIdentifyAccount>;
  store: ReturnType<typeof createStoreConnection>;
  callbackUrl: string;
}

/**
 * createExchangeCode finishes a connection. The state counts once, and only with the cookie of the browser that
 * began; a state alone cannot even use it up.
 */
export function createExchangeCode(deps: Deps) {
  return async (
    request: ExchangeCodeRequest,
    call: Call,
  ): Promise<{ connection: Connection; redirectUri: string }> => {
    const pending = await takePending(deps.pending, request);
    const provider = await requireProvider(
      deps.catalogue,
      pending.workspaceId,
      pending.provider,
      pending.params,
    );
    requireSamePlace(provider, pending);
    const auth = requireOAuth2(provider);
    refuseForeignIssuer(auth, request.issuer);
    if (request.error !== '' || request.code === '') throw denied(provider, request.error);

    const answer = await exchange(deps, { provider, auth, pending, code: request.code }, call);
    const { values } = answer.credentials;
    const { workspaceId, endUserId, ownClient } = pending;
    const { deadline, signal } = call;
    const identified = await deps.identify({
      provider,
      workspaceId,
      params: pending.params,
      values,
      token: answer.raw,
      callback: request.callback,
      deadline,
      signal,
    });
    if (!identified) throw notAccepted(provider);
    const scopes = answer.scopes ?? pending.scopes;
    const { credentials } = answer;
    const made = ownClient === undefined ? {} : { ownClient };
    const { id, revision } = provider;
    const about = { workspaceId, provider: id, revision, endUserId, ...identified, ...made };
    const connection = await deps.store({ ...about, scopes, credentials });
    return { connection, redirectUri: withConnection(pending.redirectUri, connection.id) };
  };
}

async function takePending(
  store: PendingAuthorizations,
  request: Pick<ExchangeCodeRequest, 'state' | 'browserBinding'>,
): Promise<PendingAuthorization> {
  const found = await store.find(request.state);
  const hash = found?.pending.bindingHash;
  if (!found || hash === undefined || !sameHash(request.browserBinding, hash)) throw invalidState();
  if (!(await store.take(request.state, found.etag))) throw invalidState();
  return found.pending;
}

/** A code of another authorization server must not reach this one (RFC 9207, mix-up attack). */
function refuseForeignIssuer(auth: OAuth2, issuer: string): void {
  const bare = (url: string) => url.replace(/\/$/, '');
  if (auth.issuer !== undefined && issuer !== '' && bare(issuer) !== bare(auth.issuer)) throw invalidState();
}

async function exchange(
  { clients, tokens, callbackUrl }: Deps,
  {
    provider,
    auth,
    pending,
    code,
  }: { provider: Provider; auth: OAuth2; pending: PendingAuthorization; code: string },
  call: Call,
): Promise<TokenAnswer> {
  const client = await requireSameClient(clients, provider, pending);
  const grant = { code, codeVerifier: pending.codeVerifier, redirectUri: callbackUrl };
  try {
    return await tokens.exchange(auth, client, grant, call.signal);
  } catch (error) {
    if (isAppError(error, 'OAUTH.INVALID_GRANT')) throw notAccepted(provider, error);
    throw error;
  }
}

function denied(provider: Provider, error: string): AppError {
  const detail = `${provider.name} did not grant access${error === 'access_denied' ? ': it was declined' : ''}.`;
  return new AppError('invalidArgument', 'CONNECTION.ACCESS_DENIED', detail, {
    metadata: { error: error.slice(0, 100) },
  });
}

function notAccepted(provider: Provider, cause?: unknown): AppError {
  const detail = `${provider.name} did not accept the authorization. Begin it again.`;
  return new AppError('invalidArgument', 'CONNECTION.ACCESS_DENIED', detail, { cause });
}

function withConnection(redirectUri: string, connectionId: string): string {
  if (redirectUri === '') return '';
  const url = new URL(redirectUri);
  url.searchParams.set('connectionId', connectionId);
  return url.href;
}
