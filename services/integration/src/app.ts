import { createCreateConnection } from './usecase/create-connection.ts';
import { createExchangeCode } from './usecase/exchange-code.ts';
import { createExecuteAction } from './usecase/execute-action.ts';
import { createFindParams } from './usecase/find-params.ts';
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
  OwnClients,
  OwnProviders,
  PendingAuthorizations,
  PlatformClients,
  ProviderCaller,
  ProviderCatalogue,
  ProviderHealth,
  ProviderStreams,
  ReadDefinition,
  RedirectUris,
  Runs,
  TokenEndpoint,
} from './usecase/ports.ts';
import {
  createDeleteProvider,
  createRegisterProvider,
  createUpdateProvider,
} from './usecase/register-provider.ts';
import { createRenewAhead, type DueRenewals } from './usecase/renew-ahead.ts';
import { createRenewCredentials, type RenewalSettings } from './usecase/renew-credentials.ts';
import type { CursorSeals } from './usecase/pages.ts';
import { createNoteUse } from './usecase/note-use.ts';
import { createProxyRequest } from './usecase/proxy-request.ts';
import { createResolveConnection } from './usecase/resolve-connection.ts';
import { createRevokeIntegration } from './usecase/revoke-integration.ts';
import { createRunAction } from './usecase/run-action.ts';
import { createRunVerified } from './usecase/run-verified.ts';
import { createRunOnce } from './usecase/run-once.ts';
import { createStartConnection } from './usecase/start-connection.ts';
import { createDeleteClient, createSetClient } from './usecase/set-client.ts';
import { createStoreConnection } from './usecase/store-connection.ts';
import { createTransferFile } from './usecase/transfer-file.ts';
import { createWorkspaceCatalogue } from './usecase/workspace-catalogue.ts';
import { createWorkspaceClients } from './usecase/workspace-clients.ts';
import { createVerifyConnection } from './usecase/verify-connection.ts';
import { type AccountConnections, createVerifyWebhook } from './usecase/verify-webhook.ts';
import { createWatchConnections, type WatchDeps } from './usecase/watch-connections.ts';

/** IntegrationSettings are the numbers and addresses of the use cases. */
export interface IntegrationSettings {
  /** Where browsers reach the gateway, without a slash at the end. */
  publicUrl: string;
  authorizationTtlSeconds: number;
  refreshMarginMs: number;
  renewal: RenewalSettings;
  /** Connections that were used so recently are renewed before their tokens end. */
  usedWithinMs: number;
  revokeTimeoutMs: number;
  leaseSeconds: number;
  /** Bytes that files, and bodies of proxied requests, may have. */
  mostBytes: number;
}

/** IntegrationDeps is everything that the service needs from outside; tests hand in fakes. */
export interface IntegrationDeps {
  catalogue: ProviderCatalogue;
  clients: PlatformClients;
  due: DueRenewals;
  ownClients: OwnClients;
  ownProviders: OwnProviders;
  readDefinition: ReadDefinition;
  connections: Connections;
  accounts: AccountConnections;
  watch: WatchDeps;
  cipher: CredentialCipher;
  cursors: CursorSeals;
  pending: PendingAuthorizations;
  runs: Runs;
  tokens: TokenEndpoint;
  caller: ProviderCaller;
  streams: ProviderStreams;
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
export function createIntegrationApp({ settings, ...given }: IntegrationDeps) {
  const deps = { ...given, catalogue: createWorkspaceCatalogue(given) };
  const callbackUrl = `${settings.publicUrl}/api/v1/connections/callback`;
  const connectUrl = `${settings.publicUrl}/connect`;
  const clients = createWorkspaceClients(deps);
  const findParams = createFindParams(deps);
  const identify = createIdentifyAccount({ ...deps, findParams });
  const store = createStoreConnection({ ...deps, renewal: settings.renewal });
  const renew = createRenewCredentials({ ...deps, clients, renewal: settings.renewal });
  const fresh = createFreshCredentials({ ...deps, renew, marginMs: settings.refreshMarginMs });
  const verify = createVerifyConnection({ ...deps, fresh });
  const run = createRunVerified({ run: createRunAction({ ...deps, fresh }), verify });
  const noteUse = createNoteUse(deps);
  const once = createRunOnce({ ...deps, leaseSeconds: settings.leaseSeconds });
  return {
    // the catalogue
    listProviders: createListProviders(deps),
    getProvider: createGetProvider(deps),
    getProviderStatus: createGetProviderStatus(deps),
    registerProvider: createRegisterProvider(deps),
    updateProvider: createUpdateProvider(deps),
    deleteProvider: createDeleteProvider(deps),
    setClient: createSetClient(deps),
    deleteClient: createDeleteClient(deps),
    // connecting
    getAuthUrl: createGetAuthUrl({
      ...deps,
      clients,
      connectUrl,
      ttlSeconds: settings.authorizationTtlSeconds,
    }),
    startConnection: createStartConnection({ ...deps, clients, callbackUrl }),
    exchangeCode: createExchangeCode({ ...deps, clients, identify, store, callbackUrl }),
    createConnection: createCreateConnection({ ...deps, identify, store }),
    // connections
    listConnections: createListConnections(deps),
    getConnection: createGetConnection(deps),
    resolveConnection: createResolveConnection(deps),
    revokeIntegration: createRevokeIntegration({ ...deps, clients, timeoutMs: settings.revokeTimeoutMs }),
    renewAhead: createRenewAhead({
      ...deps,
      renew,
      usedWithinMs: settings.usedWithinMs,
      idleMs: settings.renewal.idleMs,
    }),
    // acting
    executeAction: createExecuteAction({ ...deps, run, once, noteUse }),
    proxyRequest: createProxyRequest({ ...deps, fresh, noteUse, mostBytes: settings.mostBytes }),
    transferFile: createTransferFile({ ...deps, fresh, noteUse, mostBytes: settings.mostBytes }),
    // what providers send
    verifyWebhook: createVerifyWebhook(deps),
    /** Asks providers about connections that are due. */
    watchConnections: createWatchConnections({
      ...given.watch,
      platformCatalogue: given.catalogue,
      catalogue: deps.catalogue,
      verify,
    }),
  };
}
