import { createHash, timingSafeEqual } from 'node:crypto';

/** WebhookMessage is what came to a hook that a workspace made for a provider. */
export interface WebhookMessage {
  method: string;
  /** The whole address, as the provider was given it, with its query. */
  url: string;
  /** By lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** queryOf reads the parameters of the address that was called; of one that comes twice, the last counts. */
export function queryOf({ url }: Pick<WebhookMessage, 'url'>): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams);
}

/** parsedBody reads JSON and forms; anything else is text. */
export function parsedBody({ body, headers }: Pick<WebhookMessage, 'body' | 'headers'>): unknown {
  const text = body.toString('utf8');
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** sameText compares without telling by its time where two texts differ. */
export function sameText(one: string, other: string): boolean {
  const [left, right] = [one, other].map(text => createHash('sha256').update(text).digest());
  return timingSafeEqual(left as Buffer, right as Buffer);
}
