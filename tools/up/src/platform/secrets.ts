import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';

/** Secrets is the flat file behind the local secret store: a value that is JSON is a string of it. */
export type Secrets = Record<string, string>;

/** secretsFile is where the secrets of a platform lie. */
export function secretsFile(state: string): string {
  return join(state, 'secrets.json');
}

/**
 * ensureSecrets reads the secrets and generates those that are absent, so that no secret has a default
 * and none ever changes by itself. Returns them all. Every app that signs internal tokens has a key of its own.
 */
export function ensureSecrets(state: string, moreIssuers: readonly string[] = []): Secrets {
  const file = secretsFile(state);
  const secrets = existsSync(file) ? read(file) : {};
  const keys = moreIssuers.map(app => [`${app}${internalKey}`, signingKey] as const);
  const missing = [...Object.entries(generators), ...keys].filter(([name]) => !(name in secrets));
  for (const [name, generate] of missing) secrets[name] = generate();
  // The public halves always follow from the private ones.
  const issuers = Object.keys(secrets).filter(name => name.endsWith(internalKey));
  secrets['internal-jwks'] = JSON.stringify(
    Object.fromEntries(
      issuers.map(name => [name.slice(0, -internalKey.length), { keys: [publicHalf(secrets[name] ?? '')] }]),
    ),
  );
  write(file, secrets);
  return secrets;
}

/** How the names of the keys end that internal tokens are signed with. */
const internalKey = '-internal-key';

/** setSecrets adds or replaces some secrets. */
export function setSecrets(state: string, values: Secrets): void {
  write(secretsFile(state), { ...read(secretsFile(state)), ...values });
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
  'integration-wrapping-keys': wrappingKeys,
  'notification-wrapping-keys': wrappingKeys,
  'consent-receipt-key': signingKey,
  'provider-sandbox': () => JSON.stringify({ clientId: 'neighbourhood', clientSecret: randomSecret() }),
};

/** A private Ed25519 JWK with a key id of its own. */
function signingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('base64url');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
}

function publicHalf(privateJwk: string): unknown {
  const { d: _, ...rest } = JSON.parse(privateJwk) as Record<string, unknown>;
  return rest;
}

/** AES-256 keys by id, of which `current` encrypts. */
function wrappingKeys(): string {
  const id = randomBytes(4).toString('hex');
  return JSON.stringify({ current: id, keys: { [id]: randomBytes(32).toString('base64') } });
}

function read(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (cause) {
    throw new Failure(
      `${file} is not JSON: ${(cause as Error).message}. It holds keys that data depends on: repair it`,
      {
        cause,
      },
    );
  }
}

function write(file: string, secrets: Secrets): void {
  mkdirSync(join(file, '..'), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(part, file);
}
