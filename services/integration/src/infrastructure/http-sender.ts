import type { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Dispatcher, request as send } from 'undici';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import type { ProviderRequest } from '../domain/provider-request.ts';
import { invalidRequest } from '../domain/request-errors.ts';
import { readAnswer, UnreadableAnswer } from './read-answer.ts';

/**
 * Send sends one request and reads the whole answer, whatever its status. It fails with TransportError, or with
 * UnreadableAnswer where what was no refusal cannot be read.
 */
export type Send = (request: ProviderRequest, signal: AbortSignal) => Promise<ProviderAnswer>;

/** TransportError is how a request fails that got no answer. */
export class TransportError extends Error {
  /** Whether the provider may have received the request: then only a repeatable one may be sent again. */
  readonly maybeReceived: boolean;
  readonly timedOut: boolean;
  /** What came back is no HTTP. */
  readonly garbled: boolean;
  /** The target is an address that may not be called. */
  readonly forbidden: boolean;

  constructor(cause: unknown, code: string) {
    super(`no answer: ${code}`, { cause });
    this.name = 'TransportError';
    this.forbidden = code === 'EFORBIDDENADDRESS';
    this.maybeReceived = !this.forbidden && !neverSent.has(code);
    this.timedOut = timeouts.has(code);
    this.garbled = /^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW)/.test(code);
  }
}

const neverSent = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const timeouts = new Set([
  'AbortError',
  'TimeoutError',
  'UND_ERR_ABORTED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** SenderOptions of createHttpSender. */
export interface SenderOptions {
  /** Bytes that the body of an answer may have, uncompressed. */
  maxBytes: number;
  /** No connection is used twice: one that the other side just closed would leave in doubt whether a request was received. */
  reset?: boolean;
}

/** createHttpSender sends through a dispatcher, the guarded agent; redirects are not followed. */
export function createHttpSender(dispatcher: Dispatcher, { maxBytes, reset = false }: SenderOptions): Send {
  return async ({ method, url, headers, body }, signal) => {
    try {
      const answer = await send(url, {
        dispatcher,
        method,
        headers,
        signal,
        reset,
        ...(body === undefined ? {} : { body }),
      });
      const { statusCode: status } = answer;
      const read = await readAnswer(answer, maxBytes).catch((error: unknown) => {
        // A refusal is one whatever stands in it.
        if (error instanceof UnreadableAnswer && status >= 300) return { body: null };
        throw error;
      });
      return { status, headers: flatten(answer.headers), ...read };
    } catch (error) {
      throw error instanceof UnreadableAnswer ? error : unsent(error);
    }
  };
}

const unsendable = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** unsent is how a request fails that got no answer: as the caller's fault, where HTTP cannot carry it. */
export function unsent(error: unknown): AppError | TransportError {
  const code = codeOf(error);
  if (!unsendable.has(code)) return new TransportError(error, code);
  return invalidRequest([{ path: 'headers', message: (error as Error).message }]);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** codeOf names a failure of undici or of the system. */
export function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
