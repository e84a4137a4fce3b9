import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Context, type Step } from '../http/state.ts';
import { isStreamed } from './read-body.ts';

const tooLate = () =>
  new AppError(
    'deadlineExceeded',
    'REQUEST.TIMEOUT',
    'The request took too long and was given up; it may still have had its effect.',
  );

/** Reads X-Request-Timeout: seconds, decimals allowed. */
function patience(header: string): number | undefined {
  if (header === '') return undefined;
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(header) ? Number(header) : 0;
  if (seconds > 0) return seconds * 1000;
  throw new AppError(
    'invalidArgument',
    'REQUEST.INVALID',
    'X-Request-Timeout is a positive number of seconds.',
    {
      fields: [{ path: 'X-Request-Timeout', message: 'must be a positive number of seconds' }],
    },
  );
}

/** Requests whose bodies may be large take longer; which they are is known before their route is. */
function isTransfer(context: Context): boolean {
  const [, what] = /^\/api\/v1\/connections\/[^/]+\/(proxy|actions)\//.exec(context.path) ?? [];
  return what === 'proxy' || (what === 'actions' && isStreamed(context, 'files'));
}

/**
 * enforceDeadline gives a request the server's timeout, or the caller's shorter X-Request-Timeout: every call
 * it makes ends by then, and the answer is a 504. A caller who hangs up cancels the work, unless an
 * Idempotency-Key shows that they will ask for its outcome.
 */
export function enforceDeadline(settings: {
  readonly timeoutMs: number;
  readonly transferTimeoutMs: number;
}): Step {
  return async (context, next) => {
    const timeoutMs = isTransfer(context) ? settings.transferTimeoutMs : settings.timeoutMs;
    const limit = Math.min(timeoutMs, patience(context.get('X-Request-Timeout')) ?? timeoutMs);
    const controller = new AbortController();
    context.state.deadline = new Date(Date.now() + limit);
    context.state.signal = controller.signal;
    const detached = context.get('Idempotency-Key') !== '';
    const hangUp = () => {
      if (!context.res.writableFinished && !detached) controller.abort();
    };
    context.res.once('close', hangUp);

    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(tooLate());
        controller.abort();
      }, limit);
    });
    try {
      await Promise.race([next(), expired]);
    } finally {
      clearTimeout(timer);
    }
  };
}
