import { createHash, createHmac } from 'node:crypto';
import { fillString } from '../template.ts';
import type { WebhookSignature } from '../webhook-rule.ts';
import { sameText, type WebhookMessage } from './webhook-message.ts';

/** Clocks of providers may differ by this much. */
const leewaySeconds = 60;

/**
 * isSignedAsJwt checks a JWT (RFC 7519) by HS256 and nothing else, whatever its header asks for. `exp` and `nbf` count
 * where they are there.
 */
export function isSignedAsJwt(
  rule: Extract<WebhookSignature, { type: 'jwt' }>,
  { headers, url, body }: WebhookMessage,
  secrets: readonly string[],
  now: Date,
): boolean {
  const [head = '', payload = '', signature = '', ...rest] = (headers[rule.header] ?? '').split('.');
  if (rest.length > 0 || parsed(head)?.['alg'] !== 'HS256') return false;
  const isOurs = secrets.some(secret =>
    sameText(createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url'), signature),
  );
  const claims = isOurs ? parsed(payload) : undefined;
  if (!claims) return false;
  const scope = { url, bodySha256: createHash('sha256').update(body).digest('hex') };
  const saysSo = Object.entries(rule.claims).every(
    ([name, text]) => Object.hasOwn(claims, name) && claims[name] === fillString(text, scope),
  );
  return saysSo && isCurrent(claims, now);
}

function isCurrent({ exp, nbf }: Readonly<Record<string, unknown>>, now: Date): boolean {
  const seconds = now.getTime() / 1_000;
  const hasEnded = exp !== undefined && !(typeof exp === 'number' && exp > seconds - leewaySeconds);
  const hasNotBegun = nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + leewaySeconds);
  return !hasEnded && !hasNotBegun;
}

function parsed(part: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
