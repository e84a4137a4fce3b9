import type { Provider } from './provider.ts';
import { pick } from './template.ts';

/** ProviderAnswer is what a provider sent back; header names are lower-case, the body is parsed JSON or text. */
export interface ProviderAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** Verdict is what an answer means for us. */
export type Verdict =
  | { kind: 'success' }
  | { kind: 'unauthorized'; code: string }
  | { kind: 'rateLimited'; retryAfterSeconds?: number }
  | { kind: 'unavailable'; status: number; retryAfterSeconds?: number }
  | { kind: 'failed'; status: number; code: string; message: string };

const longestMessage = 300;

/** judge reads an answer by the provider's own rules. `now` is needed for absolute times in headers. */
export function judge(provider: Provider, answer: ProviderAnswer, now: Date): Verdict {
  const { errors } = provider;
  const code = errors.code === undefined ? undefined : pick(answer.body, errors.code);
  const codeText = typeof code === 'string' || typeof code === 'number' ? String(code) : '';
  const wait = retryAfter(provider, answer, now);

  if (answer.status === 401 || errors.unauthorizedCodes.includes(codeText)) {
    return { kind: 'unauthorized', code: codeText };
  }
  if (isRateLimited(provider, answer, codeText)) {
    return { kind: 'rateLimited', ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
  }
  if (answer.status >= 500) {
    const { status } = answer;
    return { kind: 'unavailable', status, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
  }
  if (answer.status >= 200 && answer.status < 300 && saysSuccess(provider, answer))
    return { kind: 'success' };
  const message = errors.message === undefined ? undefined : pick(answer.body, errors.message);
  return {
    kind: 'failed',
    status: answer.status,
    code: codeText,
    message: typeof message === 'string' ? message.slice(0, longestMessage) : '',
  };
}

/** quotaOf reads what is left of the provider's limit from an answer's headers. */
export function quotaOf(
  provider: Provider,
  answer: ProviderAnswer,
  now: Date,
): { remaining: number; resetAt?: Date } | undefined {
  const { remainingHeader } = provider.rateLimit;
  const remaining = remainingHeader === undefined ? undefined : answer.headers[remainingHeader];
  if (remaining === undefined || !/^\d+$/.test(remaining)) return undefined;
  const resetAt = resetOf(provider, answer, now);
  return { remaining: Number(remaining), ...(resetAt ? { resetAt } : {}) };
}

function saysSuccess(provider: Provider, answer: ProviderAnswer): boolean {
  const rule = provider.errors.success;
  return rule === undefined || pick(answer.body, rule.path) === rule.equals;
}

function isRateLimited(provider: Provider, answer: ProviderAnswer, code: string): boolean {
  if (answer.status === 429 || provider.errors.rateLimitedCodes.includes(code)) return true;
  const { remainingHeader } = provider.rateLimit;
  const exhausted = remainingHeader !== undefined && answer.headers[remainingHeader] === '0';
  return answer.status === 403 && (exhausted || answer.headers['retry-after'] !== undefined);
}

function retryAfter(provider: Provider, answer: ProviderAnswer, now: Date): number | undefined {
  const header = answer.headers['retry-after'];
  if (header !== undefined && /^\d+$/.test(header)) return Number(header);
  const date = header === undefined ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - now.getTime()) / 1_000));
  return answer.status === 429 || answer.status === 403
    ? secondsUntilReset(provider, answer, now)
    : undefined;
}

function secondsUntilReset(provider: Provider, answer: ProviderAnswer, now: Date): number | undefined {
  const resetAt = resetOf(provider, answer, now);
  return resetAt && Math.max(0, Math.ceil((resetAt.getTime() - now.getTime()) / 1_000));
}

function resetOf(provider: Provider, answer: ProviderAnswer, now: Date): Date | undefined {
  const { resetHeader, resetUnit } = provider.rateLimit;
  const value = resetHeader === undefined ? undefined : answer.headers[resetHeader];
  if (value === undefined || !/^\d+$/.test(value)) return undefined;
  const from = resetUnit === 'seconds' ? now.getTime() : 0;
  return new Date(from + Number(value) * 1_000);
}
