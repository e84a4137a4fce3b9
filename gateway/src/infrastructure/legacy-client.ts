import { type Readable } from 'node:stream';
import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { Pool } from 'undici';
import { AppError } from '@neighbourhood/shared/errors/app-error';

/** LegacyClientOptions: where the monolith is and how long it is waited for, in milliseconds. */
export interface LegacyClientOptions {
  baseUrl: string;
  timeoutMs: number;
  connections: number;
  /** Requests without any answer, one after the other, after which none is sent for `breakerOpenMs`. */
  breakerFailures: number;
  breakerOpenMs: number;
}

/** LegacyRequest is what the monolith is asked. */
export interface LegacyRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Readonly<Record<string, string | string[]>>;
  body?: Buffer | Readable;
  signal: AbortSignal;
}

/** LegacyAnswer is an answer that began; whoever has it reads the body, or destroys it. */
export interface LegacyAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Readable;
}

/** LegacyClient sends requests to the monolith. It follows no redirect and repeats nothing. */
export interface LegacyClient {
  /** Fails with LEGACY.UNAVAILABLE (nothing was sent), LEGACY.TIMEOUT or LEGACY.BAD_ANSWER. */
  send(request: LegacyRequest): Promise<LegacyAnswer>;
  /** Whether nothing is sent at the moment. */
  isOpen(): boolean;
  close(): Promise<void>;
}

const neverSent = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const late = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

const codeOf = (error: unknown) => (error as { code?: string } | undefined)?.code ?? '';

const timedOut = (cause: unknown) =>
  new AppError('upstreamTimeout', 'LEGACY.TIMEOUT', 'The monolith did not answer in time.', { cause });

/** explain names why there was no answer. What our own side failed with, as a body too large, stays what it is. */
function explain(cause: unknown, openMs: number): unknown {
  if (cause instanceof AppError) return cause;
  const code = codeOf(cause);
  if (cause instanceof BrokenCircuitError || neverSent.has(code)) return unreachable(openMs, cause);
  if (late.has(code)) return timedOut(cause);
  return new AppError('upstreamFailed', 'LEGACY.BAD_ANSWER', 'The monolith gave no proper answer.', {
    cause,
  });
}

const unreachable = (openMs: number, cause?: unknown) =>
  new AppError('upstreamUnavailable', 'LEGACY.UNAVAILABLE', 'The monolith cannot be reached.', {
    retryAfterSeconds: openMs / 1000,
    cause,
  });

/** createLegacyClient keeps a pool of connections to the monolith, and a breaker that opens when it is away. */
export function createLegacyClient(options: LegacyClientOptions): LegacyClient {
  const { timeoutMs, connections, breakerFailures, breakerOpenMs } = options;
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  const pool = new Pool(base.origin, {
    connections,
    connect: { timeout: Math.min(timeoutMs, 5_000) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // An answer to a request that was not made would be taken for that of the next.
    pipelining: 1,
  });
  const breaker = circuitBreaker(
    handleWhen(error => !(error instanceof AppError)),
    { breaker: new ConsecutiveBreaker(breakerFailures), halfOpenAfter: breakerOpenMs },
  );

  async function ask({ method, path, headers, body, signal }: LegacyRequest) {
    try {
      const request = { path: prefix + path, headers: { ...headers, host: base.host }, signal };
      return await pool.request({ ...request, method, body: body ?? null });
    } catch (error) {
      // A caller who left, or whose own patience ended, says nothing about the monolith.
      if (signal.aborted) throw timedOut(error);
      throw error;
    }
  }

  return {
    isOpen: () => breaker.state === CircuitState.Open,
    async send(request) {
      // While one request tries whether it is back, the breaker would let all others wait for the outcome.
      if (breaker.state === CircuitState.HalfOpen || pool.stats.queued >= connections)
        throw unreachable(breakerOpenMs);
      try {
        const { statusCode: status, headers, body } = await breaker.execute(() => ask(request));
        return { status, headers, body };
      } catch (error) {
        throw explain(error, breakerOpenMs);
      }
    },
    close: () => pool.destroy(),
  };
}
