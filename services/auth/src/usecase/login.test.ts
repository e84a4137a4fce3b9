import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { codeOf, createTestAuth, password } from '../../test/test-auth.ts';

test('a user signs in with the address in any case, and the failures so far are forgotten', async () => {
  const auth = await createTestAuth();
  const { user } = await auth.register('ada@example.com');
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 4; i += 1)
      expect(await codeOf(auth.login('ada@example.com', 'wrong'))).toBe('AUTH.INVALID_CREDENTIALS');
    expect((await auth.login('ADA@example.com')).user.id).toBe(user.id);
  }
});

test('an account that does not exist answers, works, counts and locks like one that does', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  const attempts = async (email: string) => {
    const answers: unknown[] = [];
    for (let i = 0; i < 7; i += 1) {
      answers.push(
        await auth
          .login(email, 'wrong')
          .catch((error: unknown) =>
            isAppError(error) ? [error.kind, error.code, error.message, error.retryAfterSeconds] : error,
          ),
      );
    }
    return answers;
  };
  const known = await attempts('ada@example.com');
  const hashesOfKnown = auth.hasher.verified.splice(0).length;
  const unknown = await attempts('nobody@example.com');

  expect(unknown).toEqual(known);
  expect(auth.hasher.verified).toHaveLength(hashesOfKnown);
  expect(known.slice(0, 5)).toEqual(Array(5).fill(expect.arrayContaining(['AUTH.INVALID_CREDENTIALS'])));
  expect(known[5]).toEqual(['rateLimited', 'AUTH.LOCKED', expect.any(String), 900]);
});

test('a locked account refuses the right password too, until the lock ends', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  for (let i = 0; i < 5; i += 1) await codeOf(auth.login('ada@example.com', 'wrong'));
  expect(await codeOf(auth.login('ada@example.com'))).toBe('AUTH.LOCKED');
  auth.clock.advance(899_000);
  expect(await codeOf(auth.login('ada@example.com'))).toBe('AUTH.LOCKED');
  auth.clock.advance(1_000);
  expect((await auth.login('ada@example.com')).accessToken).toBeTruthy();
});

test('failures of a window that is over do not count', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  for (let i = 0; i < 4; i += 1) await codeOf(auth.login('ada@example.com', 'wrong'));
  auth.clock.advance(900_001);
  expect(await codeOf(auth.login('ada@example.com', 'wrong'))).toBe('AUTH.INVALID_CREDENTIALS');
  expect((await auth.login('ada@example.com')).accessToken).toBeTruthy();
});

test('a right guess among many at once is refused when the others lock the account first', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  const guesses = [...Array<string>(20).fill('wrong'), password];
  // The right one is verified last, as it would be in the queue of hashes.
  const slow = { ...auth.hasher, verify: async (hash: string | undefined, text: string) => {
    for (let i = 0; text === password && i < 200; i += 1) await Promise.resolve();
    return await auth.hasher.verify(hash, text);
  } }; // prettier-ignore
  const other = await createTestAuth({ store: auth.store, hasher: slow });
  const codes = await Promise.all(guesses.map(guess => codeOf(other.login('ada@example.com', guess))));
  expect(codes.at(-1)).toBe('AUTH.LOCKED');
});

test('many right sign-ins at once all succeed', async () => {
  const auth = await createTestAuth();
  await auth.register('ada@example.com');
  const answers = await Promise.all(Array.from({ length: 30 }, () => auth.login('ada@example.com')));
  expect(new Set(answers.map(answer => answer.refreshToken)).size).toBe(30);
});

test('one address has a limit over all accounts, another is free', async () => {
  const auth = await createTestAuth();
  for (let i = 0; i < 300; i += 1) await codeOf(auth.login(`user${i}@example.com`, 'wrong'));
  expect(await codeOf(auth.login('fresh@example.com', 'wrong'))).toBe('AUTH.LOCKED');
  const elsewhere = { address: '198.51.100.1', userAgent: '' };
  expect(await codeOf(auth.login('fresh@example.com', 'wrong', elsewhere))).toBe('AUTH.INVALID_CREDENTIALS');
});

test('a hash of weaker settings is renewed at sign-in', async () => {
  const auth = await createTestAuth();
  const { user } = await auth.register('ada@example.com');
  await auth.store.users.update({ ...user, passwordHash: `old:${password}` });
  await auth.login('ada@example.com');
  expect((await auth.store.users.findById(user.id))?.passwordHash).toBe(`new:${password}`);
});
