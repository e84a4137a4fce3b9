import { createHash, createHmac } from 'node:crypto';
import { isSignedByMailgun } from './mailgun.ts';
import { queryOf, sameText, type WebhookMessage } from './webhook-message.ts';

type Adapter = (message: WebhookMessage, secrets: readonly string[], now: Date) => boolean;

/** Schemes that data cannot say, by the name under which an entry asks for them. */
const adapters: Readonly<Record<string, Adapter>> = {
  mailgun: isSignedByMailgun,
  twilio: isSignedByTwilio,
};

/** signatureAdapters are their names. */
export const signatureAdapters: readonly string[] = Object.keys(adapters);

/** isSignedByAdapter checks by one of them; by one that does not exist nothing is signed. */
export function isSignedByAdapter(
  name: string,
  message: WebhookMessage,
  secrets: readonly string[],
  now: Date,
): boolean {
  return adapters[name]?.(message, secrets, now) ?? false;
}

/** HMAC-SHA1 over the address and what the form says, by names; of JSON, the address holds a hash. */
function isSignedByTwilio(message: WebhookMessage, secrets: readonly string[]): boolean {
  const { url, headers, body } = message;
  const given = headers['x-twilio-signature'] ?? '';
  const { bodySHA256 } = queryOf(message);
  if (bodySHA256 !== undefined && !sameText(createHash('sha256').update(body).digest('hex'), bodySHA256))
    return false;
  const payload = bodySHA256 === undefined ? url + formText(body.toString('utf8')) : url;
  return secrets.some(secret => sameText(createHmac('sha1', secret).update(payload).digest('base64'), given));
}

/** Of a name that comes twice, each value counts once, in order. */
function formText(form: string): string {
  const fields = new URLSearchParams(form);
  const names = [...new Set(fields.keys())].sort();
  const texts = names.map(name =>
    [...new Set(fields.getAll(name))]
      .sort()
      .map(value => name + value)
      .join(''),
  );
  return texts.join('');
}
