import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import type { UserRepository } from '../domain/repositories.ts';
import type { User } from '../domain/user.ts';

/** ImportedUser is a person as an earlier system knew them; without a hash they cannot sign in by password. */
export interface ImportedUser {
  readonly legacyId: string;
  readonly email: string;
  readonly passwordHash?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly company?: string | undefined;
  readonly avatarUrl?: string | undefined;
  readonly emailVerified: boolean;
  readonly createdAt: string;
}

const userOf = (id: string, row: ImportedUser, updatedAt: Date): User => ({
  id,
  email: row.email,
  passwordHash: row.passwordHash ?? '',
  firstName: row.firstName ?? '',
  lastName: row.lastName ?? '',
  company: row.company ?? '',
  avatarUrl: row.avatarUrl ?? '',
  emailVerified: row.emailVerified,
  createdAt: new Date(row.createdAt),
  updatedAt,
});

/** Says which field it is that is taken. */
function explain(error: unknown): never {
  if (!isAppError(error, 'AUTH.EMAIL_TAKEN')) throw error;
  throw new AppError('alreadyExists', 'AUTH.EMAIL_TAKEN', error.message, {
    fields: [{ path: 'email', message: 'is that of an account which exists already' }],
  });
}

/**
 * createImportUser makes accounts of people who had one elsewhere. Nobody is told: nothing happened. Fails with
 * AUTH.EMAIL_TAKEN.
 */
export function createImportUser(users: UserRepository) {
  return {
    async create(row: ImportedUser, at: Date): Promise<string> {
      const id = derivedId('usr', [row.legacyId], new Date(row.createdAt));
      await users.create(userOf(id, row, at)).catch(explain);
      return id;
    },
    /** An account that its owner changed here, or signed in to with a renewed hash, stays as it is. */
    async update(id: string, row: ImportedUser, at: Date, changedHere: boolean): Promise<'updated' | 'kept'> {
      if (changedHere) return 'kept';
      await users.update(userOf(id, row, at)).catch(explain);
      return 'updated';
    },
  };
}
