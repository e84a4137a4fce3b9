import { createCreateConnection } from './usecase/create-connection.ts';
import { createExchangeCode } from './usecase/exchange-code.ts';
import { createExecuteAction } from './usecase/execute-action.ts';
import { createFreshCredentials } from './usecase/fresh-credentials.ts';
import { createGetAuthUrl } from './usecase/get-auth-url.ts';
import { createGetProviderStatus } from './usecase/get-provider-status.ts';
import { createIdentifyAccount } from './usecase/identify-account.ts';
import { createGetConnection, createListConnections } from './usecase/list-connections.ts';
import { createGetProvider, createListProviders } from './usecase/list-providers.ts';
import type {
  CheckSchema,
  Clock,
  Connections,
  Consents,
  CredentialCipher,
  PendingAuthorizations,
  ProviderCaller,
  ProviderCatalogue,
  ProviderClients,
  ProviderHealth,
  RedirectUris,
  Runs,
  TokenEndpoint,
} from './usecase/ports.ts';
import { createResolveConnection } from './usecase/resolve-connection.ts';
import { createRevokeIntegration } from './usecase/revoke-integration.ts';
import { createRunAction } from './usecase/run-action.ts';
import { createRunOnce } from './usecase/run-once.ts';
import { createStartConnection } from './usecase/start-connection.ts';
import { createStoreConnection } from './usecase/store-connection.ts';

/** IntegrationSettings are the numbers and addresses of the use cases. */
export interface IntegrationSettings {
  /** Where browsers reach the gateway, without a slash at the end. */
  publicUrl: string;
  authorizationTtlSeconds: number;
  refreshMarginMs: number;
  tokenTimeoutMs: number;
  revokeTimeoutMs: number;
  leaseSeconds: number;
}

/** IntegrationDeps is everything that the service needs from outside; tests hand in fakes. */
export interface IntegrationDeps {
  catalogue: ProviderCatalogue;
  clients: ProviderClients;
  connections: Connections;
  cipher: CredentialCipher;
  pending: PendingAuthorizations;
  runs: Runs;
  tokens: TokenEndpoint;
  caller: ProviderCaller;
  health: ProviderHealth;
  consents: Consents;
  redirectUris: RedirectUris;
  checkSchema: CheckSchema;
  now: Clock;
  settings: IntegrationSettings;
}

/** IntegrationApp is everything that the integration service can do. */
export type IntegrationApp = ReturnType<typeof createIntegrationApp>;

/** createIntegrationApp wires the use cases by hand. */
export function createIntegrationApp({ settings, ...deps }: IntegrationDeps) {
  const callbackUrl = `${settings.publicUrl}/api/v1/connections/callback`;
  const connectUrl = `${settings.publicUrl}/connect`;
  const identify = createIdentifyAccount(deps);
  const store = createStoreConnection(deps);
  const fresh = createFreshCredentials({
    ...deps,
    marginMs: settings.refreshMarginMs,
    timeoutMs: settings.tokenTimeoutMs,
  });
  const run = createRunAction({ ...deps, fresh });
  const once = createRunOnce({ ...deps, leaseSeconds: settings.leaseSeconds });
  return {
    // the catalogue
    listProviders: createListProviders(deps),
    getProvider: createGetProvider(deps),
    getProviderStatus: createGetProviderStatus(deps),
    // connecting
    getAuthUrl: createGetAuthUrl({ ...deps, connectUrl, ttlSeconds: settings.authorizationTtlSeconds }),
    startConnection: createStartConnection({ ...deps, callbackUrl }),
    exchangeCode: createExchangeCode({ ...deps, identify, store, callbackUrl }),
    createConnection: createCreateConnection({ ...deps, identify, store }),
    // connections
    listConnections: createListConnections(deps),
    getConnection: createGetConnection(deps),
    resolveConnection: createResolveConnection(deps),
    revokeIntegration: createRevokeIntegration({ ...deps, timeoutMs: settings.revokeTimeoutMs }),
    // acting
    executeAction: createExecuteAction({ ...deps, run, once }),
  };
}
