import type Router from '@koa/router';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Step } from '../http/state.ts';

/** refuseUnrouted answers what no route takes: 405 with Allow where the path exists, else 404. */
export function refuseUnrouted(router: Router): Step {
  return async context => {
    const { path } = router.match(context.path, context.method);
    const methods = [...new Set(path.flatMap(layer => layer.methods))];
    if (methods.length === 0) {
      throw new AppError('notFound', 'ROUTE.NOT_FOUND', 'There is nothing at this path; see /openapi.json.');
    }
    context.set('Allow', methods.join(', '));
    throw new AppError(
      'methodNotAllowed',
      'REQUEST.METHOD_NOT_ALLOWED',
      `This path takes ${methods.join(', ')}.`,
    );
  };
}
