import { hashProblem, isBcrypt, passesForImported } from './password-hash.ts';

const bcrypt = '$2b$10$B5zdPzgoKcZVZfCx2KaWKOkGdobivmGrVhCa964qMSjJzPRzsqB6C';
const argon = (settings: string, kind = 'id') =>
  `$argon2${kind}$v=19$${settings}$c29tZXNhbHRzb21lc2FsdA$${'A'.repeat(43)}`;

test.each([
  bcrypt,
  bcrypt.replace('2b', '2a'),
  bcrypt.replace('2b', '2y'),
  argon('m=65536,t=3,p=4'),
  argon('m=4096,t=3,p=1', 'i'),
])('a hash from elsewhere is taken: %s', hash => {
  expect(hashProblem(hash)).toBeUndefined();
});

test.each([
  ['', 'must be'],
  ['5f4dcc3b5aa765d61d8327deb882cf99', 'must be'],
  ['$6$rounds=5000$salt$hash', 'must be'],
  ['$argon2id$v=16$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA', 'must be'],
  [bcrypt.slice(0, -1), 'must be'],
  [`${bcrypt}\n`, 'must be'],
  [bcrypt.replace('$10$', '$31$'), 'cost of 4 to 15'],
  [bcrypt.replace('$10$', '$03$'), 'cost of 4 to 15'],
  [argon('m=4194304,t=3,p=1'), 'at most'],
  [argon('m=65536,t=9999,p=1'), 'at most'],
  [argon('m=65536,t=3,p=255'), 'at most'],
])('%s is refused: nobody could sign in, or one sign-in would cost too much', (hash, why) => {
  expect(hashProblem(hash)).toContain(why);
});

test('bcrypt is told from argon2', () => {
  expect([isBcrypt(bcrypt), isBcrypt(argon('m=1,t=1,p=1')), isBcrypt('')]).toEqual([true, false, false]);
});

test('accounts that do not exist pass for imported ones in the share that was asked for, each always alike', () => {
  const accounts = Array.from({ length: 4_000 }, (_, n) => `account:${n}`);
  const slow = (share: number) => accounts.filter(account => passesForImported(account, share));
  expect(slow(0)).toEqual([]);
  expect(slow(1)).toEqual(accounts);
  expect(slow(0.3).length / accounts.length).toBeCloseTo(0.3, 1);
  expect(slow(0.3)).toEqual(slow(0.3));
});
