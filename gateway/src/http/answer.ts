import { type Context } from './state.ts';

/** Answer is a finished answer: what goes over the wire, and what an Idempotency-Key keeps. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: string;
  /** `base64` where the body is not text. */
  encoding?: 'base64';
  /** Whether the body went by and cannot be given again. */
  streamed?: true;
}

/** applyAnswer makes an answer the request's. */
export function applyAnswer(context: Context, { status, headers, body, encoding }: Answer): void {
  context.status = status;
  context.body = encoding === undefined ? (body ?? null) : Buffer.from(body ?? '', encoding);
  // Koa turns an absent body into 204.
  context.status = status;
  context.set(headers);
}
