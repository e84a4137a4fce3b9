import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { cleanEmail, emailKey } from '../domain/email.ts';
import { addressGroup, locked } from '../domain/lockout.ts';
import type { LockoutPolicy } from '../domain/lockout.ts';
import type { Store } from '../domain/repositories.ts';
import type { Client } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { requireGateway } from './gateway-only.ts';
import type { Clock, Digest, PasswordHasher, SignedIn } from './ports.ts';
import type { StartSession } from './start-session.ts';

/** LoginRequest is who claims to be whom. */
export interface LoginRequest {
  readonly email: string;
  readonly password: string;
  readonly client: Client;
}

/**
 * createLogin signs a user in. Accounts that do not exist take as long, count and lock as those that do.
 * Fails with AUTH.INVALID_CREDENTIALS, AUTH.LOCKED (with retry-after) or AUTH.BUSY.
 */
export function createLogin(deps: {
  store: Store;
  hasher: PasswordHasher;
  startSession: StartSession;
  policy: LockoutPolicy;
  digest: Digest;
  clock: Clock;
}) {
  const { store, hasher, startSession, policy, digest, clock } = deps;
  const { attempts } = store;

  async function countAddress(address: string): Promise<void> {
    if (address === '') return;
    const now = clock();
    const key = `address:${digest(addressGroup(address))}`;
    const tally = await attempts.add(key, now, { windowMs: policy.addressWindowMs });
    if (tally.count > policy.addressTries) throw locked(tally.windowEndsAt, now);
  }

  async function requireUnlocked(account: string): Promise<boolean> {
    const tally = await attempts.find(account);
    const now = clock();
    if (tally?.lockedUntil !== undefined && tally.lockedUntil > now) throw locked(tally.lockedUntil, now);
    return tally !== undefined;
  }

  async function refuse(account: string): Promise<never> {
    const { maxFailures: maximum, windowMs, lockMs } = policy;
    await attempts.add(account, clock(), { windowMs, maximum, lockMs });
    throw new AppError('unauthenticated', 'AUTH.INVALID_CREDENTIALS', 'E-mail address or password is wrong.');
  }

  async function renewHash(user: User, password: string): Promise<User> {
    if (!hasher.isOutdated(user.passwordHash)) return user;
    const renewed = { ...user, passwordHash: await hasher.hash(password), updatedAt: clock() };
    await store.users.update(renewed);
    return renewed;
  }

  return async (request: LoginRequest, call: Call): Promise<SignedIn> => {
    requireGateway(call);
    const email = cleanEmail(request.email);
    await countAddress(request.client.address);
    const account = `account:${digest(emailKey(email))}`;
    await requireUnlocked(account);
    const known = await store.users.findByEmail(email);
    const right = await hasher.verify(known?.passwordHash, request.password, account);
    if (known === undefined || !right) return await refuse(account);
    // Guesses that ran beside this one may have locked the account meanwhile.
    if (await requireUnlocked(account)) await attempts.clear(account);
    const user = await renewHash(known, request.password);
    const tokens = await startSession(store.sessions, user.id, request.client);
    call.log.info({ userId: user.id }, 'user signed in');
    return { user, ...tokens };
  };
}
