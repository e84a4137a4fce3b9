import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../servers/certificates.ts';
import { forgetOldIssuer } from './issuer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const dayMs = 86_400_000;

test('an issuer with months to live stays', async () => {
  await createAuthority(folder, 'issuer', { name: 'sentry', days: 365 });
  expect(forgetOldIssuer(folder)).toBe(false);
  expect(existsSync(join(folder, 'issuer.key'))).toBe(true);
});

test('an issuer in its last month goes, its key and root with it', async () => {
  await createAuthority(folder, 'issuer', { name: 'sentry', days: 365 });
  expect(forgetOldIssuer(folder, Date.now() + 336 * dayMs)).toBe(true);
  expect(existsSync(folder)).toBe(false);
});

test('where there is none yet, nothing happens', () => {
  expect(forgetOldIssuer(join(folder, 'nowhere'))).toBe(false);
  expect(existsSync(folder)).toBe(true);
});
