import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueWorkloadTokens } from './workload-tokens.ts';

const parent = mkdtempSync(join(tmpdir(), 'tokens-'));
const folder = join(parent, 'tokens');
afterAll(() => {
  rmSync(parent, { recursive: true });
});

const sentry = 'spiffe://neighbourhood.local/ns/default/dapr-sentry';
const workload = (id: string) => ({ id, spiffeId: `spiffe://public/ns/default/${id}` });
const issue = (...ids: string[]) => issueWorkloadTokens(folder, sentry, ids.map(workload), 1_700_000_000_000);

const publishedKey = () => {
  const { keys } = JSON.parse(readFileSync(join(folder, 'jwks.json'), 'utf8')) as { keys: JsonWebKey[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
  return createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
};

const decode = (part = ''): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

test('each workload gets a token with its own name, for Sentry, that its public key proves', () => {
  const files = issue('auth', 'consent');
  expect(Object.keys(files)).toEqual(['auth', 'consent']);
  const [head, body, signature = ''] = readFileSync(files['consent'] ?? '', 'utf8').split('.');
  expect(decode(body)).toEqual({
    sub: 'spiffe://public/ns/default/consent',
    aud: sentry,
    iat: 1_700_000_000,
    exp: 1_700_000_000 + 365 * 86_400,
  });
  const text = Buffer.from(`${head}.${body}`);
  expect(verify(null, text, publishedKey(), Buffer.from(signature, 'base64url'))).toBe(true);
});

test('nobody else can read them', () => {
  issue('auth');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a new start makes new ones: those of before prove nothing any more, and are gone', () => {
  const [head, body, signature = ''] = readFileSync(issue('auth', 'gone')['auth'] ?? '', 'utf8').split('.');
  issue('auth');
  expect(readdirSync(folder).sort()).toEqual(['auth.jwt', 'jwks.json']);
  const text = Buffer.from(`${head}.${body}`);
  expect(verify(null, text, publishedKey(), Buffer.from(signature, 'base64url'))).toBe(false);
});
