import { isSecretName, redact, shownUri, withoutSecrets } from './secrets.ts';

test.each([
  'Authorization',
  'Proxy-Authorization',
  'Cookie',
  'X-Api-Key',
  'apikey',
  'api_key',
  'X-Auth-Token',
  'access_token',
  'client_secret',
  'password',
  'X-Amz-Signature',
  'sig',
])('%s is secret', name => {
  expect(isSecretName(name)).toBe(true);
});

test.each(['Accept', 'Content-Type', 'Idempotency-Key', 'X-Request-Id', 'monkey', 'page', 'design'])(
  '%s is not',
  name => {
    expect(isSecretName(name)).toBe(false);
  },
);

test('headers and URIs are shown without what is secret', () => {
  expect(withoutSecrets({ authorization: 'Bearer x', accept: 'a/b' })).toEqual({
    authorization: '***',
    accept: 'a/b',
  });
  expect(shownUri(new URL('https://a.example/?a=1&token=x&token=y'))).toBe(
    'https://a.example/?a=1&token=***',
  );
  expect(shownUri(new URL('https://a.example/?q=a%20b'))).toBe('https://a.example/?q=a%20b');
});

test('a text loses the secrets in it', () => {
  expect(redact('it is hush-hush, hush-hush', ['hush-hush', 'other'])).toBe('it is ***, ***');
  // One letter is no secret, and hiding it would leave nothing to read.
  expect(redact('aaaa', ['a', ''])).toBe('aaaa');
});
