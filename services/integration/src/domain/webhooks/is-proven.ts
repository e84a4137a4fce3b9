import { createHmac } from 'node:crypto';
import { fillString, pick } from '../template.ts';
import type { WebhookSignature } from '../webhook-rule.ts';
import { isSignedByEcKey, isSignedByEdKey } from './public-keys.ts';
import { isRecent } from './recent.ts';
import { isSignedByAdapter } from './signature-adapters.ts';
import { isSignedAsJwt } from './signed-jwt.ts';
import { isSignedStandardly } from './standard-webhooks.ts';
import { parsedBody, queryOf, sameText, type WebhookMessage } from './webhook-message.ts';

type Signed = Extract<WebhookSignature, { type: 'hmac' | 'ed25519' | 'ecdsa' }>;

/** Proof is what a message has to prove itself by. */
interface Proof {
  signatures: readonly string[];
  timestamp: string;
}

/** Signatures of one message that are tried. */
const mostSignatures = 10;

/** isProven tells whether one of the secrets proves that a message is its provider's, and of now. */
export function isProven(
  rule: WebhookSignature,
  message: WebhookMessage,
  secrets: readonly string[],
  now: Date,
): boolean {
  switch (rule.type) {
    case 'hmac':
    case 'ed25519':
    case 'ecdsa':
      return isSigned(rule, message, secrets, now);
    case 'jwt':
      return isSignedAsJwt(rule, message, secrets, now);
    case 'token': {
      const given = tokenOf(rule, message);
      return given !== '' && secrets.filter(secret => sameText(secret, given)).length > 0;
    }
    case 'basic': {
      const given = message.headers['authorization'] ?? '';
      const right = secrets.map(secret => `Basic ${Buffer.from(secret).toString('base64')}`);
      return right.filter(each => sameText(each, given)).length > 0;
    }
    case 'standardWebhooks':
      return isSignedStandardly(message, secrets, now);
    case 'adapter':
      return isSignedByAdapter(rule.name, message, secrets, now);
  }
}

/** claimsProof tells whether a message carries what may be a proof, good or bad. */
export function claimsProof(rule: WebhookSignature, message: WebhookMessage): boolean {
  switch (rule.type) {
    case 'hmac':
    case 'ed25519':
    case 'ecdsa':
    case 'jwt':
      return message.headers[rule.header] !== undefined;
    case 'token':
      return tokenOf(rule, message) !== '';
    case 'basic':
      return message.headers['authorization'] !== undefined;
    default:
      return true;
  }
}

function tokenOf(rule: Extract<WebhookSignature, { type: 'token' }>, message: WebhookMessage): string {
  const { header, query, body } = rule;
  const held = body === undefined ? queryOf(message)[query ?? ''] : pick(parsedBody(message), body);
  const given = header === undefined ? held : message.headers[header];
  return typeof given === 'string' && given.startsWith(rule.prefix) ? given.slice(rule.prefix.length) : '';
}

function isSigned(rule: Signed, message: WebhookMessage, secrets: readonly string[], now: Date): boolean {
  const { signatures, timestamp } = proofOf(rule, message);
  if (rule.timestamp && !isRecent(timestamp, rule.timestamp, now)) return false;
  const given = signatures.slice(0, mostSignatures);
  return secrets.some(secret => {
    const payload = signedBytes(rule.payload, message, { timestamp, secret });
    if (rule.type !== 'hmac') {
      const isSignedByKey = rule.type === 'ed25519' ? isSignedByEdKey : isSignedByEcKey;
      return given.some(each => isSignedByKey(payload, secret, bytesOf(each, rule)));
    }
    const key = keyOf(secret, rule);
    if (key.length === 0) return false;
    const right = createHmac(rule.algorithm, key).update(payload).digest();
    return given.some(each => sameText(bytesOf(each, rule).toString('hex'), right.toString('hex')));
  });
}

function proofOf(rule: Signed, { headers }: WebhookMessage): Proof {
  const header = headers[rule.header] ?? '';
  const stamp = rule.timestamp?.header === undefined ? '' : (headers[rule.timestamp.header] ?? '');
  if (!rule.list) {
    const own = header.startsWith(rule.prefix) ? [header.slice(rule.prefix.length)] : [];
    return { signatures: own, timestamp: stamp };
  }
  const parts = header.split(rule.list.separator).map(part => {
    const [name = '', ...value] = part.trim().split('=');
    return { name, value: value.join('=') };
  });
  const named = (name: string) => parts.filter(part => part.name === name).map(({ value }) => value);
  const listed = rule.list.timestamp === undefined ? stamp : (named(rule.list.timestamp)[0] ?? '');
  const signatures = named(rule.list.signature)
    .filter(value => value.startsWith(rule.prefix))
    .map(value => value.slice(rule.prefix.length));
  return { signatures, timestamp: listed };
}

/** The body goes in byte for byte, whatever it is. */
function signedBytes(
  payload: string,
  { method, url, headers, body }: WebhookMessage,
  own: { timestamp: string; secret: string },
): Buffer {
  const scope = { ...own, method, url, header: headers };
  const texts = payload.split(/\$\{\s*body\s*\}/).map(text => Buffer.from(fillString(text, scope)));
  return Buffer.concat(texts.flatMap((text, index) => (index === 0 ? [text] : [body, text])));
}

/** Nothing for what is not written as it should be: Node reads past what it does not know. */
function bytesOf(text: string, { encoding }: { encoding: 'hex' | 'base64' }): Buffer {
  const form = encoding === 'hex' ? /^(?:[\da-f]{2})+$/i : /^[\w+/-]+={0,2}$/;
  return form.test(text) ? Buffer.from(text, encoding) : Buffer.alloc(0);
}

function keyOf(secret: string, { secretEncoding: encoding }: Signed): Buffer {
  return encoding === 'text' ? Buffer.from(secret) : bytesOf(secret, { encoding });
}
