import { fault } from '../../../domain/workflow-error.ts';
import { type Authorization, type Credentials } from '../authentication/credentials.ts';
import { redact, secretsIn } from '../secrets.ts';
import { isText, textOf } from './content.ts';
import { type HttpAnswer, type HttpRequest, type Transport } from '../transport.ts';
import { httpUrl } from '../uri-template.ts';

/** Exchange is a request with its answer, after authentication and redirects. */
export interface Exchange {
  /** The one that was answered, without the authorization. */
  request: HttpRequest;
  answer: HttpAnswer;
  authorization?: Authorization | undefined;
}

/** ExchangeOptions say how far to go for an answer. */
export interface ExchangeOptions {
  transport: Transport;
  credentials: Credentials | undefined;
  /** Redirects are followed, and one that cannot be is an answer; else each is an error. */
  redirect: boolean;
  maxRedirects: number;
  signal: AbortSignal;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** What may go along to another origin; an author's other headers may be credentials. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'idempotency-key', 'user-agent']);

/**
 * exchange sends a request until there is an answer that means success; any other is a communication error with its
 * status. Every hop goes through the guard again, and nothing secret goes to another origin.
 */
export async function exchange(given: HttpRequest, options: ExchangeOptions): Promise<Exchange> {
  const { transport, signal, maxRedirects, redirect } = options;
  let request = given;
  let { credentials } = options;
  let used: Authorization | undefined;
  for (let hops = 0; ; hops++) {
    const { answer, authorization } = await authorized(transport, request, credentials, signal);
    used = authorization ?? used;
    const { status } = answer;
    if (status >= 200 && status < 300) return { request, answer, authorization: used };
    if (!redirect || status < 300 || status >= 400)
      throw statusFault(request, answer, options.credentials, used);
    const location = answer.headers['location'];
    if (!redirects.has(status) || location === undefined) return { request, answer, authorization: used };
    if (hops === maxRedirects)
      throw fault('communication', `${given.url.host} redirected more than ${maxRedirects} times`, status);
    const next = redirected(request, status, location);
    if (next.url.origin !== request.url.origin) {
      credentials = undefined;
      next.headers = Object.fromEntries(Object.entries(next.headers).filter(([name]) => harmless.has(name)));
    }
    request = next;
  }
}

async function authorized(
  transport: Transport,
  request: HttpRequest,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<{ answer: HttpAnswer; authorization?: Authorization | undefined }> {
  const first = credentials?.first;
  const answer = await transport.send(first ? signed(request, first) : request, signal);
  if (answer.status !== 401 || !credentials) return { answer, authorization: first };
  const again = await credentials.again(answer, request);
  if (!again) return { answer, authorization: first };
  return { answer: await transport.send(signed(request, again), signal), authorization: again };
}

function signed(request: HttpRequest, { scheme, parameter }: Authorization): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: `${scheme} ${parameter}` } };
}

function redirected(request: HttpRequest, status: number, location: string): HttpRequest {
  const target = URL.parse(location, request.url.href);
  if (!target) throw fault('communication', `${request.url.host} redirected to what is no URI`, 502);
  const url = httpUrl(target.href);
  const method = request.method.toUpperCase();
  const asGet =
    (status === 303 && method !== 'GET' && method !== 'HEAD') ||
    ((status === 301 || status === 302) && method === 'POST');
  if (!asGet) return { ...request, url };
  const { 'content-type': _type, ...headers } = request.headers;
  return { method: 'get', url, headers };
}

const longestDetail = 500;

function statusFault(
  request: HttpRequest,
  { status, headers, content }: HttpAnswer,
  credentials: Credentials | undefined,
  used: Authorization | undefined,
) {
  const secrets = [
    ...(credentials?.secrets ?? []),
    ...(used ? [used.parameter] : []),
    ...secretsIn(request.headers),
  ];
  const type = headers['content-type'];
  // Cut after redacting: half of a secret would not be recognised. The rest of a long page tells nothing.
  const said = isText(type) ? redact(textOf(content.subarray(0, 65_536), type), secrets) : '';
  const excerpt = said.replace(/\s+/g, ' ').trim().slice(0, longestDetail);
  const detail = `${request.method.toUpperCase()} ${request.url.host} answered ${status}`;
  return fault('communication', excerpt === '' ? detail : `${detail}: ${excerpt}`, status);
}
