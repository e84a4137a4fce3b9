import { randomBytes } from 'node:crypto';
import {
  context as active,
  isSpanContextValid,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { fullPath } from '../http/route.ts';
import { type Step } from '../http/state.ts';

const tracer = trace.getTracer('gateway');

/** parseTraceparent reads a W3C traceparent header; anything malformed counts as none. */
export function parseTraceparent(header: string): SpanContext | undefined {
  const match = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header);
  const [, version, traceId = '', spanId = '', flags = '', rest] = match ?? [];
  if (match === null || (version === '00' && rest !== undefined)) return undefined;
  const context = { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

const written = ({ traceId, spanId, traceFlags }: SpanContext) =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

const invented = (): SpanContext => ({
  traceId: randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  traceFlags: 0,
});

/** traceRequest puts a request into the caller's trace, or a new one, and says which in `traceparent`. */
export const traceRequest: Step = async (context, next) => {
  const parent = parseTraceparent(context.get('traceparent'));
  const from = parent ? trace.setSpanContext(active.active(), parent) : active.active();
  const attributes = { 'http.request.method': context.method, 'request.id': context.state.requestId };
  const span = tracer.startSpan(context.method, { kind: SpanKind.SERVER, attributes }, from);
  const own = span.spanContext();
  context.set('traceparent', written(isSpanContextValid(own) ? own : (parent ?? invented())));
  try {
    await active.with(trace.setSpan(from, span), next);
  } finally {
    const { route } = context.state;
    if (route)
      span.updateName(`${context.method} ${fullPath(route)}`).setAttribute('http.route', fullPath(route));
    span.setAttribute('http.response.status_code', context.status);
    if (context.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
};
