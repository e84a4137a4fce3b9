import { cleanEmail, emailKey } from './email.ts';

test.each(['ada@example.com', 'Ada.L+x@sub.example.co', 'jürgen@exämple.de', "o'hara@example.com"])(
  '%s is an e-mail address',
  email => {
    expect(cleanEmail(`  ${email} `)).toBe(email.normalize('NFKC'));
  },
);

test.each([
  '',
  'ada',
  'ada@',
  '@example.com',
  'ada@localhost',
  'a b@example.com',
  'a@b@example.com',
  'a\u0000@example.com',
  'a\u200bda@example.com',
  `${'a'.repeat(250)}@example.com`,
  'Ada <ada@example.com>',
])('%j is none', email => {
  expect(() => cleanEmail(email)).toThrow('not valid');
});

test('addresses are one regardless of case and of how the letters are composed', () => {
  expect(emailKey('ADA@Example.COM')).toBe(emailKey('ada@example.com'));
  expect(emailKey('jürgen@example.com')).toBe(emailKey('ju\u0308rgen@example.com'));
  expect(emailKey('a.d@example.com')).not.toBe(emailKey('ad@example.com'));
});
