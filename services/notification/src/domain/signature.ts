import { randomBytes } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';

/** newSecret makes a signing secret of 32 random bytes, `whsec_…`. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** signedHeaders are the Standard Webhooks headers of a body, with one signature for each secret. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  const signatures = secrets.map(secret => new StandardWebhook(secret).sign(id, at, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
