import { Counter, Histogram, type Registry } from 'prom-client';
import { type Logger } from '@neighbourhood/shared/logger/logger';
import { fullPath } from '../http/route.ts';
import { type Context, type Step } from '../http/state.ts';

/** Probes come every few seconds and say nothing. */
const isProbe = (context: Context) => context.path.startsWith('/health/');

/** The template, never the path itself: paths hold ids and one-time tokens. */
const templateOf = ({ state: { route } }: Context) => (route ? fullPath(route) : 'unmatched');

/**
 * observeRequest counts and times every answer by route template, and writes the access log: who, what, how
 * long. No body, no query, no header.
 */
export function observeRequest({ registry, log }: { registry: Registry; log: Logger }): Step {
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests answered',
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers: [registry],
  });

  return async (context, next) => {
    const begin = performance.now();
    context.state.log = log.child({ requestId: context.state.requestId });
    context.res.once('close', () => {
      const durationMs = performance.now() - begin;
      const labels = { method: context.method, route: templateOf(context), status: String(context.status) };
      requests.inc(labels);
      seconds.observe(labels, durationMs / 1000);
      if (isProbe(context)) return;
      const { principal, side } = context.state;
      context.state.log.info(
        {
          ...labels,
          status: context.status,
          durationMs: Math.round(durationMs * 10) / 10,
          bytes: context.response.length,
          address: context.ip,
          caller: principal?.subject ?? '',
          workspaceId: principal?.workspaceId ?? '',
          ...(side === undefined ? {} : { side }),
          ...(context.res.writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    await next();
  };
}
