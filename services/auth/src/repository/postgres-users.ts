import { isUniqueViolation, type Queryable } from '@neighbourhood/shared/database/pool';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { emailKey } from '../domain/email.ts';
import type { UserRepository } from '../domain/repositories.ts';
import type { User } from '../domain/user.ts';
import { firstOf, type Row } from './row.ts';

const columns = `id, email, password_hash as "passwordHash", first_name as "firstName", last_name as "lastName",
  company, avatar_url as "avatarUrl", email_verified as "emailVerified", created_at as "createdAt",
  updated_at as "updatedAt"`;

const taken = (cause: unknown) =>
  new AppError('alreadyExists', 'AUTH.EMAIL_TAKEN', 'An account with this e-mail address exists already.', {
    cause,
  });

/** createPostgresUsers keeps users in `users`. */
export function createPostgresUsers(db: Queryable): UserRepository {
  const values = (user: User) => [
    user.id, user.email, emailKey(user.email), user.passwordHash, user.firstName, user.lastName, user.company,
    user.avatarUrl, user.emailVerified, user.createdAt, user.updatedAt,
  ]; // prettier-ignore
  return {
    async create(user) {
      const sql = `insert into users (id, email, email_key, password_hash, first_name, last_name, company,
        avatar_url, email_verified, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
      await db.query(sql, values(user)).catch((error: unknown) => {
        throw isUniqueViolation(error, 'users_email_key_key') ? taken(error) : error;
      });
    },
    async findById(id) {
      return firstOf<User>(await db.query<Row<User>>(`select ${columns} from users where id = $1`, [id]));
    },
    async findByEmail(email) {
      return firstOf<User>(
        await db.query<Row<User>>(`select ${columns} from users where email_key = $1`, [emailKey(email)]),
      );
    },
    async update(user) {
      const sql = `update users set email = $2, email_key = $3, password_hash = $4, first_name = $5, last_name = $6,
        company = $7, avatar_url = $8, email_verified = $9, created_at = $10, updated_at = $11 where id = $1`;
      await db.query(sql, values(user)).catch((error: unknown) => {
        throw isUniqueViolation(error, 'users_email_key_key') ? taken(error) : error;
      });
    },
    async delete(id) {
      const { rowCount } = await db.query('delete from users where id = $1', [id]);
      return rowCount === 1;
    },
  };
}
