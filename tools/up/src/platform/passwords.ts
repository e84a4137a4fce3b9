import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Secrets, randomSecret, writePrivately } from './secrets.ts';

/** Databases, each with a role of the same name, that PostgreSQL holds for the services. */
export const databases = ['auth', 'integration', 'workflow', 'consent'] as const;

/** Services that keep something in a database; each has a secret `<service>-database`, its connection URL. */
export const databaseServices = [...databases, 'notification'] as const;
export type DatabaseService = (typeof databaseServices)[number];

/** databaseSecret names the secret of a service's connection URL. */
export const databaseSecret = (service: string): string => `${service}-database`;

/** Passwords: the superuser's, which only the launcher needs, and each service's. */
export type Passwords = Record<'postgres' | DatabaseService, string>;

/**
 * ensurePasswords reads the superuser's password from its file, and each service's from its connection URL, where
 * `make rotate` changes it; what there is none of is generated.
 */
export function ensurePasswords(state: string, secrets: Readonly<Secrets>): Passwords {
  const file = join(state, 'passwords.json');
  // Older launchers noted the services' here as well.
  const noted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Passwords>) : {};
  const postgres = noted.postgres ?? randomSecret();
  if (noted.postgres === undefined) {
    writePrivately(file, JSON.stringify({ postgres }, undefined, 2));
  }
  const of = (service: DatabaseService): string =>
    passwordIn(secrets[databaseSecret(service)]) ?? noted[service] ?? randomSecret();
  const services = databaseServices.map(service => [service, of(service)]);
  return { postgres, ...Object.fromEntries(services) } as Passwords;
}

function passwordIn(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { password } = new URL(url);
  return password === '' ? undefined : decodeURIComponent(password);
}
