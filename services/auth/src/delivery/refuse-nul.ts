import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { AuthHandlers } from './grpc.ts';

/** refuseNul answers REQUEST.INVALID to requests with a NUL character in any text: PostgreSQL stores none. */
export function refuseNul(handlers: AuthHandlers): AuthHandlers {
  const guarded = Object.entries(handlers).map(([method, handle]) => [
    method,
    async (request: object, call: unknown) => {
      const path = findNul(request);
      if (path !== undefined) {
        throw new AppError('invalidArgument', 'REQUEST.INVALID', 'A text holds a NUL character.', {
          fields: [{ path, message: 'must not hold a NUL character' }],
        });
      }
      return await (handle as (request: object, call: unknown) => Promise<unknown>)(request, call);
    },
  ]);
  return Object.fromEntries(guarded) as AuthHandlers;
}

function findNul(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = findNul(inner, path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
