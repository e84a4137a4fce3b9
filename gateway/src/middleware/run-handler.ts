import { type Readable } from 'node:stream';
import { type Call } from '@neighbourhood/shared/call/call';
import { type Principal } from '../domain/principal.ts';
import { type Answer, applyAnswer } from '../http/answer.ts';
import { serializeCookie } from '../http/cookies.ts';
import { type Reply } from '../http/reply.ts';
import { type Request, type Route, type Streamed } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';

/** answerOf writes what a handler replied as it goes over the wire. */
export function answerOf(reply: Reply): Answer {
  const headers = { 'Cache-Control': 'no-store', ...reply.headers };
  const { status } = reply;
  if (reply.stream) return { status, headers, streamed: true };
  if (reply.text !== undefined) {
    return {
      status,
      headers: { ...headers, 'Content-Type': reply.contentType ?? 'text/plain; charset=utf-8' },
      body: reply.text,
    };
  }
  if (reply.json === undefined) return { status, headers };
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(reply.json),
  };
}

/** Outside production an answer that is not as documented is our mistake, and is logged as such. */
function checkReply(context: Context, route: Route, reply: Reply): void {
  const schema = route.replies[reply.status]?.schema;
  if (reply.text !== undefined || reply.stream) return;
  if (schema === undefined && reply.json === undefined) return;
  const result = schema?.safeParse(reply.json);
  if (result?.success) return;
  const paths = result?.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  context.state.log.error({ route: route.id, status: reply.status, paths }, 'an answer is not as documented');
}

function streamedOf({ req, method, url, querystring, state }: Context): Streamed {
  const { rawHeaders } = req;
  const length = req.headers['content-length'];
  return {
    method,
    path: url.split('?')[0] ?? '',
    query: querystring,
    headers: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : [],
    ),
    body: state.upload,
    length: length === undefined ? undefined : Number(length),
  };
}

/** requestOf is what the handler of this request may ask. */
export function requestOf(context: Context, call: Call, principal: Principal): Request {
  const yaml = /yaml/i.test(context.get('Content-Type'));
  return {
    call,
    principal,
    method: context.method,
    header: name => context.get(name) || undefined,
    get streamed() {
      return streamedOf(context);
    },
    get headers() {
      const entries = Object.entries(context.headers).map(([name, value]) => [
        name,
        [value].flat().join(', '),
      ]);
      return Object.fromEntries(entries) as Record<string, string>;
    },
    queryText: context.querystring,
    get source() {
      const bytes = context.state.rawBody ?? Buffer.alloc(0);
      return {
        bytes,
        text: bytes.toString('utf8'),
        format: yaml ? ('yaml' as const) : ('json' as const),
      };
    },
  };
}

/** Koa takes the length and type from a stream's headers only if they are set after it. */
function sendStream(context: Context, { headers = {} }: Reply, stream: Readable): void {
  // The caller sees an answer that ends early: its beginning was sent.
  stream.once('error', err => {
    context.state.log.warn({ err }, 'a streamed answer broke off');
    context.res.destroy();
  });
  context.body = stream;
  context.remove('Content-Type');
  context.set(headers as Record<string, string>);
}

/** runHandler calls the route's handler and sends what it answers. */
export function runHandler({ checkReplies }: { checkReplies: boolean }): Step {
  return async context => {
    const route = present(context, 'route');
    const { call, principal, input } = context.state;
    if (!call || !principal || !input) throw new Error('The middlewares before the handler did not run');
    const reply = await route.handle(input, requestOf(context, call, principal));
    if (checkReplies) checkReply(context, route, reply);
    context.state.answer = answerOf(reply);
    applyAnswer(context, context.state.answer);
    if (reply.stream) sendStream(context, reply, reply.stream);
    for (const cookie of reply.cookies ?? []) context.append('Set-Cookie', serializeCookie(cookie));
  };
}
