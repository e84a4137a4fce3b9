import cors from '@koa/cors';
import { type Step } from '../http/state.ts';

/** CorsOptions is the `cors` part of the configuration. */
export interface CorsOptions {
  /** `*`, or exact origins. */
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  /** Never together with `*`: the configuration refuses it. */
  allowCredentials: boolean;
}

const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Prefer',
  'X-API-Key',
  'X-Request-Id',
  'X-Request-Timeout',
  'X-Workspace-Id',
  'traceparent',
];
const answerHeaders = [
  'Idempotency-Replayed',
  'Location',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
  'X-Served-By',
  'traceparent',
];

/** allowOrigins answers preflights and marks answers for the configured origins; others get no CORS headers. */
export function allowOrigins({ allowedOrigins, allowedMethods, allowCredentials }: CorsOptions): Step {
  const any = allowedOrigins.includes('*');
  const middleware = cors({
    origin: context => {
      if (any) return '*';
      const origin = context.get('Origin');
      return allowedOrigins.includes(origin) ? origin : '';
    },
    allowMethods: [...allowedMethods],
    allowHeaders: requestHeaders,
    exposeHeaders: answerHeaders,
    credentials: allowCredentials && !any,
    maxAge: 3600,
  });
  return (context, next) => middleware(context, next) as Promise<void>;
}
