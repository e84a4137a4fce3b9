import { randomBytes } from 'node:crypto';
import { newHookSecret } from './hook.ts';

const longest = 1_000;
const controls = /[\p{Cc}\p{Cs}]/u;

/** newProviderSecret makes a secret for webhooks proven like that; undefined where only the provider can tell it. */
export function newProviderSecret(signature: string): string | undefined {
  if (signature === 'ed25519' || signature === 'ecdsa') return undefined;
  if (signature === 'standardWebhooks') return newHookSecret();
  const random = randomBytes(32).toString('hex');
  return signature === 'basic' ? `hook:${random}` : random;
}

/** secretProblem tells what is wrong with a secret for webhooks that are proven like that. */
export function secretProblem(signature: string, secret: string): string | undefined {
  if (secret === '') return 'is needed: the provider tells it';
  if (secret.length > longest || controls.test(secret))
    return `must have at most ${longest} characters, none of control`;
  if (signature === 'ed25519' && !/^[\da-f]{64}$/i.test(secret))
    return 'must be a public key of Ed25519, 64 hexadecimal digits';
  if (signature === 'ecdsa' && !/^[A-Za-z\d+/]{100,200}={0,2}$/.test(secret))
    return 'must be a public key of ECDSA, as one line of base64';
  if (signature === 'basic' && !secret.includes(':'))
    return 'must be a name and a password, with a colon between';
  if (signature === 'standardWebhooks' && !/^(?:whsec_)?[\w+/-]{16,}={0,2}$/.test(secret))
    return 'must be a secret of Standard Webhooks, whsec_ and base64';
  return undefined;
}
