import { z } from 'zod';
import type { Provider__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/Provider';
import type { ProviderStatusResponse__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/ProviderStatusResponse';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { iso, time } from './common.ts';
import { fromEnum } from './enums.ts';

const jsonSchema = z.unknown().meta({ description: 'JSON Schema 2020-12.' });

/** action is one operation of a provider. */
export const action = z
  .object({
    id: z.string().meta({ examples: ['send-message'] }),
    version: z.string().meta({ examples: ['1.0.0'] }),
    title: z.string(),
    description: z.string(),
    inputSchema: jsonSchema,
    outputSchema: jsonSchema,
    scopes: z.array(z.string()),
    file: z
      .enum(['upload', 'download'])
      .optional()
      .meta({ description: 'Where the request’s body, or the answer’s, is a file.' }),
  })
  .meta({ id: 'Action' });

/** provider is an entry of the catalogue. */
export const provider = z
  .object({
    id: z.string().meta({ examples: ['slack'] }),
    name: z.string().meta({ examples: ['Slack'] }),
    description: z.string(),
    category: z.string().meta({ examples: ['communication'] }),
    authType: z.enum(['oauth2', 'apiKey', 'basic', 'clientCredentials', 'keyPair', 'none']),
    scopes: z.array(z.string()),
    actions: z.array(action),
    connectionFields: z.array(
      z.object({ name: z.string(), title: z.string(), required: z.boolean(), secret: z.boolean() }),
    ),
    rateLimit: z.object({ requests: z.int(), periodSeconds: z.int() }).optional(),
    docsUrl: z.string(),
    webhookSignature: z
      .string()
      .optional()
      .meta({ description: 'How its webhooks are proven; absent where it has none.' }),
    enabled: z.boolean(),
    client: z.enum(['own', 'platform', 'none']).meta({
      description:
        'Whose OAuth client new connections are made with; `none` where there is none, or none is needed.',
    }),
    own: z.boolean().meta({ description: 'Whether the workspace registered it itself.' }),
  })
  .meta({ id: 'Provider' });

/** providerStatus tells how a provider fares. */
export const providerStatus = z
  .object({
    available: z.boolean(),
    circuit: z.enum(['closed', 'open', 'halfOpen']),
    rateLimited: z.boolean(),
    requestsRemaining: z.int().optional(),
    resetAt: time.optional(),
    lastCheckedAt: time.optional(),
    errorRate: z.number().meta({ description: 'Failed share of the calls of the last 5 minutes, 0 to 1.' }),
  })
  .meta({ id: 'ProviderStatus' });

/** presentProvider presents a provider with its actions. */
export function presentProvider(from: Provider__Output) {
  const { id, name, description, category, scopes, docsUrl, enabled, connectionFields } = from;
  return compact({
    id,
    name,
    description,
    category,
    authType: fromEnum('AUTH_TYPE', from.authType),
    scopes,
    actions: from.actions.map(({ inputSchema, outputSchema, file, ...rest }) => ({
      ...rest,
      ...(file === '' ? {} : { file }),
      inputSchema: fromValue(inputSchema),
      outputSchema: fromValue(outputSchema),
    })),
    connectionFields,
    rateLimit: from.rateLimit ?? undefined,
    docsUrl,
    webhookSignature: from.webhookSignature || undefined,
    enabled,
    client: from.client === 'CLIENT_OWNER_UNSPECIFIED' ? 'none' : fromEnum('CLIENT_OWNER', from.client),
    own: from.own,
  });
}

/** presentProviderStatus presents a provider's state; an unknown circuit has not opened. */
export function presentProviderStatus(from: ProviderStatusResponse__Output) {
  const { available, rateLimited, errorRate } = from;
  const circuit =
    from.circuit === 'CIRCUIT_STATE_UNSPECIFIED' ? 'closed' : fromEnum('CIRCUIT_STATE', from.circuit);
  return compact({
    available,
    circuit,
    rateLimited,
    requestsRemaining: from.requestsRemaining,
    resetAt: iso(from.resetAt),
    lastCheckedAt: iso(from.lastCheckedAt),
    errorRate,
  });
}
