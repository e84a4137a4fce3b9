import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Provider } from './provider.ts';
import { withoutNames, withoutParams } from './query.ts';
import { redacted } from './redacted.ts';

/** Header is one of a request or an answer, its name in lower case. */
export type Header = readonly [name: string, value: string];

const usualMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** requireProxied fails with PROXY.FORBIDDEN or PROXY.METHOD_NOT_ALLOWED unless the provider's entry allows such requests. */
export function requireProxied({ name, proxy, adapter }: Provider, method: string): void {
  // What an adapter signs is the whole request, body and all.
  if (proxy === false || adapter !== undefined) {
    throw new AppError('permissionDenied', 'PROXY.FORBIDDEN', `${name} can be used by its actions only.`);
  }
  const methods = proxy?.methods ?? usualMethods;
  if (methods.includes(method) || (method === 'HEAD' && methods.includes('GET'))) return;
  throw new AppError(
    'methodNotAllowed',
    'PROXY.METHOD_NOT_ALLOWED',
    `${name} takes ${methods.join(', ')} here.`,
  );
}

const invalidPath = () =>
  new AppError('invalidArgument', 'PROXY.INVALID_PATH', 'The path must stay below the provider’s base URL.', {
    fields: [{ path: 'path', message: 'must have no empty, "." or ".." segments, in any encoding' }],
  });

/**
 * proxiedUrl is where a path and a query lead below a provider's base URL: on its host, and nowhere above. Fails with
 * PROXY.INVALID_PATH for whatever could mean another place to anybody on the way.
 */
export function proxiedUrl({ baseUrl, query: own }: Provider, path: string, query: string): URL {
  const base = new URL(baseUrl.replace(/\/$/, ''));
  if (!staysBelow(path)) throw invalidPath();
  const url = new URL(`${base.href.replace(/\/$/, '')}/${path}`);
  const prefix = base.pathname.replace(/\/$/, '');
  if (url.origin !== base.origin || !url.pathname.startsWith(`${prefix}/`)) throw invalidPath();
  // A key of the connection in the query is the connection's.
  url.search = withoutParams(query, name => Object.hasOwn(own, name));
  url.hash = '';
  return url;
}

function staysBelow(path: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const strange = /[\u0000-\u0020\u007f\\?#]/;
  try {
    decodeURIComponent(path);
  } catch {
    return false;
  }
  // As bytes: what is encoded within what is encoded need not be UTF-8, and is decoded by somebody all the same.
  let text = Buffer.from(path).toString('latin1');
  // Until nothing is encoded any more: some servers decode what others have decoded.
  for (let round = 0; round < 5; round++) {
    if (strange.test(round === 0 ? text : text.replaceAll(/[ ?#]/g, '')) || overlong.test(text)) return false;
    const segments = text.split('/').map(segment => (segment.split(/[;?#]/)[0] ?? '').trim());
    const last = segments.length - 1;
    const leaves = (segment: string, index: number) =>
      segment === '.' || segment === '..' || (segment === '' && (index < last || last === 0) && path !== '');
    if (segments.some(leaves)) return false;
    const decoded = text.replaceAll(/%(?:u00)?([\da-f]{2})/gi, (_all, byte: string) =>
      String.fromCharCode(parseInt(byte, 16)),
    );
    if (decoded === text) return true;
    text = decoded;
  }
  return false;
}

/** Bytes that are no UTF-8, but that some take for a dot or a slash (RFC 3629, 10). */
const overlong = /[\xc0\xc1]|\xe0[\x80-\x9f]|\xf0[\x80-\x8f]/;

/** RFC 9110, 7.6.1, and what belongs to one of the two connections. */
const hopByHop = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te'],
  ...['trailer', 'transfer-encoding', 'upgrade', 'http2-settings'],
];

/** Who calls, from where, and what is between the caller and us. */
const callers = new Set([
  ...hopByHop,
  ...[
    'authorization',
    'cookie',
    'cookie2',
    'x-api-key',
    'host',
    'content-length',
    'expect',
    'origin',
    'referer',
  ],
  ...[
    'forwarded',
    'via',
    'x-real-ip',
    'true-client-ip',
    'x-workspace-id',
    'x-request-id',
    'x-request-timeout',
  ],
  ...['x-purpose', 'traceparent', 'tracestate', 'baggage'],
]);
const callersPrefixes = /^(x-forwarded-|sec-|cf-|proxy-|access-control-|dapr-|:)/;

/** What sets state at the caller, or speaks for our own origin. */
const providers = new Set([
  ...hopByHop,
  ...[
    'set-cookie',
    'set-cookie2',
    'authorization',
    'x-api-key',
    'www-authenticate',
    'alt-svc',
    'clear-site-data',
  ],
  ...[
    'strict-transport-security',
    'public-key-pins',
    'content-security-policy',
    'x-frame-options',
    'refresh',
  ],
  ...['content-security-policy-report-only', 'report-to', 'reporting-endpoints', 'nel', 'x-request-id'],
  ...['traceparent', 'ratelimit', 'ratelimit-policy', 'proxy-status', 'cross-origin-opener-policy'],
  ...[
    'cross-origin-resource-policy',
    'permissions-policy',
    'referrer-policy',
    'x-content-type-options',
    'date',
  ],
]);
const providersPrefixes = /^(access-control-|proxy-|:)/;

/** forwardedHeaders are those of a caller's request that its provider gets. */
export function forwardedHeaders(given: readonly Header[]): Header[] {
  return without(given, name => callers.has(name) || callersPrefixes.test(name));
}

/** Held is what of an address is the connection's. */
export interface Held {
  /** Parameters of the query. */
  names: readonly string[];
  secrets: readonly string[];
}

/** Addresses, which some providers write with the query that they were asked by. */
const addresses = new Set(['location', 'link', 'content-location']);

/** returnedHeaders are those of a provider's answer that the caller gets, without the connection's keys. */
export function returnedHeaders(given: readonly Header[], { names, secrets }: Held): Header[] {
  const withoutKeys = (text: string) =>
    text.replace(/\?([^#>"\s]*)/g, (_all, query: string) => {
      const rest = withoutNames(query, names);
      return rest === '' ? '' : `?${rest}`;
    });
  const passed = without(given, name => providers.has(name) || providersPrefixes.test(name));
  return passed.map(([name, value]) => {
    const text = addresses.has(name) ? withoutKeys(value) : value;
    return [name, redacted(text, secrets, '***')];
  });
}

function without(given: readonly Header[], dropped: (name: string) => boolean): Header[] {
  const lower = given.map(([name, value]): Header => [name.toLowerCase(), value]);
  const listed = new Set(
    lower
      .filter(([name]) => name === 'connection')
      .flatMap(([, value]) => value.split(',').map(name => name.trim().toLowerCase())),
  );
  return lower.filter(([name]) => !dropped(name) && !listed.has(name));
}
