import { requirePermission } from '@neighbourhood/shared/call/call';
import { toAppError } from '@neighbourhood/shared/errors/app-error';
import { type Answer } from '../http/answer.ts';
import { type Captured } from '../http/capture.ts';
import { problemOf } from '../http/problem.ts';
import { type Context, present } from '../http/state.ts';
import { identify, type IdentifyDependencies } from './authenticate-caller.ts';
import { answerOf, requestOf } from './run-handler.ts';
import { readInput } from './validate-input.ts';

/** AskPlatform is what this platform would have answered to a request that the monolith answered. */
export type AskPlatform = (context: Context, timeoutMs: number) => Promise<Captured>;

/** createAskPlatform runs a request past everything that counts, keeps or sends: limits, idempotency, the answer. */
export function createAskPlatform(dependencies: IdentifyDependencies): AskPlatform {
  async function run(context: Context, timeoutMs: number): Promise<Answer> {
    const route = present(context, 'route');
    const known = context.state.principal && context.state.call;
    const { principal, call } = known
      ? { principal: present(context, 'principal'), call: present(context, 'call') }
      : await identify(context, dependencies);
    if (route.permission !== undefined) requirePermission(call, route.permission);
    const deadline = new Date(Date.now() + timeoutMs);
    // The time of the request itself is over.
    const own = { ...call, deadline, signal: AbortSignal.timeout(timeoutMs) };
    return answerOf(await route.handle(readInput(context), requestOf(context, own, principal)));
  }

  return async (context, timeoutMs) => {
    const answer = await run(context, timeoutMs).catch((failure: unknown): Answer => {
      const error = toAppError(failure);
      const body = JSON.stringify(problemOf(error, context.path, context.state.requestId));
      return { status: error.httpStatus, headers: { 'Content-Type': 'application/problem+json' }, body };
    });
    return {
      status: answer.status,
      contentType: String(answer.headers['Content-Type'] ?? ''),
      encoding: '',
      body: Buffer.from(answer.body ?? ''),
    };
  };
}
