import { createHash, randomBytes } from 'node:crypto';
import { encodeValue } from '../uri-template.ts';

const algorithms = {
  'sha-512-256': 'sha512-256',
  'sha-256': 'sha256',
  md5: 'md5',
} as const;

/** DigestAttempt is what an answer to a challenge depends on. */
export interface DigestAttempt {
  username: string;
  password: string;
  method: string;
  url: URL;
  /** For tests; else random. */
  cnonce?: string;
}

/**
 * answerDigest gives the parameter of `Authorization: Digest` for the strongest challenge in `WWW-Authenticate`
 * (RFC 7616, `qop=auth`), or undefined when there is none that it can answer.
 */
export function answerDigest(header: string, attempt: DigestAttempt): string | undefined {
  const offers = challengesIn(header)
    .filter(({ scheme }) => scheme === 'digest')
    .map(({ parameters }) => ({ parameters, ...algorithmOf(parameters) }))
    .filter(
      ({ rank, parameters }) => rank >= 0 && parameters['nonce'] !== undefined && answerable(parameters),
    )
    .sort((left, right) => left.rank - right.rank);
  const [offer] = offers;
  return offer && answer(offer.parameters, offer, attempt);
}

interface Algorithm {
  rank: number;
  hash: string;
  session: boolean;
}

function algorithmOf(parameters: Record<string, string>): Algorithm {
  const name = (parameters['algorithm'] ?? 'MD5').toLowerCase();
  const plain = name.replace(/-sess$/, '');
  const rank = Object.keys(algorithms).indexOf(plain);
  return { rank, hash: algorithms[plain as keyof typeof algorithms], session: plain !== name };
}

function answerable({ qop }: Record<string, string>): boolean {
  return qop === undefined || qop.split(',').some(option => option.trim().toLowerCase() === 'auth');
}

function answer(
  parameters: Record<string, string>,
  { hash, session }: Algorithm,
  { username, password, method, url, cnonce = randomBytes(16).toString('hex') }: DigestAttempt,
): string {
  const digest = (text: string) => createHash(hash).update(text).digest('hex');
  const { realm = '', nonce = '', opaque, qop } = parameters;
  const uri = url.pathname + url.search;
  const count = '00000001';
  const own = digest(`${username}:${realm}:${password}`);
  const first = session ? digest(`${own}:${nonce}:${cnonce}`) : own;
  const second = digest(`${method}:${uri}`);
  const middle = qop === undefined ? nonce : `${nonce}:${count}:${cnonce}:auth`;
  const ascii = /^[\x20-\x7e]*$/.test(username);
  return [
    ascii ? `username=${quoted(username)}` : `username*=UTF-8''${encodeValue(username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    ...(parameters['algorithm'] === undefined ? [] : [`algorithm=${parameters['algorithm']}`]),
    ...(qop === undefined ? [] : [`qop=auth`, `nc=${count}`, `cnonce=${quoted(cnonce)}`]),
    ...(session && qop === undefined ? [`cnonce=${quoted(cnonce)}`] : []),
    `response=${quoted(digest(`${first}:${middle}:${second}`))}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

interface Challenge {
  scheme: string;
  parameters: Record<string, string>;
}

/** A scheme is a word that no `=` follows; what has one belongs to the scheme before it. */
function challengesIn(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  const parts = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([A-Za-z][\w-]*)/g;
  for (const [, name, text, token, scheme] of header.matchAll(parts)) {
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
    const current = challenges.at(-1);
    if (name !== undefined && current)
      current.parameters[name.toLowerCase()] = text?.replace(/\\(.)/g, '$1') ?? token ?? '';
  }
  return challenges;
}
