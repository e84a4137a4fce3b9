/** Category groups providers for whoever looks for one. */
export type Category =
  | 'communication'
  | 'email-marketing'
  | 'project-management'
  | 'crm-sales'
  | 'development'
  | 'storage'
  | 'payment'
  | 'data-analytics'
  | 'social-media'
  | 'other';

/** Template is a value with `${path}` placeholders; `template.ts` says how it is filled. */
export type Template = string | number | boolean | null | readonly Template[] | { [key: string]: Template };

/** JsonSchema is a JSON Schema 2020-12 document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** RequestRule tells how to make one HTTP request. */
export interface RequestRule {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base URL; `{name}` stands for a field of the input, percent-encoded. */
  path: string;
  /** For providers with several hosts; else the provider's own. */
  baseUrl?: string | undefined;
  query?: Readonly<Record<string, Template>> | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: Template | undefined;
  encoding: 'json' | 'form';
}

/** Action is one operation of a provider. */
export interface Action {
  id: string;
  /** Semantic version; workflows pin it. */
  version: string;
  title: string;
  description: string;
  scopes: readonly string[];
  input: JsonSchema;
  output: JsonSchema;
  request: RequestRule;
  /** What the caller gets, made of the answer's `body`; without it the body as it is. */
  result?: Template | undefined;
  /** Whether sending it twice does no harm. */
  idempotent: boolean;
  /** Header in which the provider takes an idempotency key. */
  idempotencyHeader?: string | undefined;
}

/** OAuth2 tells where a provider authorises, and how it deviates from RFC 6749. */
export interface OAuth2 {
  type: 'oauth2';
  authorizationUrl: string;
  tokenUrl: string;
  /** The `iss` that must come back with the code (RFC 9207), for providers that send it. */
  issuer?: string | undefined;
  /** How the client names itself at the token endpoint. */
  clientAuthentication: 'basic' | 'body';
  tokenEncoding: 'form' | 'json';
  pkce: boolean;
  scopeSeparator: ' ' | ',';
  /** Further parameters of the authorization request; may use `${endUserId}`. */
  authorizationParams: Readonly<Record<string, string>>;
  revocation?: RevocationRule | undefined;
}

/** RevocationRule tells how a token is given back. */
export interface RevocationRule {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  authentication: 'basic' | 'bearer' | 'none';
  encoding: 'form' | 'json';
  body?: Readonly<Record<string, Template>> | undefined;
}

/** ApiKeyAuth is for providers whose users paste a key. */
export interface ApiKeyAuth {
  type: 'apiKey';
  fields: readonly { id: string; title: string; description: string; pattern?: string | undefined }[];
}

/** ErrorRules tell failures apart where the HTTP status alone does not. */
export interface ErrorRules {
  /** An answer is a success only if the value at this path equals `equals`. */
  success?: { path: string; equals: unknown } | undefined;
  code?: string | undefined;
  message?: string | undefined;
  unauthorizedCodes: readonly string[];
  rateLimitedCodes: readonly string[];
}

/** RateLimit is the provider's published limit per connection, and where its answers tell what is left. */
export interface RateLimit {
  requests: number;
  perSeconds: number;
  remainingHeader?: string | undefined;
  resetHeader?: string | undefined;
  resetUnit: 'epochSeconds' | 'seconds';
}

/** Provider is an entry of the catalogue: data, not code. */
export interface Provider {
  id: string;
  name: string;
  description: string;
  category: Category;
  docsUrl: string;
  baseUrl: string;
  /** Profiles in which the provider exists; without it, all. */
  profiles?: readonly string[] | undefined;
  auth: OAuth2 | ApiKeyAuth;
  /** The Authorization header, filled with `credentials`. */
  authorization: string;
  headers: Readonly<Record<string, string>>;
  scopes: readonly { id: string; description: string; default: boolean }[];
  /** How the account behind new credentials is found: by a request (`body`) or in the token answer (`token`). */
  account: { request?: RequestRule | undefined; id: string; name?: string | undefined };
  /** A request without credentials that tells whether the provider answers at all. */
  probe: { url: string };
  rateLimit: RateLimit;
  errors: ErrorRules;
  actions: readonly Action[];
}

/** defaultScopes are what a connection asks for when the caller names none. */
export function defaultScopes(provider: Provider): string[] {
  return provider.scopes.filter(scope => scope.default).map(scope => scope.id);
}

/** findAction returns a provider's action, of that version if one is named. */
export function findAction(provider: Provider, id: string, version?: string): Action | undefined {
  return provider.actions.find(action => action.id === id && (!version || action.version === version));
}
