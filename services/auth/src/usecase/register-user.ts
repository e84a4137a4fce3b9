import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { cleanEmail } from '../domain/email.ts';
import { requireStrongPassword } from '../domain/password-policy.ts';
import type { Store } from '../domain/repositories.ts';
import { cleanProfile } from '../domain/user.ts';
import type { User } from '../domain/user.ts';
import type { Client } from '../domain/session.ts';
import { requireGateway } from './gateway-only.ts';
import type { Clock, PasswordHasher, SignedIn } from './ports.ts';
import type { StartSession } from './start-session.ts';

/** RegisterRequest is who wants an account. */
export interface RegisterRequest {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly company?: string | undefined;
  readonly client: Client;
}

/**
 * createRegisterUser makes an account and signs it in.
 * Fails with REQUEST.INVALID, AUTH.WEAK_PASSWORD, AUTH.EMAIL_TAKEN or AUTH.BUSY.
 */
export function createRegisterUser(deps: {
  store: Store;
  hasher: PasswordHasher;
  startSession: StartSession;
  clock: Clock;
}) {
  const { store, hasher, startSession, clock } = deps;
  return async (request: RegisterRequest, call: Call): Promise<SignedIn> => {
    requireGateway(call);
    const email = cleanEmail(request.email);
    requireStrongPassword(request.password, email);
    const profile = cleanProfile(request);
    if ((await store.users.findByEmail(email)) !== undefined) throw emailTaken();
    const passwordHash = await hasher.hash(request.password);
    const now = clock();
    const user: User = {
      id: newId('usr'),
      email,
      passwordHash,
      firstName: profile.firstName ?? '',
      lastName: profile.lastName ?? '',
      company: profile.company ?? '',
      avatarUrl: '',
      emailVerified: false,
      createdAt: now,
      updatedAt: now,
    };
    const tokens = await store.transaction(async repositories => {
      await repositories.users.create(user);
      await repositories.outbox.add({
        type: 'user.registered',
        subject: user.id,
        workspaceId: '',
        data: { workspaceId: '', userId: user.id, email },
      });
      return await startSession(repositories.sessions, user.id, request.client);
    });
    call.log.info({ userId: user.id }, 'user registered');
    return { user, ...tokens };
  };
}

/** emailTaken is the refusal of a second account with one e-mail. */
export function emailTaken(): AppError {
  return new AppError(
    'alreadyExists',
    'AUTH.EMAIL_TAKEN',
    'An account with this e-mail address exists already.',
  );
}
