import { z } from 'zod';
import { port } from '../config/types.ts';
import { usualIssuers } from '../grpc/identity.ts';

/** issuer is an app whose internal tokens are believed, and in what; see docs/identity.md. */
const issuer = z.strictObject({
  app: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be an app-id'),
  kinds: z
    .array(z.enum(['user', 'apiKey', 'execution', 'anonymous']))
    .min(1)
    .readonly(),
  permissions: z.array(z.string()).readonly().optional(),
  workspaces: z.array(z.string()).readonly().optional(),
});

const issuers = z
  .array(issuer)
  .min(1)
  .refine(all => new Set(all.map(({ app }) => app)).size === all.length, 'names an app twice')
  .readonly();

/** baseConfig is the part that every app's configuration has. */
export const baseConfig = z.strictObject({
  profile: z.enum(['local', 'staging', 'production']).default('local'),
  server: z.strictObject({ host: z.string().default('127.0.0.1'), port }),
  log: z
    .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') })
    .default({ level: 'info' }),
  metrics: z.strictObject({ host: z.string().default('127.0.0.1'), port }),
  tracing: z
    .strictObject({
      endpoint: z.string().optional(),
      sampleRatio: z.coerce.number().min(0).max(1).default(1),
    })
    .default({ sampleRatio: 1 }),
  identity: z.strictObject({ issuers }).default({ issuers: usualIssuers }),
});

/** BaseConfig is what the parts in shared/ may read of any app's configuration. */
export type BaseConfig = z.output<typeof baseConfig>;

/** serviceAddress of one other service: an app-id, or `host:port` to go past Dapr, with the app's own token. */
export const serviceAddress = z.strictObject({ address: z.string(), token: z.string().optional() });
