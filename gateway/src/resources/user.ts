import { z } from 'zod';
import type { Session__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Session';
import type { TokenPair__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/TokenPair';
import type { User__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/User';
import type { UserProfile__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/UserProfile';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** role of a user in a workspace. */
export const role = z.enum(['admin', 'developer', 'user', 'viewer']);

const userFields = {
  id: typedId('usr'),
  email: z.string().meta({ format: 'email', examples: ['ada@example.com'] }),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  avatarUrl: z.string(),
  emailVerified: z.boolean(),
  createdAt: time,
};

/** user is a person who signs in. */
export const user = z.object(userFields).meta({ id: 'User' });

/** profile is a user with their workspaces. */
export const profile = z
  .object({ ...userFields, workspaces: z.array(z.object({ id: typedId('wsp'), name: z.string(), role })) })
  .meta({ id: 'Profile' });

const tokenFields = {
  accessToken: z.string().meta({ description: 'Signed JWT for the Authorization header.' }),
  refreshToken: z.string().meta({ description: 'Single-use, for POST /auth/token/refresh.' }),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().meta({ description: 'Life of the access token in seconds.', examples: [900] }),
};

/** tokens is what a signed-in user holds. */
export const tokens = z.object(tokenFields).meta({ id: 'Tokens' });

/** signedIn is a user with fresh tokens. */
export const signedIn = z.object({ user, ...tokenFields }).meta({ id: 'SignedIn' });

/** session is one device on which a user is signed in. */
export const session = z
  .object({
    id: typedId('ses'),
    ip: z.string(),
    userAgent: z.string(),
    createdAt: time,
    lastUsedAt: time.optional(),
    expiresAt: time,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });

/** presentUser leaves out what is not the API's. */
export function presentUser(from: User__Output) {
  const { id, email, firstName, lastName, company, avatarUrl, emailVerified, createdAt } = from;
  return {
    id,
    email,
    firstName,
    lastName,
    company,
    avatarUrl,
    emailVerified,
    createdAt: requiredIso(createdAt),
  };
}

/** presentProfile presents a user with their workspaces. */
export function presentProfile(from: UserProfile__Output) {
  const workspaces = from.workspaces.map(({ id, name, role: held }) => ({
    id,
    name,
    role: fromEnum('ROLE', held),
  }));
  return { ...presentUser(required(from.user)), workspaces };
}

/** presentTokens presents a pair of tokens. */
export function presentTokens(from: TokenPair__Output | null) {
  const { accessToken, refreshToken, tokenType, expiresIn } = required(from);
  return { accessToken, refreshToken, tokenType, expiresIn };
}

/** presentSession presents a session. */
export function presentSession(from: Session__Output) {
  const { id, ip, userAgent, current } = from;
  return compact({
    id,
    ip,
    userAgent,
    createdAt: requiredIso(from.createdAt),
    lastUsedAt: iso(from.lastUsedAt),
    expiresAt: requiredIso(from.expiresAt),
    current,
  });
}
