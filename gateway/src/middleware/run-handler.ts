import { type Answer, applyAnswer } from '../http/answer.ts';
import { serializeCookie } from '../http/cookies.ts';
import { type Reply } from '../http/reply.ts';
import { type Route } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';

function answerOf(reply: Reply): Answer {
  const headers = { 'Cache-Control': 'no-store', ...reply.headers };
  const { status } = reply;
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
  if (reply.text !== undefined) return;
  if (schema === undefined && reply.json === undefined) return;
  const result = schema?.safeParse(reply.json);
  if (result?.success) return;
  const paths = result?.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  context.state.log.error({ route: route.id, status: reply.status, paths }, 'an answer is not as documented');
}

/** runHandler calls the route's handler and sends what it answers. */
export function runHandler({ checkReplies }: { checkReplies: boolean }): Step {
  return async context => {
    const route = present(context, 'route');
    const { call, principal, input, rawBody } = context.state;
    if (!call || !principal || !input) throw new Error('The middlewares before the handler did not run');
    const yaml = /yaml/i.test(context.get('Content-Type'));
    const reply = await route.handle(input, {
      call,
      principal,
      header: name => context.get(name) || undefined,
      get source() {
        return {
          text: rawBody?.toString('utf8') ?? '',
          format: yaml ? ('yaml' as const) : ('json' as const),
        };
      },
    });
    if (checkReplies) checkReply(context, route, reply);
    context.state.answer = answerOf(reply);
    applyAnswer(context, context.state.answer);
    for (const cookie of reply.cookies ?? []) context.append('Set-Cookie', serializeCookie(cookie));
  };
}
