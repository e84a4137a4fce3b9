import { type Readable, Transform } from 'node:stream';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { applyAnswer } from '../http/answer.ts';
import { fullPath, type Route } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { type LegacyAnswer, type LegacyClient } from '../infrastructure/legacy-client.ts';
import { answerHeaders, requestHeaders } from '../infrastructure/legacy-headers.ts';
import { type SignIdentity } from '../usecase/ports.ts';
import { identityOf } from './authenticate-caller.ts';
import { limitedBody } from './read-body.ts';

/** LegacySettings bound what the monolith may do with a request; times in milliseconds. */
export interface LegacySettings {
  baseUrl: string;
  bodyLimitBytes: number;
  answerTimeoutMs: number;
  maxAnswerBytes: number;
  /** Most bytes of an answer that is kept for its Idempotency-Key. */
  maxKeptBytes: number;
}

/** ForwardDependencies are what requests are forwarded with. */
export interface ForwardDependencies {
  client: LegacyClient;
  settings: LegacySettings;
  /** Vouches for an authenticated caller, to the monolith only. */
  assert: SignIdentity;
}

const tooLarge = () =>
  new AppError('upstreamFailed', 'LEGACY.BAD_ANSWER', 'The monolith answered more than is passed on.');

/**
 * legacyPath writes the path anew from its checked parts: a parameter that is no single part of a path could reach
 * something of the monolith that is no route of ours.
 */
export function legacyPath(route: Route, params: Readonly<Record<string, string>>, query: string): string {
  const path = fullPath(route).replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = params[name] ?? '';
    if (/^\.{0,2}$|[/\\\p{Cc}]/u.test(value)) {
      throw new AppError('invalidArgument', 'REQUEST.INVALID', 'A part of the path is malformed.', {
        fields: [{ path: name, message: 'must be one part of a path' }],
      });
    }
    return encodeURIComponent(value);
  });
  return query === '' ? path : `${path}?${query}`;
}

/** legacyRequest is the request as the monolith gets it, without its body. */
export async function legacyRequest(context: Context, assert: SignIdentity) {
  const { requestId, principal } = context.state;
  const assertion = principal && (await assert(identityOf(principal, context.ip)));
  const near = context.req.socket.remoteAddress ?? '';
  return {
    method: context.method,
    path: legacyPath(present(context, 'route'), context.params ?? {}, context.querystring),
    headers: requestHeaders(context.headers, {
      requestId,
      traceparent: context.response.get('traceparent'),
      addresses: [...context.ips, near],
      protocol: context.protocol,
      host: context.host,
      assertion,
    }),
  };
}

/** readAll reads a body of at most `limit` bytes. */
export async function readAll(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const isText = (contentType: string) =>
  /^(text\/|application\/([\w.-]+\+)?(json|yaml|xml))/i.test(contentType);

/** Keeps an answer whole, as an Idempotency-Key needs it. */
async function keepWhole(context: Context, answer: LegacyAnswer, headers: Headers, limit: number) {
  const body = await readAll(answer.body, limit).catch((cause: unknown) => {
    throw cause instanceof AppError
      ? cause
      : new AppError('upstreamFailed', 'LEGACY.BAD_ANSWER', 'The answer of the monolith broke off.', {
          cause,
        });
  });
  context.state.captured?.add(body);
  const asText = isText(String(headers['content-type'] ?? '')) && headers['content-encoding'] === undefined;
  context.state.answer = {
    status: answer.status,
    headers,
    ...(asText ? { body: body.toString('utf8') } : { body: body.toString('base64'), encoding: 'base64' }),
  };
  applyAnswer(context, context.state.answer);
}

type Headers = Record<string, string | string[]>;

/** Passes an answer on while it arrives. What goes wrong after it began can only end the connection. */
function passOn(
  context: Context,
  { status, body }: LegacyAnswer,
  headers: Headers,
  settings: LegacySettings,
) {
  const { captured } = context.state;
  let length = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > settings.maxAnswerBytes) {
        done(tooLarge());
        return;
      }
      captured?.add(chunk);
      done(null, chunk);
    },
  });
  const timer = setTimeout(() => {
    body.destroy(new Error('the answer of the monolith took too long'));
  }, settings.answerTimeoutMs);
  const breakOff = (err: Error) => {
    if (!context.state.signal.aborted) context.state.log.warn({ err }, 'an answer of the monolith broke off');
    body.destroy();
    context.res.destroy();
  };
  body.once('error', breakOff);
  counted.once('error', breakOff);
  // It ends with the response, however that ends.
  counted.once('close', () => {
    clearTimeout(timer);
    body.destroy();
  });
  context.status = status;
  context.body = body.pipe(counted);
  if (headers['content-type'] === undefined) context.remove('Content-Type');
  context.set(headers);
}

const bodiless = (context: Context, status: number) =>
  context.method === 'HEAD' || status === 204 || status === 205 || status === 304;

/** forwardToLegacy lets the monolith answer. Its answer streams through, unless an Idempotency-Key keeps it. */
export function forwardToLegacy({ client, settings, assert }: ForwardDependencies): Step {
  return async context => {
    const { signal, rawBody, call } = context.state;
    const hasBody = context.method !== 'GET' && context.method !== 'HEAD';
    const body = rawBody ?? (hasBody ? limitedBody(context, settings.bodyLimitBytes) : undefined);
    const request = { ...(await legacyRequest(context, assert)), signal };
    const answer = await client.send(body === undefined ? request : { ...request, body });
    const headers = answerHeaders(answer.headers, {
      baseUrl: settings.baseUrl,
      cookies: context.state.principal === undefined,
    });
    if (
      Number(answer.headers['content-length'] ?? 0) > settings.maxAnswerBytes &&
      context.method !== 'HEAD'
    ) {
      answer.body.destroy();
      throw tooLarge();
    }
    const own = { ...headers, 'x-served-by': 'legacy' };
    if (call?.idempotencyKey !== undefined) {
      await keepWhole(context, answer, own, settings.maxKeptBytes);
    } else if (bodiless(context, answer.status)) {
      answer.body.resume();
      applyAnswer(context, { status: answer.status, headers: own });
    } else passOn(context, answer, own, settings);
  };
}
