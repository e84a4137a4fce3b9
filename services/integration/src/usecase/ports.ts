import type { Readable } from 'node:stream';
import type { Call } from '@neighbourhood/shared/call/call';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Bounds } from '../domain/bounded.ts';
import type { Connection, ConnectionStatus, Credentials, Sealed } from '../domain/connection.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import type { ProviderRequest } from '../domain/provider-request.ts';
import type { Header } from '../domain/proxied-request.ts';
import type { ClientCredentials, KeyPairAuth, OAuth2 } from '../domain/provider-auth.ts';
import type { JsonSchema, Provider } from '../domain/provider.ts';

/** ProviderCatalogue holds every provider of this profile: what all workspaces know. */
export interface ProviderCatalogue {
  /** By id. */
  list(): readonly Provider[];
  find(id: string): Provider | undefined;
}

/** WorkspaceCatalogue holds what a workspace knows: the catalogue, and its own providers. */
export interface WorkspaceCatalogue {
  /** By id. */
  list(workspaceId: string): Promise<readonly Provider[]>;
  find(workspaceId: string, id: string): Promise<Provider | undefined>;
}

/** OwnProviders stores the providers that workspaces registered, as they were described. */
export interface OwnProviders {
  list(workspaceId: string): Promise<readonly Provider[]>;
  find(workspaceId: string, id: string): Promise<Provider | undefined>;
  /** Whether a workspace registered the id before the catalogue had it: then the id means the workspace's own. */
  shadows(workspaceId: string, id: string): boolean;
  /** `taken` where the workspace or the catalogue has the id, `full` where it has as many as it may. */
  add(workspaceId: string, id: string, definition: unknown): Promise<'added' | 'taken' | 'full'>;
  /**
   * Puts another definition in its place. Where `moves` says of the one before that what is kept for it would go
   * elsewhere, that happens only while no connections exist (`used`), and the workspace's OAuth clients there are
   * forgotten: all of it at once, so that nothing is connected in between.
   */
  replace(
    workspaceId: string,
    id: string,
    definition: unknown,
    moves: (before: Provider) => boolean,
  ): Promise<'replaced' | 'used' | 'gone'>;
  /**
   * Forgets it, whether or not it still fits, and the workspace's OAuth clients there. `used` while connections exist
   * that are not revoked.
   */
  remove(workspaceId: string, id: string): Promise<'removed' | 'used' | 'gone'>;
}

/** ReadDefinition checks a provider's definition by the catalogue's schema, its addresses by the rules for tenants'. */
export type ReadDefinition = (definition: unknown) => { provider: Provider } | { problems: FieldError[] };

/** OAuthClient is who we are at a provider. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** PlatformClients knows the platform's OAuth clients. */
export interface PlatformClients {
  /** undefined when nobody configured one. */
  find(providerId: string): Promise<OAuthClient | undefined>;
}

/** OwnClient is a workspace's own OAuth client at a provider, its secret sealed. */
export interface OwnClient {
  clientId: string;
  sealed: Sealed;
  /** What a connection asks for when the caller names nothing; empty means the provider's default set. */
  scopes: readonly string[];
}

/** OwnClients stores the OAuth clients of workspaces: one per provider for new connections, older ones for theirs. */
export interface OwnClients {
  current(workspaceId: string, provider: string): Promise<OwnClient | undefined>;
  /** Also one that was replaced. */
  find(workspaceId: string, provider: string, clientId: string): Promise<OwnClient | undefined>;
  /** The current ones of a workspace, by provider. */
  list(workspaceId: string): Promise<ReadonlyMap<string, OwnClient>>;
  /** Fails with CONNECTION.BUSY when the workspace's own provider is no longer of that revision. */
  set(workspaceId: string, provider: string, client: OwnClient, revision?: string): Promise<void>;
  /** Forgets all of a workspace at that provider. */
  delete(workspaceId: string, provider: string): Promise<void>;
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
   * into being meanwhile. Fails with CONNECTION.BUSY when the workspace's own provider is no longer of that revision.
   */
  save(
    connection: Connection,
    sealed: Sealed,
    expiresAt: Date | undefined,
    event: CloudEvent,
    more?: { renewAt?: Date | undefined; revision?: string | undefined },
  ): Promise<boolean>;
  findCredentials(workspaceId: string, id: string): Promise<StoredCredentials | undefined>;
  /**
   * Claims the renewal of credentials of that version for some seconds; undefined where another claim lasts, the
   * version is another, or the connection is not active.
   */
  claimRenewal(
    workspaceId: string,
    id: string,
    version: number,
    seconds: number,
  ): Promise<RenewalClaim | undefined>;
  /** Writes what a claim was for, and ends it. False for whoever no longer has the last claim of that version. */
  renew(workspaceId: string, id: string, claim: RenewalClaim, renewed: RenewedCredentials): Promise<boolean>;
  /** Ends a claim without effect, if it is the last. */
  releaseRenewal(workspaceId: string, id: string, claim: RenewalClaim): Promise<void>;
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

/** RenewalClaim is the right to renew credentials of one version. */
export interface RenewalClaim {
  /** Later claims have higher numbers. */
  number: number;
  version: number;
  /** The claim before it ended without a word: its holder died or was cut off, maybe after the provider answered. */
  interrupted: boolean;
}

/** RenewedCredentials take the place of a connection's credentials. */
export interface RenewedCredentials {
  sealed: Sealed;
  expiresAt?: Date;
  /** When they are to be renewed without anybody asking; absent where they cannot be. */
  renewAt?: Date;
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
  /** Id of the workspace's own client that asks; absent for the platform's. */
  ownClient?: string;
  /** `whereabouts` of the provider that the end user was to be sent to. */
  whereabouts?: string;
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
  /** Gets an access token for what the end user pasted: a client of theirs, or a key that signs. */
  mint(
    provider: Bounds & { auth: ClientCredentials | KeyPairAuth },
    grant: MintGrant,
    signal: AbortSignal,
  ): Promise<TokenAnswer>;
  revoke(
    provider: Bounds & { auth: OAuth2 },
    client: OAuthClient,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<void>;
}

/** MintGrant is what an access token is made of. */
export interface MintGrant {
  credentials: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
}

/** ProviderOutcome is a provider's successful answer, or its refusal of the credentials. */
export interface ProviderOutcome extends ProviderAnswer {
  kind: 'success' | 'unauthorized';
  attempts: number;
}

/** ProviderCall is one request and how it may be treated. */
export interface ProviderCall {
  provider: Provider;
  workspaceId: string;
  /** Whose quota the call counts against; absent before there is one. */
  connection?: Pick<Connection, 'id' | 'ownClient'>;
  request: ProviderRequest;
  /** Whether sending it again is harmless. */
  repeatable: boolean;
  deadline: Date;
  signal: AbortSignal;
  /** Taken out of whatever the provider says. */
  secrets?: readonly string[];
}

/**
 * ProviderCaller sends requests, retrying where that is safe. It fails with PROVIDER.ERROR, .RATE_LIMITED,
 * .UNAVAILABLE or .TIMEOUT, `metadata.attempts` telling how often it tried.
 */
export interface ProviderCaller {
  call(call: ProviderCall): Promise<ProviderOutcome>;
}

/** StreamedCall is a request whose body, and whose answer, may be of any size. */
export interface StreamedCall extends Omit<ProviderCall, 'request'> {
  request: { method: string; url: string; headers: Readonly<Record<string, string>> };
  body?: Buffer | Readable;
  /** Why the body could not be read to its end, when that is why the request failed. */
  bodyFailure?: () => Error | undefined;
  /** Whether a few redirects are followed, without credentials. */
  followRedirects?: boolean;
}

/** StreamedAnswer is an answer as it begins; whoever opened it reads or destroys its body. */
export interface StreamedAnswer {
  status: number;
  headers: readonly Header[];
  body: Readable;
  /** Whether it tells that the provider fails. */
  outage?: boolean;
}

/** ProviderStreams opens requests; an answer is one whatever its status. It fails as ProviderCaller does. */
export interface ProviderStreams {
  open(call: StreamedCall): Promise<StreamedAnswer>;
  /** Reads and judges an answer that is no file, as ProviderCaller does. */
  read(call: StreamedCall, answer: StreamedAnswer): Promise<ProviderOutcome>;
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
