import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import type { Provider } from '../domain/provider.ts';
import { isEnabled, requireProvider } from './find-provider.ts';
import { pageLimit, readToken, writeToken } from './paging.ts';
import type { ProviderCatalogue, ProviderClients } from './ports.ts';

/** ListedProvider is a provider and whether it can be connected now. */
export interface ListedProvider {
  provider: Provider;
  enabled: boolean;
}

/** ListProvidersRequest filters by category and by words in id, name and description; '' means all. */
export interface ListProvidersRequest {
  category: string;
  query: string;
  pageSize: number;
  pageToken: string;
}

interface Deps {
  catalogue: ProviderCatalogue;
  clients: ProviderClients;
}

/** createListProviders lists the catalogue by id. */
export function createListProviders({ catalogue, clients }: Deps) {
  return async (
    request: ListProvidersRequest,
    call: Call,
  ): Promise<{ providers: ListedProvider[]; nextPageToken: string }> => {
    requirePermission(call, 'integration:read');
    requireWorkspace(call);
    const limit = pageLimit(request.pageSize);
    const after = readToken(request.pageToken) ?? '';
    const matching = catalogue.list().filter(provider => provider.id > after && matches(provider, request));
    const page = matching.slice(0, limit);
    const providers = await Promise.all(
      page.map(async provider => ({ provider, enabled: await isEnabled(provider, clients) })),
    );
    const last = page.at(-1);
    return { providers, nextPageToken: matching.length > limit && last ? writeToken(last.id) : '' };
  };
}

/** createGetProvider returns one provider. */
export function createGetProvider({ catalogue, clients }: Deps) {
  return async (request: { provider: string }, call: Call): Promise<ListedProvider> => {
    requirePermission(call, 'integration:read');
    requireWorkspace(call);
    const provider = requireProvider(catalogue, request.provider);
    return { provider, enabled: await isEnabled(provider, clients) };
  };
}

function matches(provider: Provider, { category, query }: ListProvidersRequest): boolean {
  const text = `${provider.id} ${provider.name} ${provider.description}`.toLowerCase();
  const words = query.toLowerCase().split(/\s+/);
  return (category === '' || provider.category === category) && words.every(word => text.includes(word));
}
