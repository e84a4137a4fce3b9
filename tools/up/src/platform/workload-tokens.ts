import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds that a token counts; every start of a platform makes new ones, and forgets the key of the old. */
const life = 365 * 86_400;

/** Workload is somebody who asks Sentry for certificates. */
export interface Workload {
  /** App-id. */
  id: string;
  /** `spiffe://<trust domain>/ns/<namespace>/<id>`, the name that its certificates will carry. */
  spiffeId: string;
}

/**
 * issueWorkloadTokens writes a token for each workload, with which it proves its name to Sentry, and `jwks.json`, by
 * which Sentry checks them. On one machine nothing else would prove anything: without such tokens Sentry gives
 * anybody who can connect a certificate of any name. The signing key is not kept. Answers the files by id.
 */
export function issueWorkloadTokens(
  directory: string,
  sentrySpiffeId: string,
  workloads: readonly Workload[],
  now = Date.now(),
): Record<string, string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('base64url');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(now / 1000);

  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string): string => {
    const file = join(directory, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  write(
    'jwks.json',
    JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' }] }),
  );
  return Object.fromEntries(
    workloads.map(({ id, spiffeId }) => {
      const claims = { sub: spiffeId, aud: sentrySpiffeId, iat: seconds, exp: seconds + life };
      const text = `${part({ alg: 'EdDSA', typ: 'JWT', kid })}.${part(claims)}`;
      const signature = sign(null, Buffer.from(text), privateKey).toString('base64url');
      return [id, write(`${id}.jwt`, `${text}.${signature}`)];
    }),
  );
}
