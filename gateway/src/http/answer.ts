import { type Context } from './state.ts';

/** Answer is a finished answer: what goes over the wire, and what an Idempotency-Key keeps. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: string;
}

/** applyAnswer makes an answer the request's. */
export function applyAnswer(context: Context, { status, headers, body }: Answer): void {
  context.status = status;
  context.body = body ?? null;
  // Koa turns an absent body into 204.
  context.status = status;
  context.set(headers);
}
