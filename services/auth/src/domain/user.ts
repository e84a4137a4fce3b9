import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';

/** User is a person who signs in; `email` is as its owner writes it, `passwordHash` a PHC string (argon2id). */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly avatarUrl: string;
  readonly emailVerified: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** ProfileChange holds the fields to change; an absent one stays, an empty string clears. */
export interface ProfileChange {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly company?: string | undefined;
  readonly avatarUrl?: string | undefined;
}

const limits = { firstName: 100, lastName: 100, company: 200, avatarUrl: 2048 } as const;
const names = ['firstName', 'lastName', 'company', 'avatarUrl'] as const;

/** cleanProfile trims and checks the fields that are there. Throws REQUEST.INVALID naming each bad one. */
export function cleanProfile(change: ProfileChange): ProfileChange {
  const clean: Record<string, string> = {};
  const fields: FieldError[] = [];
  for (const name of names) {
    const value = change[name]?.trim();
    if (value === undefined) continue;
    const problem = problemOf(name, value);
    if (problem === undefined) clean[name] = value;
    else fields.push({ path: name, message: problem });
  }
  if (fields.length > 0) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The profile has invalid fields.', { fields });
  }
  return clean;
}

function problemOf(name: (typeof names)[number], value: string): string | undefined {
  if (value.length > limits[name]) return `must have at most ${limits[name]} characters`;
  if (/\p{Cc}/u.test(value)) return 'must not contain control characters';
  if (name === 'avatarUrl' && value !== '' && !isHttps(value)) return 'must be an https URL';
  return undefined;
}

function isHttps(value: string): boolean {
  const url = URL.parse(value);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
