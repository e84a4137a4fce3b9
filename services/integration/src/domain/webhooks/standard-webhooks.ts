import { createHmac } from 'node:crypto';
import { sameText, type WebhookMessage } from './webhook-message.ts';

const toleranceMs = 300_000;
const mostSignatures = 10;

/** isSignedStandardly checks a signature by Standard Webhooks; Svix calls the same headers `svix-…`. */
export function isSignedStandardly(
  { headers, body }: WebhookMessage,
  secrets: readonly string[],
  now: Date,
): boolean {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map(
    name => headers[`webhook-${name}`] ?? headers[`svix-${name}`] ?? '',
  ) as [string, string, string];
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > toleranceMs) return false;
  const given = signature.split(' ').slice(0, mostSignatures);
  return secrets.some(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return given.some(each => sameText(each, `v1,${right}`));
  });
}
