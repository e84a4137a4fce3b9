import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { OAuth2, Provider } from '../domain/provider.ts';
import type { OAuthClient, ProviderCatalogue, ProviderClients } from './ports.ts';

/** requireProvider finds a provider, or fails with PROVIDER.NOT_FOUND. */
export function requireProvider(catalogue: ProviderCatalogue, id: string): Provider {
  const provider = catalogue.find(id);
  if (provider) return provider;
  throw new AppError('notFound', 'PROVIDER.NOT_FOUND', 'There is no such provider.');
}

/** isEnabled tells whether connecting is possible: with OAuth, whether we are a client there. */
export async function isEnabled(provider: Provider, clients: ProviderClients): Promise<boolean> {
  return provider.auth.type !== 'oauth2' || (await clients.find(provider.id)) !== undefined;
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

/** requireClient finds our OAuth client, or fails with PROVIDER.NOT_CONFIGURED. */
export async function requireClient(clients: ProviderClients, provider: Provider): Promise<OAuthClient> {
  const client = await clients.find(provider.id);
  if (client) return client;
  throw new AppError(
    'conflict',
    'PROVIDER.NOT_CONFIGURED',
    `${provider.name} has no OAuth client here; ask whoever runs this platform for the secret provider-${provider.id}.`,
  );
}
