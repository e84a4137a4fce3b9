import { by, filled, instant, json, legacyId, list, yesNo } from '@neighbourhood/shared/import/fields';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { z } from 'zod';
import { cleanEmail } from '../../domain/email.ts';
import { hashProblem } from '../../domain/password-hash.ts';
import { roles } from '../../domain/permission.ts';
import { cleanProfile } from '../../domain/user.ts';
import { cleanRedirectUris, cleanWorkspaceName } from '../../domain/workspace.ts';

const profile = (name: 'firstName' | 'lastName' | 'company' | 'avatarUrl') =>
  filled(by(value => cleanProfile({ [name]: value })[name] ?? ''));

const hash = by(value => {
  const problem = hashProblem(value);
  if (problem === undefined) return value;
  throw new AppError('invalidArgument', 'REQUEST.INVALID', problem);
});

/** userRow is a row of a file of users. */
export const userRow = z.strictObject({
  legacyId: legacyId.meta({ description: 'id of the user in the old system' }),
  email: by(cleanEmail).meta({ description: 'e-mail address; one account each' }),
  passwordHash: filled(hash).meta({
    description:
      'argon2 (PHC) or bcrypt hash; renewed at the next sign-in. Without one the user cannot sign in by password',
  }),
  firstName: profile('firstName').meta({ description: 'at most 100 characters' }),
  lastName: profile('lastName').meta({ description: 'at most 100 characters' }),
  company: profile('company').meta({ description: 'at most 200 characters' }),
  avatarUrl: profile('avatarUrl').meta({ description: 'https address' }),
  emailVerified: yesNo
    .default(false)
    .meta({ description: 'whether the address was confirmed; default false' }),
  createdAt: instant.meta({ description: 'when the account was made' }),
});

const member = z.strictObject({ user: legacyId, role: z.enum(roles) });

/** workspaceRow makes the schema of a row of a file of workspaces; `loopback` allows redirects to this machine. */
export const workspaceRow = (loopback: boolean) =>
  z
    .strictObject({
      legacyId: legacyId.meta({ description: 'id of the tenant in the old system' }),
      name: by(cleanWorkspaceName).meta({ description: '1 to 100 characters' }),
      owner: legacyId.meta({ description: 'legacy id of the user who owns it, an administrator always' }),
      members: json(z.array(member).max(10_000))
        .refine(all => new Set(all.map(({ user }) => user)).size === all.length, 'must name each user once')
        .transform(all => all.toSorted((one, other) => (one.user < other.user ? -1 : 1)))
        .default([])
        .meta({
          description: 'further members: [{"user": legacy id, "role": admin, developer, user or viewer}]',
        }),
      redirectUris: list
        .transform((uris, context) => {
          try {
            return [...cleanRedirectUris(uris, loopback)];
          } catch (error) {
            context.addIssue({
              code: 'custom',
              message: (error as AppError).fields[0]?.message ?? 'is wrong',
            });
            return z.NEVER;
          }
        })
        .default([])
        .meta({ description: 'where connections may return to, https addresses' }),
      createdAt: instant.meta({ description: 'when it was made' }),
    })
    // Old systems list owners as members too; what they are here follows from `owner`.
    .overwrite(row => ({ ...row, members: row.members.filter(({ user }) => user !== row.owner) }));
