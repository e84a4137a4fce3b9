import type { ErrorRules, Provider, RetryRule } from './provider.ts';
import { pick } from './template.ts';

/** NotJson is what a body holds in place of JSON. */
export type NotJson = 'HTML' | 'text' | 'nothing';

/** ProviderAnswer is what a provider sent back; header names are lower-case, the body is parsed JSON or text. */
export interface ProviderAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  notJson?: NotJson;
}

/** Wait is whether asking again may help, by the provider's retry rule, and what it asked to wait for. */
interface Wait {
  transient: boolean;
  retryAfterSeconds?: number;
}

/** Verdict is what an answer means for us. */
export type Verdict =
  | { kind: 'success' }
  | { kind: 'unauthorized'; code: string }
  | ({ kind: 'rateLimited' } & Wait)
  | ({ kind: 'unavailable'; status: number } & Wait)
  | ({ kind: 'failed'; status: number; code: string; message: string } & Wait);

/** Whoever tells it takes the secrets out, then cuts it. */
const longestText = 10_000;

/** judge reads an answer by the provider's own rules. `now` is needed for absolute times in headers. */
export function judge(provider: Provider, answer: ProviderAnswer, now: Date): Verdict {
  const { errors } = provider;
  const inBody = errors.code === undefined ? undefined : pick(answer.body, errors.code);
  // AWS puts an address behind it: `Code:http://…`.
  const inHeader = answer.headers[errors.codeHeader ?? '']?.split(':')[0];
  const code = errors.codeHeader === undefined ? inBody : inHeader;
  const codeText = typeof code === 'string' || typeof code === 'number' ? String(code) : '';
  const after = retryAfter(provider, answer, now);
  const wait: Wait = {
    transient: provider.retry.statuses.includes(answer.status),
    ...(after === undefined ? {} : { retryAfterSeconds: after }),
  };

  if (errors.unauthorizedStatuses.includes(answer.status) || errors.unauthorizedCodes.includes(codeText)) {
    return { kind: 'unauthorized', code: codeText };
  }
  if (isRateLimited(provider, answer, codeText)) {
    // Providers say so by a code of their own, too, in a 200 or a 403: a limit passes.
    return { kind: 'rateLimited', ...wait, transient: answer.status !== 429 || wait.transient };
  }
  if (answer.status >= 500) {
    return { kind: 'unavailable', status: answer.status, ...wait };
  }
  const { status, body } = answer;
  const isSuccess = status >= 200 && status < 300 && saysSuccess(errors, body);
  const { ofAction } = errors;
  if (!isSuccess)
    return { kind: 'failed', status, code: codeText, message: textAt(body, errors.message), ...wait };
  if (!ofAction || saysSuccess(ofAction, body)) return { kind: 'success' };
  const [ownCode, message] = [textAt(body, ofAction.code), textAt(body, ofAction.message)];
  return { kind: 'failed', status, code: ownCode, message, ...wait };
}

function textAt(body: unknown, path: string | undefined): string {
  const value = path === undefined ? undefined : pick(body, path);
  return typeof value === 'string' ? value.slice(0, longestText) : '';
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

function saysSuccess({ success }: Pick<ErrorRules, 'success'>, body: unknown): boolean {
  return success === undefined || (pick(body, success.path) ?? undefined) === success.equals;
}

function isRateLimited(provider: Provider, answer: ProviderAnswer, code: string): boolean {
  if (answer.status === 429 || provider.errors.rateLimitedCodes.includes(code)) return true;
  const { remainingHeader } = provider.rateLimit;
  const exhausted = remainingHeader !== undefined && answer.headers[remainingHeader] === '0';
  return answer.status === 403 && (exhausted || answer.headers[provider.retry.header] !== undefined);
}

function retryAfter(provider: Provider, answer: ProviderAnswer, now: Date): number | undefined {
  const header = answer.headers[provider.retry.header];
  const ms = header === undefined ? undefined : millisecondsOf(header, provider.retry.unit, now);
  if (ms !== undefined) return Math.max(0, Math.ceil(ms / 1_000));
  return answer.status === 429 || answer.status === 403
    ? secondsUntilReset(provider, answer, now)
    : undefined;
}

function millisecondsOf(header: string, unit: RetryRule['unit'], now: Date): number | undefined {
  if (/^\d+(\.\d+)?$/.test(header)) {
    if (unit === 'epochSeconds') return Number(header) * 1_000 - now.getTime();
    return Number(header) * (unit === 'seconds' ? 1_000 : 1);
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date - now.getTime();
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
  return new Date(from + Number(value) * (resetUnit === 'epochMilliseconds' ? 1 : 1_000));
}
