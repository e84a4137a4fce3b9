import type { ConnectionStatus as WireStatus } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/ConnectionStatus';
import type { Connection as WireConnection } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/Connection';
import type { Provider as WireProvider } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/Provider';
import type { ProviderStatusResponse } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/ProviderStatusResponse';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import type { Connection, ConnectionStatus } from '../domain/connection.ts';
import type { Provider } from '../domain/provider.ts';
import { invalidRequest } from '../domain/request-errors.ts';
import type { WebhookSignature } from '../domain/webhook-rule.ts';
import type { ListedProvider } from '../usecase/list-providers.ts';
import type { ProviderStatus } from '../usecase/ports.ts';

const statuses = {
  active: 'CONNECTION_STATUS_ACTIVE',
  expired: 'CONNECTION_STATUS_EXPIRED',
  needsReauth: 'CONNECTION_STATUS_NEEDS_REAUTH',
  revoked: 'CONNECTION_STATUS_REVOKED',
  error: 'CONNECTION_STATUS_ERROR',
} as const satisfies Record<ConnectionStatus, WireStatus>;

const authTypes = {
  oauth2: 'AUTH_TYPE_OAUTH2',
  apiKey: 'AUTH_TYPE_API_KEY',
  basic: 'AUTH_TYPE_BASIC',
  clientCredentials: 'AUTH_TYPE_CLIENT_CREDENTIALS',
  keyPair: 'AUTH_TYPE_KEY_PAIR',
} as const;

const clientOwners = {
  own: 'CLIENT_OWNER_OWN',
  platform: 'CLIENT_OWNER_PLATFORM',
  none: 'CLIENT_OWNER_NONE',
} as const;

const circuits = {
  closed: 'CIRCUIT_STATE_CLOSED',
  open: 'CIRCUIT_STATE_OPEN',
  halfOpen: 'CIRCUIT_STATE_HALF_OPEN',
} as const;

/** toConnectionMessage writes a connection; it has no credentials to leave out. */
export function toConnectionMessage(connection: Connection): WireConnection {
  const { id, provider, endUserId, status, statusReason, scopes, account } = connection;
  return {
    id,
    provider,
    endUserId,
    status: statuses[status],
    statusReason,
    scopes: [...scopes],
    account,
    connectedAt: toTimestamp(connection.connectedAt),
    lastUsedAt: toTimestamp(connection.lastUsedAt),
  };
}

/** fromStatus reads a status filter; undefined means all. */
export function fromStatus(wanted: string): ConnectionStatus | undefined {
  if (wanted === 'CONNECTION_STATUS_UNSPECIFIED') return undefined;
  const found = (Object.keys(statuses) as ConnectionStatus[]).find(status => statuses[status] === wanted);
  if (found) return found;
  throw invalidRequest([{ path: 'status', message: 'is not a status of a connection' }]);
}

/** toProviderMessage writes a provider with its actions; how it is called stays here. */
export function toProviderMessage({ provider, enabled, client, scopes }: ListedProvider): WireProvider {
  const { id, name, description, category, docsUrl, rateLimit } = provider;
  return {
    id,
    name,
    description,
    category,
    docsUrl,
    webhookSignature: provider.webhooks?.signature.type ?? '',
    webhookQuery: queryOf(provider.webhooks?.signature),
    enabled,
    authType: authTypes[provider.auth.type],
    client: clientOwners[client],
    own: provider.own === true,
    scopes: [...scopes],
    rateLimit: { requests: rateLimit.requests, periodSeconds: rateLimit.perSeconds },
    connectionFields: connectionFields(provider),
    actions: provider.actions.map(action => ({
      id: action.id,
      version: action.version,
      title: action.title,
      description: action.description,
      inputSchema: toValue(action.input),
      outputSchema: toValue(action.output),
      scopes: [...action.scopes],
      file: action.file ?? '',
    })),
  };
}

/** toStatusMessage writes a provider's status. */
export function toStatusMessage(status: ProviderStatus): ProviderStatusResponse {
  const { available, rateLimited, errorRate, requestsRemaining } = status;
  return {
    available,
    rateLimited,
    errorRate,
    circuit: circuits[status.circuit],
    ...(requestsRemaining === undefined ? {} : { requestsRemaining }),
    resetAt: toTimestamp(status.resetAt),
    lastCheckedAt: toTimestamp(status.lastCheckedAt),
  };
}

function connectionFields({ auth, params }: Provider) {
  const secrets = auth.type === 'oauth2' ? [] : auth.fields;
  const field = ({ id, title }: { id: string; title: string }, secret: boolean) => ({
    name: id,
    title,
    required: true,
    secret,
  });
  return [...params.map(each => field(each, false)), ...secrets.map(each => field(each, true))];
}

function queryOf(signature: WebhookSignature | undefined): string {
  return signature?.type === 'token' ? (signature.query ?? '') : '';
}
