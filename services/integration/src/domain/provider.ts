import type { Pagination } from './pagination.ts';
import type { ProviderAuth } from './provider-auth.ts';
import type { WebhookRule } from './webhook-rule.ts';

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
  /** Path below the base URL; `{name}` stands for a field of the input, `${credentials.x}` for theirs, percent-encoded. */
  path: string;
  /** For providers with several hosts; else the provider's own. */
  baseUrl?: string | undefined;
  query?: Readonly<Record<string, Template>> | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: Template | undefined;
  /** `raw` and `multipart` are for files. */
  encoding: 'json' | 'form' | 'raw' | 'multipart';
  /** Name of a file's part in a multipart form. */
  fileField?: string | undefined;
}

/** Action is one operation of a provider. */
export interface Action {
  id: string;
  /** Semantic version; workflows pin it. */
  version: string;
  title: string;
  description: string;
  docsUrl?: string | undefined;
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
  /** Where in the request it takes one, where that is no header: `body.<path>` or `query.<name>`. */
  idempotencyField?: string | undefined;
  /** What tells a failure of this action, besides the provider's own rules. */
  errors?: ActionErrors | undefined;
  /** How its list goes on; callers see `cursor` in the input and `nextCursor` in the output. */
  pagination?: Pagination | undefined;
  /** Whether the request's body, or the answer's, is a file. */
  file?: 'upload' | 'download' | undefined;
}

/** ConnectionParam is something that the addresses of a provider depend on, as a subdomain. */
export interface ConnectionParam {
  id: string;
  title: string;
  description: string;
  /** A regular expression from `^` to `$`; nothing that ends a host or a path may fit it. */
  pattern: string;
  /** Found by the platform, and with `choice` only if the caller does not say it: made of `token`, `callback` or the `body` of this request's answer. */
  from?: { request?: RequestRule | undefined; value: string; choice: boolean } | undefined;
}

/** RetryRule tells which answers may change, and where they say when. */
export interface RetryRule {
  statuses: readonly number[];
  header: string;
  /** `seconds` takes HTTP dates as well. */
  unit: 'seconds' | 'milliseconds' | 'epochSeconds';
}

/** ErrorRules tell failures apart where the HTTP status alone does not. */
export interface ErrorRules {
  /** An answer is a success only if the value at this path equals `equals`; without `equals`, if there is none. */
  success?: { path: string; equals?: unknown } | undefined;
  code?: string | undefined;
  /** Header that holds the code, where the body does not. */
  codeHeader?: string | undefined;
  message?: string | undefined;
  /** Of answers to credentials that no longer count. */
  /** Rules of the action that is run: `forAction`. */
  ofAction?: ActionErrors | undefined;
  unauthorizedStatuses: readonly number[];
  unauthorizedCodes: readonly string[];
  rateLimitedCodes: readonly string[];
}

/** ActionErrors tell an action's failures in what the provider answers as a success. */
export type ActionErrors = Required<Pick<ErrorRules, 'success'>> & Pick<ErrorRules, 'code' | 'message'>;

/** RateLimit is the provider's published limit per connection, and where its answers tell what is left. */
export interface RateLimit {
  requests: number;
  perSeconds: number;
  remainingHeader?: string | undefined;
  resetHeader?: string | undefined;
  resetUnit: 'epochSeconds' | 'epochMilliseconds' | 'seconds';
  /** What the provider allows one OAuth client, all its connections together. */
  client?: { requests: number; perSeconds: number } | undefined;
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
  /** What a connection must say besides; `${params.x}` stands for it in addresses. */
  params: readonly ConnectionParam[];
  auth: ProviderAuth;
  /** Code for what data cannot say, by its name. */
  adapter?: string | undefined;
  /** The Authorization header, filled with `credentials`; '' for none. Of `basic` it is made of its own rule. */
  authorization: string;
  headers: Readonly<Record<string, string>>;
  /** Part of the query of every request, for keys that go there. */
  query: Readonly<Record<string, string>>;
  scopes: readonly { id: string; description: string; default: boolean }[];
  /** How the account behind new credentials is found: by a request (`body`) or in the token answer (`token`). */
  account: { request?: RequestRule | undefined; id: string; name?: string | undefined };
  /** A request that fails when the credentials were revoked; without it the account's. */
  verify?: RequestRule | undefined;
  /** A request without credentials that tells whether the provider answers at all. */
  probe: { url: string };
  rateLimit: RateLimit;
  retry: RetryRule;
  webhooks?: WebhookRule | undefined;
  /** Which requests may be passed through to its own API; without it, all. */
  proxy?: false | { methods: readonly string[] } | undefined;
  errors: ErrorRules;
  actions: readonly Action[];
  /** Whether a connection's parameters said which host is called: it may be the workspace's own (`located`). */
  tenantHost?: true | undefined;
  /** Whether a workspace registered it: it exists for that workspace only. */
  own?: true | undefined;
  /** Of an own one: another after each change of its definition. */
  revision?: string | undefined;
}

/** defaultScopes are what a connection asks for when the caller names none. */
export function defaultScopes(provider: Provider): string[] {
  return provider.scopes.filter(scope => scope.default).map(scope => scope.id);
}

/** forAction is a provider whose answers are judged as those to an action. */
export function forAction(provider: Provider, { errors }: Action): Provider {
  return errors ? { ...provider, errors: { ...provider.errors, ofAction: errors } } : provider;
}

/** isRepeatable tells whether an action may be sent again when it is not known what came of it. */
export function isRepeatable({ idempotent, idempotencyHeader, idempotencyField }: Action): boolean {
  return idempotent || idempotencyHeader !== undefined || idempotencyField !== undefined;
}

/** findAction returns a provider's action, of that version if one is named. */
export function findAction(provider: Provider, id: string, version?: string): Action | undefined {
  return provider.actions.find(action => action.id === id && (!version || action.version === version));
}
