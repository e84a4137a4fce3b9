import { randomBytes } from 'node:crypto';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { hash, hashSync, verify } from '@node-rs/argon2';
import { hashSync as bcryptSync, verify as verifyBcrypt } from '@node-rs/bcrypt';
import { isBcrypt, passesForImported } from '../domain/password-hash.ts';
import type { PasswordHasher } from '../usecase/ports.ts';

/** HasherOptions: the cost of one hash, how many run at once, and how many may wait. */
export interface HasherOptions {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly concurrency: number;
  readonly queue: number;
  /** While accounts still have bcrypt hashes: how many of all, 0 to 1, and of what cost. */
  readonly bcrypt?: { readonly share: number; readonly cost: number };
}

/** Algorithm.Argon2id; the package's const enum cannot be imported under isolatedModules. */
const argon2id = 2;

/**
 * createArgon2Hasher hashes with argon2id, p=1, in a bounded queue. Fails with AUTH.BUSY when it is full. It also
 * verifies bcrypt hashes that came from elsewhere; they are outdated, so that a sign-in replaces them.
 */
export function createArgon2Hasher({
  memoryKiB,
  iterations,
  concurrency,
  queue,
  bcrypt,
}: HasherOptions): PasswordHasher {
  const cost = { algorithm: argon2id, memoryCost: memoryKiB, timeCost: iterations, parallelism: 1 };
  const bounded = createBoundedQueue(concurrency, queue);
  const decoy = hashSync(randomBytes(24).toString('base64'), cost);
  const slowDecoy = bcrypt && bcrypt.share > 0 ? bcryptSync(randomBytes(24), bcrypt.cost) : decoy;
  /** Accounts that do not exist take as long as if as many of them had bcrypt hashes as of those that do. */
  const decoyFor = (account: string) => (passesForImported(account, bcrypt?.share ?? 0) ? slowDecoy : decoy);
  const settings = `$argon2id$v=19$m=${memoryKiB},t=${iterations},p=1$`;
  return {
    hash: password => bounded(() => hash(password, cost)),
    verify: async (known, password, account = '') => {
      // Imported without one: as if there were no account.
      const hashed = known || decoyFor(account);
      const right = await bounded(() =>
        isBcrypt(hashed) ? verifyBcrypt(password, hashed) : verify(hashed, password),
      );
      return hashed === known && right;
    },
    isOutdated: known => !known.startsWith(settings),
  };
}

function createBoundedQueue(concurrency: number, maximum: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= concurrency) {
      if (waiting.length >= maximum) {
        throw new AppError(
          'unavailable',
          'AUTH.BUSY',
          'Too many people sign in at this moment. Try again shortly.',
          {
            retryAfterSeconds: 2,
          },
        );
      }
      // Whoever ends hands its place over, so `running` stays as it is.
      await new Promise<void>(resolve => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
