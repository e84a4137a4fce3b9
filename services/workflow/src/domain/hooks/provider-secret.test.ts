import { newProviderSecret, secretProblem } from './provider-secret.ts';

const all = ['hmac', 'token', 'basic', 'standardWebhooks', 'adapter', 'jwt'];

it.each(all)('what is made for %s will do', signature => {
  const secret = newProviderSecret(signature);
  expect(secret).toBeDefined();
  expect(secretProblem(signature, secret!)).toBeUndefined();
  expect(newProviderSecret(signature)).not.toBe(secret);
});

it('a public key is the provider’s to tell', () => {
  const ecdsa = `MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${'A'.repeat(86)}==`;
  expect(newProviderSecret('ed25519')).toBeUndefined();
  expect(newProviderSecret('ecdsa')).toBeUndefined();
  expect(secretProblem('ed25519', 'a1'.repeat(32))).toBeUndefined();
  expect(secretProblem('ecdsa', ecdsa)).toBeUndefined();
});

it.each([
  ['hmac', ''],
  ['hmac', 'x'.repeat(1_001)],
  ['hmac', 'a\u0000b'],
  ['ed25519', 'a1'.repeat(31)],
  ['ed25519', 'zz'.repeat(32)],
  ['ecdsa', '-----BEGIN PUBLIC KEY-----'],
  ['basic', 'name'],
  ['standardWebhooks', 'whsec_'],
  ['standardWebhooks', 'plain text'],
])('for %s %j will not do', (signature, secret) => {
  expect(secretProblem(signature, secret)).toMatch(/./);
});
