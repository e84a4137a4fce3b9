import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { fits } from './fits.ts';
import type { OAuth2, ProviderAuth } from './provider-auth.ts';
import type { ConnectionParam, Provider } from './provider.ts';

type Params = Readonly<Record<string, string>>;

const placeholder = /\$\{params\.(\w+)\}/g;

/** paramNames lists the parameters that a text names. */
export function paramNames(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** withParams puts those parameters that are known into a text; what else it is a template of stays. */
export function withParams(text: string, params: Params): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? '') : whole,
  );
}

/** paramProblems says what is wrong with the parameters that a caller gave for a connection. */
export function paramProblems({ params }: Provider, given: Params): FieldError[] {
  // A host that a caller may choose would get the token.
  const asked = params.filter(
    ({ id, from }) => from === undefined || (from.choice && Object.hasOwn(given, id)),
  );
  const known = new Set(asked.map(({ id }) => id));
  const strange = Object.keys(given).filter(name => !known.has(name));
  return [
    ...asked.flatMap(param => paramProblem(param, Object.hasOwn(given, param.id) ? given[param.id] : '')),
    ...strange.map(name => ({ path: `params.${name}`, message: 'is not known' })),
  ];
}

function paramProblem({ id, pattern, description }: ConnectionParam, value = ''): FieldError[] {
  const path = `params.${id}`;
  if (value === '') return [{ path, message: `is missing: ${description}` }];
  return fits(pattern, value) ? [] : [{ path, message: `is not as it should be: ${description}` }];
}

/** located is a provider where one connection finds it: its parameters are in every address. */
export function located(provider: Provider, params: Params): Provider {
  if (provider.params.length === 0) return provider;
  const at = (text: string) => withParams(text, params);
  return {
    ...provider,
    ...(hasTenantHost(provider) ? { tenantHost: true as const } : {}),
    baseUrl: at(provider.baseUrl),
    params: provider.params.map(param => locatedParam(param, at)),
    auth: locatedAuth(provider.auth, at),
    ...(provider.verify ? { verify: locatedRequest(provider.verify, at) } : {}),
    account: provider.account.request
      ? { ...provider.account, request: locatedRequest(provider.account.request, at) }
      : provider.account,
    actions: provider.actions.map(action => ({ ...action, request: locatedRequest(action.request, at) })),
  };
}

/** hasTenantHost tells whether a connection's parameters say which host is called, for one action or for all. */
export function hasTenantHost({ tenantHost, baseUrl, account, verify, params, actions }: Provider): boolean {
  const requests = [account.request, verify, ...params.map(({ from }) => from?.request)];
  const bases = [...requests, ...actions.map(({ request }) => request)].map(request => request?.baseUrl);
  const isNamed = (base = '') => /^[^/]*\/\/[^/?#]*\$\{params\./.test(base);
  return tenantHost === true || [baseUrl, ...bases].some(isNamed);
}

function locatedParam(param: ConnectionParam, at: (text: string) => string): ConnectionParam {
  const { from } = param;
  return from?.request ? { ...param, from: { ...from, request: locatedRequest(from.request, at) } } : param;
}

function locatedAuth(auth: ProviderAuth, at: (text: string) => string): ProviderAuth {
  switch (auth.type) {
    case 'oauth2':
      return locatedOAuth2(auth, at);
    case 'clientCredentials':
      return { ...auth, tokenUrl: at(auth.tokenUrl) };
    case 'keyPair':
      return auth.exchange
        ? { ...auth, exchange: { ...auth.exchange, tokenUrl: at(auth.exchange.tokenUrl) } }
        : auth;
    case 'apiKey':
    case 'basic':
      return auth;
  }
}

function locatedOAuth2(auth: OAuth2, at: (text: string) => string): OAuth2 {
  const { authorizationUrl, tokenUrl, refreshUrl, issuer, revocation } = auth;
  return {
    ...auth,
    authorizationUrl: at(authorizationUrl),
    tokenUrl: at(tokenUrl),
    ...(refreshUrl === undefined ? {} : { refreshUrl: at(refreshUrl) }),
    ...(issuer === undefined ? {} : { issuer: at(issuer) }),
    ...(revocation === undefined ? {} : { revocation: { ...revocation, url: at(revocation.url) } }),
  };
}

function locatedRequest<T extends { baseUrl?: string | undefined }>(
  rule: T,
  at: (text: string) => string,
): T {
  return rule.baseUrl === undefined ? rule : { ...rule, baseUrl: at(rule.baseUrl) };
}
