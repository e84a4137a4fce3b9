import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Hook, isTokenOf } from './hook.ts';

/** HookMessage is what somebody sent to a hook, with what is to prove that they may; what is empty was not sent. */
export interface HookMessage {
  token: string;
  /** `webhook-id`. */
  id: string;
  /** `webhook-timestamp`, seconds since 1970. */
  timestamp: string;
  /** `webhook-signature`, as `v1,<base64>`; several, with spaces between. */
  signature: string;
  contentType: string;
  body: Buffer;
}

/** ProofRules is what proofs are judged by. */
export interface ProofRules {
  now: Date;
  /** Largest difference between the message's time and ours. */
  toleranceMs: number;
  /** The hook's signing secrets that are good now. */
  secrets: readonly string[];
}

/** isProven tells whether a message has a good token of the hook, or a good signature of it. */
export function isProven(hook: Hook, message: HookMessage, rules: ProofRules): boolean {
  if (message.token !== '' && isTokenOf(hook, message.token, rules.now)) return true;
  return isSigned(message, rules);
}

/** isSigned checks a signature by Standard Webhooks. */
export function isSigned(message: HookMessage, { now, toleranceMs, secrets }: ProofRules): boolean {
  const { id, timestamp, signature, body } = message;
  if (!isMessageId(id) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > toleranceMs) return false;
  const given = signature
    .split(' ')
    .slice(0, 10)
    .filter(each => each.startsWith('v1,'))
    .map(each => Buffer.from(each.slice(3), 'base64'));
  return secrets.some(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some(each => each.length === right.length && timingSafeEqual(each, right));
  });
}

/** isMessageId tells a `webhook-id` by which repetitions are known. */
export function isMessageId(id: string): boolean {
  return /^[\x21-\x7e]{1,256}$/.test(id);
}
