import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { defaultScopes, type Provider } from '../domain/provider.ts';
import { requireProvider } from './find-provider.ts';
import { pageLimit, readToken, writeToken } from './paging.ts';
import type { OwnClient, OwnClients, PlatformClients, WorkspaceCatalogue } from './ports.ts';
import { platformClient } from './workspace-clients.ts';

/** ListedProvider is a provider and how a workspace can connect to it now. */
export interface ListedProvider {
  provider: Provider;
  enabled: boolean;
  /** Whose OAuth client new connections are made with; `none` where there is none, or none is needed. */
  client: 'own' | 'platform' | 'none';
  /** What a connection asks for when the caller names nothing. */
  scopes: readonly string[];
}

/** ListProvidersRequest filters by category and by words in id, name and description; '' means all. */
export interface ListProvidersRequest {
  category: string;
  query: string;
  pageSize: number;
  pageToken: string;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  clients: PlatformClients;
  ownClients: OwnClients;
}

/** createListProviders lists the catalogue by id. */
export function createListProviders(deps: Deps) {
  return async (
    request: ListProvidersRequest,
    call: Call,
  ): Promise<{ providers: ListedProvider[]; nextPageToken: string }> => {
    requirePermission(call, 'integration:read');
    const workspaceId = requireWorkspace(call);
    const limit = pageLimit(request.pageSize);
    const after = readToken(request.pageToken) ?? '';
    const all = await deps.catalogue.list(workspaceId);
    const matching = all.filter(provider => provider.id > after && matches(provider, request));
    const page = firstOf(matching, limit);
    const own = await deps.ownClients.list(workspaceId);
    const providers = await Promise.all(page.map(provider => listed(deps, provider, own.get(provider.id))));
    const last = page.at(-1);
    return { providers, nextPageToken: matching.length > page.length && last ? writeToken(last.id) : '' };
  };
}

/** What a page's schemas may weigh as JSON: sidecars carry 4 MiB, and on the wire it is up to twice as much. */
const mostWeight = 1_200_000;
const weights = new WeakMap<Provider, number>();

/** firstOf takes as many as fit on a page, and one at least. */
function firstOf(providers: readonly Provider[], limit: number): Provider[] {
  let sum = 0;
  const end = providers.findIndex((provider, index) => {
    const weight =
      weights.get(provider) ??
      provider.actions.reduce((total, action) => total + JSON.stringify(action).length, 0);
    weights.set(provider, weight);
    sum += weight;
    return index >= limit || (index > 0 && sum > mostWeight);
  });
  return providers.slice(0, end < 0 ? limit : end);
}

/** createGetProvider returns one provider. */
export function createGetProvider(deps: Deps) {
  return async (request: { provider: string }, call: Call): Promise<ListedProvider> => {
    requirePermission(call, 'integration:read');
    const workspaceId = requireWorkspace(call);
    const provider = await requireProvider(deps.catalogue, workspaceId, request.provider);
    return listed(deps, provider, await deps.ownClients.current(workspaceId, provider.id));
  };
}

/** listed tells how a workspace can connect to a provider. */
export async function listed(
  { clients }: Pick<Deps, 'clients'>,
  provider: Provider,
  own: OwnClient | undefined,
): Promise<ListedProvider> {
  const scopes = own && own.scopes.length > 0 ? own.scopes : defaultScopes(provider);
  if (provider.auth.type !== 'oauth2') return { provider, enabled: true, client: 'none', scopes };
  if (own) return { provider, enabled: true, client: 'own', scopes };
  const enabled = (await platformClient(clients, provider)) !== undefined;
  return { provider, enabled, client: enabled ? 'platform' : 'none', scopes };
}

function matches(provider: Provider, { category, query }: ListProvidersRequest): boolean {
  const text = `${provider.id} ${provider.name} ${provider.description}`.toLowerCase();
  const words = query.toLowerCase().split(/\s+/);
  return (category === '' || provider.category === category) && words.every(word => text.includes(word));
}
