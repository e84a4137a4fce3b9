import { requirePermission } from '@neighbourhood/shared/call/call';
import { present, type Step } from '../http/state.ts';

/** authorizeCaller refuses callers who lack the route's permission; the service behind checks again. */
export const authorizeCaller: Step = async (context, next) => {
  const { permission } = present(context, 'route');
  if (permission !== undefined) requirePermission(present(context, 'call'), permission);
  await next();
};
