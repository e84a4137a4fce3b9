import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, type FieldError, isAppError } from '@neighbourhood/shared/errors/app-error';
import type { Connection } from '../domain/connection.ts';
import type { OAuth2, ProviderAuth } from '../domain/provider-auth.ts';
import { fits } from '../domain/fits.ts';
import { defaultScopes, type Provider } from '../domain/provider.ts';
import { requireEndUserId } from '../domain/request-errors.ts';
import { requireParams, requireProvider, wrongAuthType } from './find-provider.ts';
import type { createIdentifyAccount } from './identify-account.ts';
import type { TokenAnswer, TokenEndpoint, WorkspaceCatalogue } from './ports.ts';
import type { createStoreConnection } from './store-connection.ts';

/** CreateConnectionRequest connects with credentials. */
export interface CreateConnectionRequest {
  provider: string;
  endUserId: string;
  credentials: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  tokens: TokenEndpoint;
  identify: ReturnType<typeof createIdentifyAccount>;
  store: ReturnType<typeof createStoreConnection>;
}

/** createCreateConnection connects to a provider without OAuth; the credentials are tried before they are kept. */
export function createCreateConnection({ catalogue, tokens, identify, store }: Deps) {
  return async (request: CreateConnectionRequest, call: Call): Promise<Connection> => {
    requirePermission(call, 'connection:write');
    const workspaceId = requireWorkspace(call);
    requireEndUserId(request.endUserId);
    const provider = await requireProvider(catalogue, workspaceId, request.provider, request.params);
    if (provider.auth.type === 'oauth2')
      throw wrongAuthType(`${provider.name} is connected by authorization.`);
    requireParams(provider, request.params);
    const fields = wrongFields(provider.auth, request.credentials);
    if (fields.length > 0) throw invalidCredentials('The credentials are not complete.', fields);

    const { deadline, signal } = call;
    const minted = await mint(tokens, provider, request, signal);
    const values = { ...request.credentials, ...minted?.credentials.values };
    const identified = await identify({
      provider,
      workspaceId,
      params: request.params,
      values,
      ...(minted ? { token: minted.raw } : {}),
      deadline,
      signal,
    });
    if (!identified) throw notAccepted(provider);
    return store({
      workspaceId,
      provider: provider.id,
      revision: provider.revision,
      endUserId: request.endUserId,
      ...identified,
      scopes: minted?.scopes ?? defaultScopes(provider),
      credentials: { ...minted?.credentials, values },
    });
  };
}

/** Some credentials are not sent themselves: a token is made of them first. */
async function mint(
  tokens: TokenEndpoint,
  provider: Provider,
  { credentials, params }: CreateConnectionRequest,
  signal: AbortSignal,
): Promise<TokenAnswer | undefined> {
  const { auth } = provider;
  if (auth.type !== 'clientCredentials' && auth.type !== 'keyPair') return undefined;
  try {
    return await tokens.mint({ ...provider, auth }, { credentials, params }, signal);
  } catch (error) {
    if (isAppError(error, 'OAUTH.INVALID_GRANT')) throw notAccepted(provider, error);
    throw error;
  }
}

function notAccepted({ name }: Provider, cause?: unknown): AppError {
  return invalidCredentials(`${name} does not accept these credentials.`, [], cause);
}

/** wrongFields names what is wrong with the fields of a key. */
export function wrongFields(
  auth: Exclude<ProviderAuth, OAuth2>,
  given: Readonly<Record<string, string>>,
): FieldError[] {
  const known = new Set(auth.fields.map(field => field.id));
  const unknown = Object.keys(given).filter(name => !known.has(name));
  const wrong = auth.fields.flatMap(({ id, pattern }) => {
    const value = given[id] ?? '';
    if (value === '') return [{ path: `credentials.${id}`, message: 'is missing' }];
    if (pattern !== undefined && !fits(pattern, value)) {
      return [{ path: `credentials.${id}`, message: 'does not look like one' }];
    }
    return [];
  });
  return [...wrong, ...unknown.map(name => ({ path: `credentials.${name}`, message: 'is not known' }))];
}

function invalidCredentials(detail: string, fields: readonly FieldError[] = [], cause?: unknown): AppError {
  return new AppError('invalidArgument', 'CONNECTION.INVALID_CREDENTIALS', detail, { fields, cause });
}
