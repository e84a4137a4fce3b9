import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import type { Connection } from '../domain/connection.ts';
import { type ApiKeyAuth, defaultScopes } from '../domain/provider.ts';
import { invalidRequest, requireEndUserId } from '../domain/request-errors.ts';
import { requireProvider, wrongAuthType } from './find-provider.ts';
import type { createIdentifyAccount } from './identify-account.ts';
import type { ProviderCatalogue } from './ports.ts';
import type { createStoreConnection } from './store-connection.ts';

/** CreateConnectionRequest connects with credentials. */
export interface CreateConnectionRequest {
  provider: string;
  endUserId: string;
  credentials: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
}

interface Deps {
  catalogue: ProviderCatalogue;
  identify: ReturnType<typeof createIdentifyAccount>;
  store: ReturnType<typeof createStoreConnection>;
}

/** createCreateConnection connects to a provider without OAuth; the credentials are tried before they are kept. */
export function createCreateConnection({ catalogue, identify, store }: Deps) {
  return async (request: CreateConnectionRequest, call: Call): Promise<Connection> => {
    requirePermission(call, 'connection:write');
    const workspaceId = requireWorkspace(call);
    requireEndUserId(request.endUserId);
    const provider = requireProvider(catalogue, request.provider);
    if (provider.auth.type !== 'apiKey')
      throw wrongAuthType(`${provider.name} is connected by authorization.`);
    const strange = Object.keys(request.params).map(name => ({
      path: `params.${name}`,
      message: 'is not known',
    }));
    if (strange.length > 0) throw invalidRequest(strange);
    const fields = wrongFields(provider.auth, request.credentials);
    if (fields.length > 0) throw invalidCredentials('The credentials are not complete.', fields);

    const values = { ...request.credentials };
    const { deadline, signal } = call;
    const account = await identify({ provider, workspaceId, values, deadline, signal });
    if (!account) throw invalidCredentials(`${provider.name} does not accept these credentials.`);
    return store({
      workspaceId,
      provider: provider.id,
      endUserId: request.endUserId,
      account,
      scopes: defaultScopes(provider),
      params: request.params,
      credentials: { values },
    });
  };
}

/** wrongFields names what is wrong with the fields of a key. */
export function wrongFields(auth: ApiKeyAuth, given: Readonly<Record<string, string>>): FieldError[] {
  const known = new Set(auth.fields.map(field => field.id));
  const unknown = Object.keys(given).filter(name => !known.has(name));
  const wrong = auth.fields.flatMap(({ id, pattern }) => {
    const value = given[id] ?? '';
    if (value === '') return [{ path: `credentials.${id}`, message: 'is missing' }];
    if (pattern !== undefined && !new RegExp(pattern).test(value)) {
      return [{ path: `credentials.${id}`, message: 'does not look like one' }];
    }
    return [];
  });
  return [...wrong, ...unknown.map(name => ({ path: `credentials.${name}`, message: 'is not known' }))];
}

function invalidCredentials(detail: string, fields: readonly FieldError[] = []): AppError {
  return new AppError('invalidArgument', 'CONNECTION.INVALID_CREDENTIALS', detail, { fields });
}
