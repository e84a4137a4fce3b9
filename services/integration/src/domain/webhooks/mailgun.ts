import { createHmac } from 'node:crypto';
import { pick } from '../template.ts';
import { isRecent } from './recent.ts';
import { parsedBody, sameText, type WebhookMessage } from './webhook-message.ts';

/** Mailgun tries again for eight hours. */
const age = { unit: 'seconds', toleranceSeconds: 12 * 3_600 } as const;

/**
 * isSignedByMailgun checks HMAC-SHA256 over a time and a token, all three in the body: it proves who sends, and does not
 * cover what. What a message says besides may be anybody's who has seen one, once for each token.
 */
export function isSignedByMailgun(message: WebhookMessage, secrets: readonly string[], now: Date): boolean {
  const body = parsedBody(message);
  const at = (name: string) => {
    const value = pick(body, `signature.${name}`);
    return typeof value === 'string' ? value : '';
  };
  const [timestamp, token, signature] = [at('timestamp'), at('token'), at('signature')];
  // Of the same length each: what is signed could be cut in two elsewhere.
  if (!/^\d{10}$/.test(timestamp) || token === '' || !isRecent(timestamp, age, now)) return false;
  return secrets.some(secret =>
    sameText(
      createHmac('sha256', secret)
        .update(timestamp + token)
        .digest('hex'),
      signature,
    ),
  );
}
