import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSecrets, secretsFile, setSecrets } from './secrets.ts';

describe('the local secrets', () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'up-'));
  });
  afterEach(() => {
    rmSync(state, { recursive: true });
  });

  test('are readable by their owner only', () => {
    ensureSecrets(state);
    expect(statSync(secretsFile(state)).mode & 0o777).toBe(0o600);
  });

  test('stay as they are at later starts, what a developer added too', () => {
    const first = ensureSecrets(state);
    setSecrets(state, { 'provider-github': '{}', 'auth-database': 'postgresql://x' });
    expect(ensureSecrets(state)).toEqual({
      ...first,
      'provider-github': '{}',
      'auth-database': 'postgresql://x',
    });
  });

  test('are different for every platform', () => {
    const other = mkdtempSync(join(tmpdir(), 'up-'));
    const [one, two] = [ensureSecrets(state), ensureSecrets(other)];
    rmSync(other, { recursive: true });
    // What workspaces put there themselves is nothing at first.
    expect(Object.keys(one).filter(name => one[name] === two[name])).toEqual(['workflow-secrets']);
  });

  test('publish under each issuer the key that verifies what it signs, and no private part', () => {
    const secrets = ensureSecrets(state);
    const published = JSON.parse(secrets['internal-jwks'] ?? '') as Record<
      string,
      { keys: Record<string, string>[] }
    >;
    for (const issuer of ['gateway', 'workflow']) {
      const privateJwk = JSON.parse(secrets[`${issuer}-internal-key`] ?? '') as Record<string, string>;
      const [publicJwk] = published[issuer]?.keys ?? [];
      const signature = sign(null, Buffer.from('x'), createPrivateKey({ key: privateJwk, format: 'jwk' }));
      const key = createPublicKey({ key: publicJwk ?? {}, format: 'jwk' });
      expect(verify(null, Buffer.from('x'), key, signature)).toBe(true);
      expect(publicJwk).not.toHaveProperty('d');
      expect(publicJwk?.['kid']).toBe(privateJwk['kid']);
    }
  });

  test('are not replaced when the file is broken: data depends on them', () => {
    writeFileSync(secretsFile(state), '{');
    expect(() => ensureSecrets(state)).toThrow(/secrets\.json is not JSON/);
    writeFileSync(secretsFile(state), '{"gateway-internal-key": "topsecret"}');
    expect(() => ensureSecrets(state)).toThrow(
      /^gateway-internal-key is not JSON with signing keys\. (?!.*topsecret)/,
    );
  });
});
