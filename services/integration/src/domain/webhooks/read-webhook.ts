import { createHash, createHmac, randomUUID } from 'node:crypto';
import { fill, fillString, pick } from '../template.ts';
import type { WebhookChallenge, WebhookRule } from '../webhook-rule.ts';
import { claimsProof, isProven } from './is-proven.ts';
import { parsedBody, queryOf, sameText, type WebhookMessage } from './webhook-message.ts';

/** WebhookOutcome is what a message is; undefined in its place means that nothing proves it. */
export type WebhookOutcome =
  | { kind: 'event'; type: string; delivery: string; account: string }
  | { kind: 'answer'; contentType: string; body: string };

/** readWebhook judges a message by its provider's rule. */
export function readWebhook(
  rule: WebhookRule,
  message: WebhookMessage,
  secrets: readonly string[],
  now: Date,
): WebhookOutcome | undefined {
  const scope = { body: parsedBody(message), header: message.headers, query: queryOf(message) };
  const challenged = rule.challenge !== undefined && isChallenge(rule.challenge, message, scope);
  const proven = isProven(rule.signature, message, secrets, now);
  if (rule.challenge !== undefined && challenged) {
    const { proof } = rule.challenge;
    const isOpen = proof === undefined || (message.method === 'GET' && isToken(textAt(scope, proof)));
    const mayAnswer =
      proven || (isOpen && (!claimsProof(rule.signature, message) || message.method === 'GET'));
    return mayAnswer ? answerTo(rule.challenge, scope, secrets) : undefined;
  }
  if (!proven || message.method !== 'POST') return undefined;
  if (rule.challenge?.proof !== undefined && isToken(message.body.toString('utf8'))) return undefined;
  const own = (template: string | undefined) =>
    template === undefined ? '' : fillString(template, { ...scope, arrival: randomUUID() });
  const id = own(rule.id);
  return {
    kind: 'event',
    type: own(rule.event),
    delivery: id === '' ? createHash('sha256').update(message.body).digest('hex') : id,
    account: own(rule.account),
  };
}

interface Scope extends Readonly<Record<string, unknown>> {
  body: unknown;
  query: Readonly<Record<string, string>>;
}

function isChallenge(
  { method, query, when }: WebhookChallenge,
  message: WebhookMessage,
  scope: Scope,
): boolean {
  if (method !== message.method) return false;
  if (query !== undefined) return scope.query[query] !== undefined;
  return when !== undefined && matches(pick(scope.body, when.path), when.equals);
}

function matches(value: unknown, equals: string | undefined): boolean {
  return equals === undefined ? value !== undefined : String(value) === equals;
}

/** What may be signed for anybody, because no body of an event looks like it: those are JSON or forms of several fields. */
function isToken(text: string): boolean {
  return /^[\w=+/.-]{0,512}$/.test(text);
}

function textAt(scope: Scope, path: string): string {
  const value = pick(scope, path);
  return typeof value === 'string' ? value : '';
}

/** What is answered was asked for by whoever reads it: it tells nothing new, whoever that is. */
function answerTo(
  { query, verifyToken, proof, proofEncoding, answer }: WebhookChallenge,
  scope: Scope,
  secrets: readonly string[],
): WebhookOutcome | undefined {
  const given = verifyToken === undefined ? undefined : (scope.query[verifyToken] ?? '');
  if (given !== undefined && !secrets.some(secret => sameText(secret, given))) return undefined;
  const value =
    answer === undefined
      ? scope.query[query ?? '']
      : fill(answer, { ...scope, proof: proof && proofOf(textAt(scope, proof), secrets, proofEncoding) });
  if (typeof value === 'string')
    return { kind: 'answer', contentType: 'text/plain; charset=utf-8', body: value };
  return { kind: 'answer', contentType: 'application/json', body: JSON.stringify(value ?? null) };
}

/** By the newest secret: the one that was given to the provider last. */
function proofOf(text: string, [newest = '']: readonly string[], encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', newest).update(text).digest(encoding);
}
