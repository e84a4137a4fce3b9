import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { located, paramProblems } from '../domain/connection-params.ts';
import type { OAuth2 } from '../domain/provider-auth.ts';
import { whereabouts } from '../domain/origins.ts';
import type { Provider } from '../domain/provider.ts';
import { invalidRequest, invalidState } from '../domain/request-errors.ts';
import type { OAuthClient, PendingAuthorization, WorkspaceCatalogue } from './ports.ts';
import type { ChosenClient, WorkspaceClients } from './workspace-clients.ts';

/** requireProvider finds a provider, where a connection with these parameters finds it, or fails with PROVIDER.NOT_FOUND. */
export async function requireProvider(
  catalogue: WorkspaceCatalogue,
  workspaceId: string,
  id: string,
  params: Readonly<Record<string, string>> = {},
): Promise<Provider> {
  const provider = await catalogue.find(workspaceId, id);
  if (provider) return located(provider, params);
  throw new AppError('notFound', 'PROVIDER.NOT_FOUND', 'There is no such provider.');
}

/** requireOAuth2 fails with CONNECTION.AUTH_TYPE for providers that take a key instead. */
export function requireOAuth2(provider: Provider): OAuth2 {
  if (provider.auth.type === 'oauth2') return provider.auth;
  throw wrongAuthType(`${provider.name} has no authorization; connect with credentials.`);
}

/** wrongAuthType is CONNECTION.AUTH_TYPE: the provider connects in another way. */
export function wrongAuthType(detail: string): AppError {
  return new AppError('invalidArgument', 'CONNECTION.AUTH_TYPE', detail);
}

/** requireClient finds the OAuth client for a new connection, or fails with PROVIDER.NOT_CONFIGURED. */
export async function requireClient(
  clients: WorkspaceClients,
  workspaceId: string,
  provider: Provider,
): Promise<ChosenClient> {
  const client = await clients.choose(workspaceId, provider);
  if (client) return client;
  const own = `${provider.name} has no OAuth client here: register your own by PUT /providers/${provider.id}/credentials`;
  const platform = `, or ask whoever runs this platform for the secret provider-${provider.id}`;
  throw notConfigured(`${own}${provider.own === true ? '' : platform}.`);
}

/** requireSameClient finds the OAuth client that something was made with, or fails with PROVIDER.NOT_CONFIGURED. */
export async function requireSameClient(
  clients: WorkspaceClients,
  provider: Provider,
  made: { workspaceId: string; ownClient?: string },
): Promise<OAuthClient> {
  const client = await clients.of(provider, made);
  if (client) return client;
  throw notConfigured(
    made.ownClient === undefined
      ? `${provider.name} no longer has the OAuth client here with which this began.`
      : `The OAuth client ${made.ownClient} of this workspace, with which this began, was deleted: register it again by PUT /providers/${provider.id}/credentials, or begin anew.`,
  );
}

/**
 * requireSamePlace fails with CONNECTION.INVALID_STATE where an own provider's definition now leads elsewhere than the
 * authorization began: neither the end user nor a code and a client secret go there.
 */
export function requireSamePlace(provider: Provider, pending: PendingAuthorization): void {
  const here = provider.own === true ? whereabouts(provider) : undefined;
  if (here === pending.whereabouts) return;
  throw invalidState(
    `The definition of ${provider.name} leads to other hosts since this began. Begin it again.`,
  );
}

function notConfigured(detail: string): AppError {
  return new AppError('conflict', 'PROVIDER.NOT_CONFIGURED', detail);
}

/** unknownScopes names what of `asked` a provider does not have. */
export function unknownScopes({ name, scopes }: Provider, asked: readonly string[]): FieldError[] {
  const known = new Set(scopes.map(scope => scope.id));
  return asked.flatMap((scope, index) =>
    known.has(scope) ? [] : [{ path: `scopes.${index}`, message: `${name} has no such scope` }],
  );
}

/** requireParams fails with REQUEST.INVALID unless a connection says just what its provider's addresses depend on. */
export function requireParams(provider: Provider, params: Readonly<Record<string, string>>): void {
  const fields = paramProblems(provider, params);
  if (fields.length > 0) throw invalidRequest(fields);
}
