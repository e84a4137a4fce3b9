import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../process/failure.ts';

/** Secrets is the flat file behind the local secret store: a value that is JSON is a string of it. */
export type Secrets = Record<string, string>;

/** secretsFile is where the secrets of a platform lie. */
export function secretsFile(state: string): string {
  return join(state, 'secrets.json');
}

/**
 * completed adds those that are absent, generated, so that no secret has a default and none ever changes by itself.
 * Every app that signs internal tokens has a key of its own.
 */
export function completed(known: Readonly<Secrets>, moreIssuers: readonly string[] = []): Secrets {
  const secrets = { ...known };
  const keys = moreIssuers.map(app => [`${app}${internalKey}`, signingKey] as const);
  const missing = [...Object.entries(generators), ...keys].filter(([name]) => !(name in secrets));
  for (const [name, generate] of missing) secrets[name] = generate();
  secrets['internal-jwks'] = internalJwks(secrets);
  return secrets;
}

/** internalJwks are the public halves of all keys that internal tokens are signed with: they follow from those. */
export function internalJwks(secrets: Readonly<Secrets>): string {
  const issuers = Object.entries(secrets).filter(([name]) => name.endsWith(internalKey));
  return JSON.stringify(
    Object.fromEntries(
      issuers.map(([name, value]) => [
        name.slice(0, -internalKey.length),
        { keys: keysOf(value, name).map(publicHalf) },
      ]),
    ),
  );
}

/** ensureSecrets completes the file. */
export function ensureSecrets(state: string, moreIssuers: readonly string[] = []): Secrets {
  const secrets = completed(readSecretsFile(state), moreIssuers);
  writeSecretsFile(state, secrets);
  return secrets;
}

/** How the names of the keys end that internal tokens are signed with. */
const internalKey = '-internal-key';

/** setSecrets adds or replaces some secrets of the file. */
export function setSecrets(state: string, values: Secrets): void {
  writeSecretsFile(state, { ...readSecretsFile(state), ...values });
}

/** randomSecret has 256 bits, in characters that need no escaping anywhere. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

const generators: Record<string, () => string> = {
  'redis-password': randomSecret,
  'rabbitmq-password': randomSecret,
  'kafka-password': randomSecret,
  'auth-signing-keys': () => JSON.stringify({ keys: [JSON.parse(signingKey()) as unknown] }),
  'auth-key-pepper': randomSecret,
  'gateway-internal-key': signingKey,
  'gateway-idempotency-key': wrappingKeys,
  'workflow-internal-key': signingKey,
  'workflow-secrets': () => '{}',
  'workflow-wrapping-keys': wrappingKeys,
  'integration-wrapping-keys': wrappingKeys,
  'notification-wrapping-keys': wrappingKeys,
  'consent-receipt-key': signingKey,
  'provider-sandbox': () => JSON.stringify({ clientId: 'neighbourhood', clientSecret: randomSecret() }),
};

/** A private Ed25519 JWK with a key id of its own. */
function signingKey(): string {
  return JSON.stringify(newSigningKey());
}

/** newSigningKey makes a private Ed25519 JWK with a key id of its own, and says when (`iat`, in seconds). */
export function newSigningKey(iat = Date.now() / 1000): Jwk {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('base64url');
  return { ...privateKey.export({ format: 'jwk' }), kid, iat, alg: 'EdDSA', use: 'sig' };
}

/** Jwk is a key as the secrets have it. */
export type Jwk = Readonly<Record<string, unknown>>;

/** keysOf reads a secret of signing keys: one private JWK, or a set of them. A Failure names it, and quotes nothing. */
export function keysOf(secret: string, name = 'the secret'): readonly Jwk[] {
  let value: Jwk | { keys: readonly Jwk[] };
  try {
    value = JSON.parse(secret) as typeof value;
  } catch {
    throw new Failure(`${name} is not JSON with signing keys. Data depend on it: repair it`);
  }
  return Array.isArray(value['keys']) ? (value['keys'] as readonly Jwk[]) : [value];
}

function publicHalf({ d: _, ...rest }: Jwk): unknown {
  return rest;
}

/** AES-256 keys by id, of which `current` encrypts. */
function wrappingKeys(): string {
  const [id, key] = newWrappingKey();
  return JSON.stringify({ current: id, keys: { [id]: key } });
}

/** newWrappingKey makes an AES-256 key, in base64, and an id for it that says when: 20261122T193900123Z-a1b2c3d4. */
export function newWrappingKey(at = new Date()): [id: string, key: string] {
  const stamp = at.toISOString().replaceAll(/[-:.]/g, '');
  return [`${stamp}-${randomBytes(4).toString('hex')}`, randomBytes(32).toString('base64')];
}

/** readSecretsFile reads the file of a platform; without one there are none. */
export function readSecretsFile(state: string): Secrets {
  const file = secretsFile(state);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch {
    // The parser's own message quotes the text.
    throw new Failure(`${file} is not JSON. It holds keys that data depends on: repair it`);
  }
}

/** writeSecretsFile replaces the file in one step; only its owner can read it. */
export function writeSecretsFile(state: string, secrets: Readonly<Secrets>): void {
  writePrivately(secretsFile(state), JSON.stringify(secrets, undefined, 2));
}

/** writePrivately replaces a file in one step by one that only its owner can read. */
export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(part, file);
}
