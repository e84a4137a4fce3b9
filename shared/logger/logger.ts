import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

const secrets = [
  'token',
  'accessToken',
  'refreshToken',
  'password',
  'secret',
  'clientSecret',
  'key',
  'apiKey',
  'authorization',
  'cookie',
  'body',
  'connectionString',
];

/** LoggerOptions of createLogger; `destination` is standard output unless a test gives another. */
export interface LoggerOptions {
  app: string;
  level?: string;
  destination?: DestinationStream;
}

/** What of an error is logged. Its other properties are whatever its maker put there: rows, headers, claims. */
const errorFields = ['type', 'message', 'stack', 'code', 'constraint', 'table'] as const;

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const whole = stdSerializers.err(error);
  return Object.fromEntries(
    errorFields.flatMap(name => (whole[name] === undefined ? [] : [[name, whole[name]]])),
  );
}

/**
 * createLogger makes a JSON logger: `timestamp` (ISO 8601), `level`, `app`, `message`, and the trace and span
 * of the request at hand. Fields that could hold a secret or a body are cut, one level deep too; of an error (`err`)
 * only type, message, stack and codes are kept.
 */
export function createLogger({ app, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { app },
    messageKey: 'message',
    timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    serializers: { err: serializeError },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secrets.flatMap(name => [name, `*.${name}`]), censor: '[redacted]' },
    mixin: () => {
      const context = trace.getActiveSpan()?.spanContext();
      return context && isSpanContextValid(context)
        ? { traceId: context.traceId, spanId: context.spanId }
        : {};
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
