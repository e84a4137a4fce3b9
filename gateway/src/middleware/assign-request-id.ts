import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Step } from '../http/state.ts';

const sane = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** assignRequestId takes over the caller's X-Request-Id where it is harmless, else makes one, and echoes it. */
export const assignRequestId: Step = async (context, next) => {
  const given = context.get('X-Request-Id');
  context.state.requestId = sane.test(given) ? given : newId('req');
  context.state.limits = [];
  context.set('X-Request-Id', context.state.requestId);
  await next();
};
