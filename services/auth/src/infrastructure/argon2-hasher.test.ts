import { hashSync } from '@node-rs/bcrypt';
import { codeOf } from '../../test/test-auth.ts';
import { createArgon2Hasher } from './argon2-hasher.ts';

const options = { memoryKiB: 19_456, iterations: 2, concurrency: 1, queue: 2 };

test('a hash is argon2id of the wanted cost and verifies its own password only', async () => {
  const hasher = createArgon2Hasher(options);
  const hash = await hasher.hash('päßwort');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.verify(hash, 'päßwort')).toBe(true);
  expect(await hasher.verify(hash, 'passwort')).toBe(false);
  expect(await hasher.hash('päßwort')).not.toBe(hash);
});

test('without a hash it works too, and answers false', async () => {
  const hasher = createArgon2Hasher(options);
  expect(await hasher.verify(undefined, 'anything')).toBe(false);
});

test('a hash of other settings is outdated', async () => {
  const hash = await createArgon2Hasher(options).hash('x');
  expect(createArgon2Hasher(options).isOutdated(hash)).toBe(false);
  expect(createArgon2Hasher({ ...options, iterations: 3 }).isOutdated(hash)).toBe(true);
});

test('a bcrypt hash from elsewhere verifies, whatever wrote it, and is outdated', async () => {
  const hasher = createArgon2Hasher(options);
  const hash = hashSync('päßwort', 4);
  for (const prefix of ['$2a$', '$2b$', '$2y$']) {
    const other = hash.replace('$2b$', prefix);
    expect(await hasher.verify(other, 'päßwort')).toBe(true);
    expect(await hasher.verify(other, 'passwort')).toBe(false);
    expect(hasher.isOutdated(other)).toBe(true);
  }
});

test('an account that was imported without a hash is as one that does not exist', async () => {
  expect(await createArgon2Hasher(options).verify('', '')).toBe(false);
});

test('an account that does not exist answers false, whichever hash it passes for', async () => {
  const hasher = createArgon2Hasher({ ...options, bcrypt: { share: 0.5, cost: 4 } });
  for (const account of ['a', 'b', 'c', 'd', 'e', 'f'])
    expect(await hasher.verify(undefined, 'guess', account)).toBe(false);
});

test('a full queue refuses at once, and takes work again when it has drained', async () => {
  const hasher = createArgon2Hasher(options);
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(hasher.hash('x').then(() => 'done'))),
  );
  expect(codes.filter(code => code === 'AUTH.BUSY')).toHaveLength(2);
  expect(await hasher.hash('x')).toMatch(/^\$argon2id/);
});

test('work that fails gives its place back', async () => {
  const hasher = createArgon2Hasher(options);
  for (let i = 0; i < 5; i += 1) await expect(hasher.verify('not a hash', 'x')).rejects.toThrow();
  expect(await hasher.hash('x')).toMatch(/^\$argon2id/);
});
