import type { Choices } from './choices.ts';
import { createDatabase } from '../../up/src/servers/postgres-database.ts';
import { databaseSecret, databases, type Passwords } from '../../up/src/platform/passwords.ts';
import type { Secrets } from '../../up/src/platform/secrets.ts';

const server = 'postgres:5432';

/** databaseUrls are the secrets by which services reach their stores. */
export function databaseUrls({ mongo }: Pick<Choices, 'mongo'>, passwords: Passwords): Secrets {
  const urls = Object.fromEntries(
    databases.map(name => [
      databaseSecret(name),
      `postgresql://${name}:${encodeURIComponent(passwords[name])}@${server}/${name}`,
    ]),
  );
  const login = mongo === 'ferretdb' ? 'authMechanism=PLAIN' : 'authSource=notification';
  const password = encodeURIComponent(passwords.notification);
  return {
    ...urls,
    [databaseSecret('notification')]: `mongodb://notification:${password}@mongo:27017/notification?${login}`,
  };
}

/** makeDatabases makes a database and a role for each service, and for FerretDB, whose users are roles. */
export async function makeDatabases({ mongo }: Choices, passwords: Passwords): Promise<void> {
  const superuser = `postgresql://postgres:${encodeURIComponent(passwords.postgres)}@${server}/postgres`;
  for (const name of databases)
    await createDatabase(superuser, { name, role: name, password: passwords[name] });
  if (mongo === 'ferretdb')
    await createDatabase(superuser, {
      name: 'ferretdb',
      role: 'notification',
      password: passwords.notification,
    });
}
