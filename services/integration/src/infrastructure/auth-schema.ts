import { z } from 'zod';
import { patternOf } from '../domain/fits.ts';
import { template, text, texts, tokenUrl, url } from './schema-parts.ts';

const field = z.strictObject({
  id: text,
  title: text,
  description: text,
  pattern: z.string().refine(isPattern, 'must be a regular expression in the syntax of RE2').optional(),
});
const fields = z.array(field).min(1);
const having = (...ids: string[]) =>
  fields.refine(
    given => ids.every(id => given.some(each => each.id === id)),
    `must have the fields ${ids.join(', ')}`,
  );

const tokenRules = {
  tokenUrl: url,
  clientAuthentication: z.enum(['basic', 'body']),
  tokenEncoding: z.enum(['form', 'json']).default('form'),
  tokenHeaders: texts.default({}),
  token: z
    .strictObject({
      accessToken: text.default('access_token'),
      refreshToken: text.default('refresh_token'),
      expiresIn: text.default('expires_in'),
      expiresAt: text.optional(),
      scope: text.default('scope'),
    })
    .prefault({}),
};

const oauth2 = z.strictObject({
  type: z.literal('oauth2'),
  ...tokenRules,
  authorizationUrl: url,
  refreshUrl: url.optional(),
  issuer: url.optional(),
  clientIdName: text.default('client_id'),
  scopeName: text.default('scope'),
  pkce: z.boolean(),
  scopeSeparator: z.enum([' ', ',']).default(' '),
  authorizationParams: texts.default({}),
  tokenParams: texts.default({}),
  revocation: z
    .strictObject({
      method: z.enum(['GET', 'POST', 'DELETE']),
      url: tokenUrl,
      authentication: z.enum(['basic', 'bearer', 'none']),
      headers: texts.default({}),
      encoding: z.enum(['form', 'json']),
      body: z.record(z.string(), template).optional(),
    })
    .optional(),
});

const clientCredentials = z.strictObject({
  type: z.literal('clientCredentials'),
  ...tokenRules,
  fields: having('clientId', 'clientSecret'),
  scope: text.optional(),
  tokenParams: texts.default({}),
  tokenBody: template.optional(),
});

const keyPair = z.strictObject({
  type: z.literal('keyPair'),
  fields: having('privateKey'),
  algorithm: z.enum(['RS256', 'ES256', 'EdDSA']),
  header: texts.default({}),
  claims: texts.default({}),
  lifetimeSeconds: z.int().min(30).max(86_400),
  exchange: z.strictObject({ tokenUrl: url, grantType: text }).optional(),
});

const apiKey = z.strictObject({ type: z.literal('apiKey'), fields });

const basic = z.strictObject({
  type: z.literal('basic'),
  fields,
  username: z.string(),
  password: z.string(),
});

/** authSchema is the schema of `auth`. */
export const authSchema = z.discriminatedUnion('type', [oauth2, clientCredentials, keyPair, apiKey, basic]);

function isPattern(pattern: string): boolean {
  try {
    patternOf(pattern);
    return true;
  } catch {
    return false;
  }
}
