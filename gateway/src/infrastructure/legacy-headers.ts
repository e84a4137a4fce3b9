/** Connection-bound headers (RFC 9110, 7.6.1) and those that say who is in between: each hop writes its own. */
const hopByHop = new Set([
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What the gateway says itself: who asks, from where, and whether it counts. */
const ownRequest = new Set([
  'cf-connecting-ip',
  'forwarded',
  'host',
  'traceparent',
  'true-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-real-ip',
  'x-request-id',
  'x-shadow-request',
]);
const credentials = new Set(['authorization', 'cookie', 'x-api-key']);
/** What only proxies may say, and what would make another request of it than the one that was checked here. */
const notForCallers =
  /^(dapr-|x-dapr-|x-neighbourhood-|grpc-|x-forwarded|x-original-|x-rewrite-|x-http-method|x-method-override|(x-)?remote-user)/;
/** Behind CGI and WSGI `X_Real_IP` is the same as `X-Real-IP`. */
const asRead = (name: string) => name.replaceAll('_', '-');

/** What the gateway answers itself: its limits, its CORS rules, its hardening. */
const ownAnswer = new Set([
  'alt-svc',
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'ratelimit',
  'ratelimit-policy',
  'referrer-policy',
  'server',
  'strict-transport-security',
  'traceparent',
  'via',
  'x-content-type-options',
  'x-frame-options',
  'x-powered-by',
  'x-request-id',
  'x-served-by',
]);
const cors = /^access-control-/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** namedByConnection lists what a Connection header makes hop-by-hop. */
function namedByConnection(headers: Headers): Set<string> {
  const value = headers['connection'] ?? '';
  return new Set(
    String(value)
      .split(',')
      .map(name => name.trim().toLowerCase()),
  );
}

function keep(headers: Headers, drop: (name: string) => boolean): Record<string, string | string[]> {
  const named = namedByConnection(headers);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || hopByHop.has(name) || named.has(name) || drop(name)) continue;
    kept[name] = value;
  }
  return kept;
}

/** Forwarding is what the gateway tells the monolith about a request. */
export interface Forwarding {
  requestId: string;
  traceparent: string;
  /** Addresses as the gateway believes them, the caller's first. */
  addresses: readonly string[];
  protocol: string;
  host: string;
  /** Token by which the gateway vouches for the caller, in place of the caller's credentials; undefined leaves those. */
  assertion?: string | undefined;
}

/** requestHeaders makes the headers for the monolith out of the caller's, by Node's lower-case names. */
export function requestHeaders(headers: Headers, told: Forwarding): Record<string, string | string[]> {
  const replaced = told.assertion !== undefined;
  const kept = keep(headers, written => {
    const name = asRead(written);
    return ownRequest.has(name) || notForCallers.test(name) || (replaced && credentials.has(name));
  });
  return {
    ...kept,
    'x-request-id': told.requestId,
    traceparent: told.traceparent,
    'x-forwarded-for': told.addresses.join(', '),
    'x-forwarded-proto': told.protocol,
    'x-forwarded-host': told.host,
    ...(told.assertion === undefined ? {} : { authorization: `Bearer ${told.assertion}` }),
  };
}

/** answerHeaders keeps of the monolith's answer what the gateway does not say itself. Cookies go only with credentials. */
export function answerHeaders(
  headers: Headers,
  { baseUrl, cookies }: { baseUrl: string; cookies: boolean },
): Record<string, string | string[]> {
  const kept = keep(
    headers,
    name => ownAnswer.has(name) || cors.test(name) || (!cookies && name === 'set-cookie'),
  );
  const location = kept['location'];
  return typeof location === 'string' ? { ...kept, location: outside(location, baseUrl) } : kept;
}

/** Callers cannot reach the monolith's own address: what lies below it becomes a path of ours, all else stays. */
function outside(location: string, baseUrl: string): string {
  const base = baseUrl.replace(/\/$/, '');
  if (location !== base && !location.startsWith(`${base}/`)) return location;
  // One slash, never two: //host would be an address.
  return `/${location.slice(base.length).replace(/^\/+/, '')}`;
}
