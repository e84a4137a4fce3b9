import { createPrivateKey, type KeyObject } from 'node:crypto';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { SignJWT } from 'jose';
import type { KeyPairAuth } from '../domain/provider-auth.ts';
import { fillString, type Scope } from '../domain/template.ts';

/** filledAssertion fills an entry's header and claims. */
export function filledAssertion(
  { header, claims }: KeyPairAuth,
  scope: Scope,
): Pick<KeyPairAuth, 'header' | 'claims'> {
  const filled = (templates: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, fillString(text, scope)]));
  return { header: filled(header), claims: filled(claims) };
}

/** signAssertion makes a JWT of a header and claims that were filled, signed by the end user's key. */
export async function signAssertion(
  { algorithm, header, claims, lifetimeSeconds }: KeyPairAuth,
  credentials: Readonly<Record<string, string>>,
  now: Date,
): Promise<{ jwt: string; expiresAt: Date }> {
  const issued = Math.floor(now.getTime() / 1_000);
  const expires = issued + lifetimeSeconds;
  const unsigned = new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', ...header, alg: algorithm })
    .setIssuedAt(issued)
    .setExpirationTime(expires);
  try {
    const jwt = await unsigned.sign(readKey(credentials['privateKey'] ?? ''));
    return { jwt, expiresAt: new Date(expires * 1_000) };
  } catch (cause) {
    const fields = [{ path: 'credentials.privateKey', message: `is no private key for ${algorithm} in PEM` }];
    throw new AppError('invalidArgument', 'CONNECTION.INVALID_CREDENTIALS', 'The key cannot sign.', {
      fields,
      cause,
    });
  }
}

/** Copied out of a JSON file, a key has `\n` in place of its lines. */
function readKey(pem: string): KeyObject {
  return createPrivateKey(pem.replaceAll('\\n', '\n').trim());
}
