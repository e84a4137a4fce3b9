import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { type Route } from '../http/route.ts';

/** problemSchema is RFC 9457 as every error has it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URN of the kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What went wrong, for people.' }),
    instance: z.string().meta({ description: 'Path of the request.' }),
    code: z.string().meta({ description: 'Stable code, for programs.' }),
    requestId: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Every wrong field, by its dotted path.' }),
  })
  .meta({ id: 'Problem' });

const everywhere = {
  'REQUEST.RATE_LIMITED': 429,
  INTERNAL: 500,
  'SERVICE.UNAVAILABLE': 503,
  'REQUEST.TIMEOUT': 504,
} as const;

/** problemsOf lists every code that a route may answer with, by status. */
export function problemsOf(route: Route): Map<number, string[]> {
  const hasInput = route.params ?? route.query ?? route.body;
  const hasBody = route.method !== 'get';
  const codes: Record<string, number> = {
    ...everywhere,
    ...(hasInput || hasBody ? { 'REQUEST.INVALID': 400 } : {}),
    ...(hasBody
      ? { 'REQUEST.MALFORMED': 400, 'REQUEST.TOO_LARGE': 413, 'REQUEST.UNSUPPORTED_MEDIA_TYPE': 415 }
      : {}),
    ...(route.auth === 'public'
      ? {}
      : {
          'AUTH.UNAUTHENTICATED': 401,
          'AUTH.INVALID_TOKEN': 401,
          'AUTH.TOKEN_EXPIRED': 401,
          'AUTH.TOKEN_REVOKED': 401,
        }),
    ...(route.auth === 'user' ? { 'AUTH.USER_REQUIRED': 403 } : {}),
    ...(route.auth === 'any'
      ? {
          'AUTH.INVALID_API_KEY': 401,
          'AUTH.FORBIDDEN': 403,
          'AUTH.WORKSPACE_REQUIRED': 403,
          'WORKSPACE.NOT_FOUND': 404,
        }
      : {}),
    ...(route.feature ? { 'FEATURE.DISABLED': 403 } : {}),
    ...(route.idempotent
      ? { 'REQUEST.IN_PROGRESS': 409, 'REQUEST.IDEMPOTENCY_MISMATCH': 422, 'STATE.UNAVAILABLE': 503 }
      : {}),
    ...route.problems,
  };
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of Object.entries(codes))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** problemExample is what a problem of a code looks like. */
export function problemExample(status: number, code: string, instance: string): object {
  return {
    type: `urn:neighbourhood:problem:${code.toLowerCase()}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: 'What went wrong, in a sentence.',
    instance,
    code,
    requestId: 'req_01jd9x8k2hf0rt5s1m3v7c6qzw',
    ...(code === 'REQUEST.INVALID' ? { errors: [{ path: 'name', message: 'is not a known field' }] } : {}),
  };
}
