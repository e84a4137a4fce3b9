import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomSecret } from './secrets.ts';

/** Databases, each with a role of the same name, that PostgreSQL holds for the services. */
export const databases = ['auth', 'integration', 'workflow', 'consent'] as const;

/** Passwords that only the launcher needs: the superuser's, and those it puts into connection URLs. */
export type Passwords = Record<'postgres' | 'notification' | (typeof databases)[number], string>;

/** ensurePasswords reads the passwords of a platform's databases, generated at its first start. */
export function ensurePasswords(state: string): Passwords {
  const file = join(state, 'passwords.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  const names = ['postgres', 'notification', ...databases] as const;
  const passwords = Object.fromEntries(names.map(name => [name, randomSecret()])) as Passwords;
  mkdirSync(state, { recursive: true });
  writeFileSync(file, `${JSON.stringify(passwords, undefined, 2)}\n`, { mode: 0o600 });
  return passwords;
}
