import { databaseSecret, databases } from '../../up/src/platform/passwords.ts';
import { type Secrets, randomSecret } from '../../up/src/platform/secrets.ts';
import { createDatabase } from '../../up/src/servers/postgres-database.ts';
import { through } from '../kubectl.ts';
import { appsNamespace, storesNamespace } from '../places.ts';
import { ensureSecret } from '../secret.ts';

const postgresHost = `postgres.${storesNamespace}:5432`;
const mongoHost = `ferretdb.${storesNamespace}:27017`;

/**
 * makeDatabases makes a database and a role for each service, and for the MongoDB protocol one of each in the same
 * server. Answers the connection URLs by the name of their secret; migrations find theirs in a Secret.
 */
export async function makeDatabases(superuserPassword: string): Promise<Secrets> {
  return through(storesNamespace, 'service/postgres', 5432, async address => {
    const superuser = `postgresql://postgres:${encodeURIComponent(superuserPassword)}@${address}/postgres`;
    const urls: Secrets = {};
    for (const name of databases) {
      const password = await passwordOf(name);
      const url = new URL(await createDatabase(superuser, { name, role: name, password }));
      url.host = postgresHost;
      urls[databaseSecret(name)] = url.href;
      await ensureSecret(appsNamespace, databaseSecret(name), () => ({ url: url.href }));
    }
    const password = await passwordOf('notification');
    await createDatabase(superuser, { name: 'ferretdb', role: 'notification', password });
    urls[databaseSecret('notification')] =
      `mongodb://notification:${encodeURIComponent(password)}@${mongoHost}/notification?authMechanism=PLAIN`;
    return urls;
  });
}

async function passwordOf(service: string): Promise<string> {
  const made = await ensureSecret(storesNamespace, `database-${service}`, () => ({
    password: randomSecret(),
  }));
  return made['password'] ?? '';
}
