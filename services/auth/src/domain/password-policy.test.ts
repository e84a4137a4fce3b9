import { requireStrongPassword } from './password-policy.ts';

const email = 'Grace.Hopper@example.com';

test.each(['correct horse battery staple', 'xK9!pqLm', 'päßwörter-2', '12345679a', '🐎🔋📎🧷🐴🪫🖇️🧵'])(
  '%s is strong enough',
  password => {
    expect(() => requireStrongPassword(password, email)).not.toThrow();
  },
);

test.each([
  ['short1!', 'at least 8'],
  ['x'.repeat(300), 'at most 256'],
  ['Password123', 'most used'],
  ['aaaaaaaa', 'too few'],
  ['abababab', 'too few'],
  ['grace.hopper@EXAMPLE.com', 'e-mail'],
  ['Grace.Hopper', 'e-mail'],
  ['23456789', 'sequence'],
  ['hgfedcba', 'sequence'],
])('%s is weak: %s', (password, reason) => {
  expect(() => requireStrongPassword(password, email)).toThrow(
    expect.objectContaining({ code: 'AUTH.WEAK_PASSWORD', message: expect.stringContaining(reason) }),
  );
});
