import { z } from 'zod';
import { headerName, template, text, texts } from './schema-parts.ts';

const signed = {
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
  secretEncoding: z.enum(['text', 'hex', 'base64']).default('text'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  header: headerName,
  prefix: z.string().default(''),
  list: z.strictObject({ separator: text, timestamp: text.optional(), signature: text }).optional(),
  payload: text.default('${body}'),
  timestamp: z
    .strictObject({
      header: headerName.optional(),
      unit: z.enum(['seconds', 'milliseconds', 'iso8601', 'httpDate']).default('seconds'),
      toleranceSeconds: z.int().positive().default(300),
    })
    .optional(),
};

const signature = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hmac'), ...signed }),
  z.strictObject({ type: z.literal('ed25519'), ...signed }),
  z.strictObject({ type: z.literal('ecdsa'), ...signed }),
  z.strictObject({ type: z.literal('jwt'), header: headerName, claims: texts.default({}) }),
  z
    .strictObject({
      type: z.literal('token'),
      header: headerName.optional(),
      query: text.optional(),
      body: text.optional(),
      prefix: z.string().default(''),
    })
    .refine(
      ({ header, query, body }) => [header, query, body].filter(each => each !== undefined).length === 1,
      'must have one of header, query and body',
    ),
  z.strictObject({ type: z.literal('basic') }),
  z.strictObject({ type: z.literal('standardWebhooks') }),
  z.strictObject({ type: z.literal('adapter'), name: text }),
]);

/** webhookSchema is the schema of `webhooks`. */
export const webhookSchema = z
  .strictObject({
    signature,
    id: text.optional(),
    event: text.optional(),
    account: text.optional(),
    challenge: z
      .strictObject({
        method: z.enum(['GET', 'POST']).default('POST'),
        query: text.optional(),
        verifyToken: text.optional(),
        when: z.strictObject({ path: text, equals: text.optional() }).optional(),
        proof: z
          .string()
          .regex(/^(body|query)\./, 'must begin with body. or query.')
          .optional(),
        proofEncoding: z.enum(['hex', 'base64']).default('hex'),
        answer: template.optional(),
      })
      .optional(),
  })
  // What anybody may have signed must be no event: read-webhook.ts looks at the body for that.
  .refine(
    ({ signature, challenge }) =>
      challenge?.proof === undefined ||
      challenge.method === 'POST' ||
      (signature.type === 'hmac' && signature.payload.includes('${body}')),
    'must sign the body, where a challenge by GET asks for a proof',
  );
