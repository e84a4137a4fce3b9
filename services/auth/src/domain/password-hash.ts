import { createHash } from 'node:crypto';

const argon2 =
  /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,3})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{21,171}$/;
const bcrypt = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** Bounds of what one sign-in may cost, whoever made the hash. */
const most = { memoryKiB: 262_144, iterations: 16, parallelism: 16, bcryptCost: 15 } as const;

/** isBcrypt tells a bcrypt hash, as other systems made them. */
export function isBcrypt(hash: string): boolean {
  return bcrypt.test(hash);
}

/** hashProblem says why a hash from elsewhere cannot be taken; undefined where it can. */
export function hashProblem(hash: string): string | undefined {
  const [, cost] = bcrypt.exec(hash) ?? [];
  if (cost !== undefined)
    return Number(cost) >= 4 && Number(cost) <= most.bcryptCost
      ? undefined
      : `must have a bcrypt cost of 4 to ${most.bcryptCost}`;
  const [, memory, iterations, parallelism] = argon2.exec(hash) ?? [];
  if (memory === undefined)
    return 'must be an argon2 hash in PHC form ($argon2id$v=19$…) or a bcrypt hash ($2b$…)';
  const fits =
    Number(memory) <= most.memoryKiB &&
    Number(iterations) <= most.iterations &&
    Number(parallelism) <= most.parallelism;
  return fits
    ? undefined
    : `must cost at most m=${most.memoryKiB},t=${most.iterations},p=${most.parallelism}`;
}

/**
 * passesForImported tells whether an account that does not exist is to take as long as one with a bcrypt hash: always
 * the same for one account, and for a share of all, so that the time of an answer tells nobody which accounts exist.
 */
export function passesForImported(account: string, share: number): boolean {
  return createHash('sha256').update(account).digest().readUInt32BE() / 2 ** 32 < share;
}
