import { z } from 'zod';
import { type Json } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';

/** text takes what an expression may have made of a text: a number or a boolean, too. */
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const user = z.strictObject({ username: text, password: text });
const token = z.strictObject({ token: text, type: text });

const grants = [
  'client_credentials',
  'password',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const;

const oauth = z.strictObject({
  authority: z.string(),
  grant: z.enum(grants),
  endpoints: z.object({ token: z.string().default('/oauth2/token') }).prefault({}),
  client: z
    .strictObject({
      id: text.optional(),
      secret: text.optional(),
      assertion: z.string().optional(),
      authentication: z
        .enum(['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'])
        .default('client_secret_post'),
    })
    .prefault({}),
  request: z
    .object({
      encoding: z
        .enum(['application/x-www-form-urlencoded', 'application/json'])
        .default('application/x-www-form-urlencoded'),
    })
    .prefault({}),
  issuers: z.array(z.string()).default([]),
  scopes: z.array(z.string()).default([]),
  audiences: z.array(z.string()).default([]),
  username: text.optional(),
  password: text.optional(),
  subject: token.optional(),
  actor: token.optional(),
});

const policy = z.union([
  z.strictObject({ basic: user }),
  z.strictObject({ bearer: z.strictObject({ token: text }) }),
  z.strictObject({ digest: user }),
  z.strictObject({ oauth2: oauth }),
  z.strictObject({ oidc: oauth }),
]);

/** OAuthPolicy is what `oauth2` and `oidc` have in common. */
export type OAuthPolicy = z.output<typeof oauth>;

/** Policy is an authentication policy, evaluated and written out. */
export type Policy = z.output<typeof policy>;

/** parsePolicy reads a policy. What is wrong with it is told without its values, which are secret. */
export function parsePolicy(value: Json): Policy {
  const [scheme = ''] = Object.keys(value ?? {});
  if (scheme === 'certificate')
    throw fault('configuration', 'Authentication by certificate is not supported');
  const parsed = policy.safeParse(value);
  if (parsed.success) return parsed.data;
  const known = ['basic', 'bearer', 'digest', 'oauth2', 'oidc'].includes(scheme);
  if (!known) throw fault('configuration', 'The authentication policy names no known scheme');
  const own = {
    basic: user,
    bearer: z.strictObject({ token: text }),
    digest: user,
    oauth2: oauth,
    oidc: oauth,
  }[scheme as 'basic'].safeParse((value as Record<string, Json>)[scheme]);
  const where = own.error?.issues[0]?.path.join('.') ?? '';
  throw fault('configuration', `The ${scheme} authentication policy is not valid${where && ` at ${where}`}`);
}
