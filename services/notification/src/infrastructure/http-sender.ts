import { type Dispatcher, request } from 'undici';
import { type AttemptError, type AttemptResult } from '../domain/delivery.ts';
import { type SendPost } from '../usecase/ports.ts';

const codes: Record<string, AttemptError> = {
  EFORBIDDENADDRESS: 'forbidden-address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

/** HttpSenderOptions of createHttpSender. */
export interface HttpSenderOptions {
  /** The guarded agent: no forbidden address, no redirect. */
  agent: Dispatcher;
  /** Milliseconds for the whole exchange. */
  timeoutMs: number;
}

/** createHttpSender posts. The status is the answer; the body is dropped unread, up to 64 KiB or the timeout. */
export function createHttpSender({ agent, timeoutMs }: HttpSenderOptions): SendPost {
  return async ({ url, headers, body }) => {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: 'POST',
        headers: { ...headers, 'user-agent': 'NeighbourHood-Webhooks/1.0' },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump({ limit: 64 * 1024 });
      return { ...judge(answer), durationMs: elapsed() };
    } catch (error) {
      return { error: reason(error), durationMs: elapsed() };
    }
  };
}

function judge({ statusCode, headers }: Dispatcher.ResponseData): Omit<AttemptResult, 'durationMs'> {
  if (statusCode >= 200 && statusCode < 300) return { statusCode };
  const retryAfterSeconds = secondsOf(headers['retry-after']);
  const error = statusCode >= 300 && statusCode < 400 ? 'redirect' : 'status';
  return { statusCode, error, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** Retry-After as seconds or as a date. */
function secondsOf(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function reason(error: unknown): AttemptError {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === 'TimeoutError') return 'timeout';
  if (typeof code !== 'string') return 'connection';
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_')) return 'tls';
  return codes[code] ?? 'connection';
}
