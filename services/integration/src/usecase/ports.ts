import type { Call } from '@neighbourhood/shared/call/call';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Connection, ConnectionStatus, Credentials, Sealed } from '../domain/connection.ts';
import type { ProviderRequest } from '../domain/provider-request.ts';
import type { JsonSchema, OAuth2, Provider } from '../domain/provider.ts';

/** ProviderCatalogue holds every provider of this profile. */
export interface ProviderCatalogue {
  /** By id. */
  list(): readonly Provider[];
  find(id: string): Provider | undefined;
}

/** OAuthClient is who we are at a provider. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** ProviderClients knows our OAuth clients. */
export interface ProviderClients {
  /** undefined when nobody configured one. */
  find(providerId: string): Promise<OAuthClient | undefined>;
}

/** StoredCredentials are a connection's encrypted credentials; `version` grows with every change. */
export interface StoredCredentials {
  sealed: Sealed;
  expiresAt?: Date;
  version: number;
}

/** ConnectionFilter selects connections; what is absent is not asked. */
export interface ConnectionFilter {
  endUserId?: string;
  provider?: string;
  status?: ConnectionStatus;
  /** Only connections older than this id. */
  before?: string;
  limit: number;
}

/**
 * Connections stores connections and their encrypted credentials. Every method sees one workspace only. Changes
 * and the events that tell of them are one transaction.
 */
export interface Connections {
  find(workspaceId: string, id: string): Promise<Connection | undefined>;
  /** Also finds a revoked one. */
  findByAccount(
    account: Pick<Connection, 'workspaceId' | 'provider' | 'endUserId'> & { accountId: string },
  ): Promise<Connection | undefined>;
  /** Newest first. */
  list(workspaceId: string, filter: ConnectionFilter): Promise<Connection[]>;
  /**
   * Writes connection and credentials, new or over the old. False when a connection of the same account came
   * into being meanwhile.
   */
  save(
    connection: Connection,
    sealed: Sealed,
    expiresAt: Date | undefined,
    event: CloudEvent,
  ): Promise<boolean>;
  findCredentials(workspaceId: string, id: string): Promise<StoredCredentials | undefined>;
  /**
   * Runs `work` while no other replica can change these credentials, and writes what it returns; undefined
   * writes nothing.
   */
  changeCredentials(
    workspaceId: string,
    id: string,
    work: (
      current: StoredCredentials | undefined,
    ) => Promise<{ sealed: Sealed; expiresAt?: Date } | undefined>,
  ): Promise<void>;
  /** False when the credentials are no longer of that version, or the connection is not active. */
  markNeedsReauth(
    connection: Connection,
    version: number,
    reason: string,
    event: CloudEvent,
  ): Promise<boolean>;
  /** Destroys the credentials. False when it was revoked before. */
  revoke(connection: Connection, event: CloudEvent): Promise<boolean>;
  /** Notes that the connection was used, with the event of the action. */
  recordUse(connection: Connection, at: Date, event: CloudEvent): Promise<void>;
}

/** BrokenSeal says that stored credentials are not what was sealed for that connection. */
export class BrokenSeal extends Error {}

/** CredentialCipher encrypts with the workspace's data key; what it seals opens for that connection only. */
export interface CredentialCipher {
  seal(workspaceId: string, connectionId: string, text: string): Promise<Sealed>;
  /** Fails with BrokenSeal for what it did not seal so. */
  open(workspaceId: string, connectionId: string, sealed: Sealed): Promise<string>;
}

/** PendingAuthorization is what must be known when the browser comes back. */
export interface PendingAuthorization {
  workspaceId: string;
  provider: string;
  endUserId: string;
  scopes: readonly string[];
  redirectUri: string;
  codeVerifier: string;
  params: Readonly<Record<string, string>>;
  /** Hash of the value that the browser's cookie holds; absent until `/connect/{token}` was opened. */
  bindingHash?: string;
}

/** PendingAuthorizations keeps them by state until they are taken or expire. */
export interface PendingAuthorizations {
  add(state: string, pending: PendingAuthorization, ttlSeconds: number): Promise<void>;
  find(state: string): Promise<{ pending: PendingAuthorization; expiresAt: Date; etag: string } | undefined>;
  /** Binds a browser; false when another request was first. */
  bind(
    state: string,
    pending: PendingAuthorization,
    found: { expiresAt: Date; etag: string },
  ): Promise<boolean>;
  /** Removes it; false when another request was first. */
  take(state: string, etag: string): Promise<boolean>;
}

/** TokenAnswer is a successful answer of a token endpoint. */
export interface TokenAnswer {
  credentials: Credentials;
  /** undefined when the answer names none: then they were granted as asked. */
  scopes?: readonly string[];
  /** The whole answer, for finding the account. */
  raw: unknown;
}

/**
 * TokenEndpoint speaks OAuth 2.0 with providers. A refused grant fails with the code OAUTH.INVALID_GRANT;
 * anything else with PROVIDER.….
 */
export interface TokenEndpoint {
  exchange(
    auth: OAuth2,
    client: OAuthClient,
    grant: { code: string; codeVerifier: string; redirectUri: string },
    signal: AbortSignal,
  ): Promise<TokenAnswer>;
  refresh(auth: OAuth2, client: OAuthClient, refreshToken: string, signal: AbortSignal): Promise<TokenAnswer>;
  revoke(auth: OAuth2, client: OAuthClient, credentials: Credentials, signal: AbortSignal): Promise<void>;
}

/** ProviderOutcome is a provider's successful answer, or its refusal of the credentials. */
export interface ProviderOutcome {
  kind: 'success' | 'unauthorized';
  body: unknown;
  attempts: number;
}

/** ProviderCall is one request and how it may be treated. */
export interface ProviderCall {
  provider: Provider;
  workspaceId: string;
  request: ProviderRequest;
  /** Whether sending it again is harmless. */
  repeatable: boolean;
  deadline: Date;
  signal: AbortSignal;
}

/**
 * ProviderCaller sends requests, retrying where that is safe. It fails with PROVIDER.ERROR, .RATE_LIMITED,
 * .UNAVAILABLE or .TIMEOUT, `metadata.attempts` telling how often it tried.
 */
export interface ProviderCaller {
  call(call: ProviderCall): Promise<ProviderOutcome>;
}

/** ProviderHealth tells how a provider fares from here, seen from one workspace. */
export interface ProviderHealth {
  status(provider: Provider, workspaceId: string): Promise<ProviderStatus>;
}

/** ProviderStatus as the API shows it. */
export interface ProviderStatus {
  available: boolean;
  circuit: 'closed' | 'open' | 'halfOpen';
  rateLimited: boolean;
  requestsRemaining?: number;
  resetAt?: Date;
  lastCheckedAt?: Date;
  /** 0 to 1, over the last five minutes. */
  errorRate: number;
}

/** ConsentQuestion is what must be allowed. */
export interface ConsentQuestion {
  endUserId: string;
  provider: string;
  scopes: readonly string[];
  /** '' means the default purpose. */
  purpose: string;
}

/** Consents asks the consent service, every time. */
export interface Consents {
  /** undefined when it is allowed, else why not, as `revoked`. */
  refusal(question: ConsentQuestion, call: Call): Promise<string | undefined>;
}

/** RedirectUris knows where a workspace lets browsers return. */
export interface RedirectUris {
  allowed(call: Call): Promise<readonly string[]>;
}

/** CheckSchema validates a value, filling in the schema's defaults; it returns what is wrong, or nothing. */
export type CheckSchema = (schema: JsonSchema, value: unknown) => FieldError[];

/** Runs remembers finished runs by idempotency key, so that the same key has its effect once. */
export interface Runs {
  /** Claims a key; says what is known of it otherwise. A claim that is older than its lease can be claimed anew. */
  claim(
    run: RunKey & { requestHash: string; leaseSeconds: number },
  ): Promise<{ state: 'claimed' | 'running' } | { state: 'done'; requestHash: string; result: Sealed }>;
  finish(run: RunKey, result: Sealed): Promise<void>;
  /** Forgets a claim whose run failed. */
  release(run: RunKey): Promise<void>;
}

/** RunKey names a run in its workspace. */
export interface RunKey {
  workspaceId: string;
  key: string;
}

/** Clock is the present. */
export type Clock = () => Date;
