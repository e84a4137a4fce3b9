import { type Dispatcher, request as send } from 'undici';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import type { ProviderRequest } from '../domain/provider-request.ts';

/** Send sends one request and reads the whole answer, whatever its status. It fails with TransportError. */
export type Send = (request: ProviderRequest, signal: AbortSignal) => Promise<ProviderAnswer>;

/** TransportError is how a request fails that got no answer. */
export class TransportError extends Error {
  /** Whether the provider may have received the request: then only a repeatable one may be sent again. */
  readonly maybeReceived: boolean;
  readonly timedOut: boolean;
  /** The target is an address that may not be called. */
  readonly forbidden: boolean;

  constructor(cause: unknown, code: string) {
    super(`no answer: ${code}`, { cause });
    this.name = 'TransportError';
    this.forbidden = code === 'EFORBIDDENADDRESS';
    this.maybeReceived = !this.forbidden && !neverSent.has(code);
    this.timedOut = timeouts.has(code);
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

/**
 * createHttpSender sends through a dispatcher, the guarded agent; redirects are not followed. With `reset` no connection
 * is used twice: one that the other side just closed would leave in doubt whether a request was received.
 */
export function createHttpSender(dispatcher: Dispatcher, { reset = false } = {}): Send {
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
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: flatten(answer.headers), body: parse(text) };
    } catch (error) {
      throw new TransportError(error, codeOf(error));
    }
  };
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Providers send JSON under many content types; what is none stays text. */
function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
