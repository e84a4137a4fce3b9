import { z } from 'zod';
import { dynamic } from '../config/live-part.ts';
import { duration, flag, port } from '../config/types.ts';
import { usualIssuers } from '../grpc/identity.ts';
import { usualTarget } from '../grpc/target.ts';

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

/** An environment variable holds the list as JSON. */
const issuers = z.preprocess(
  parsed,
  z
    .array(issuer)
    .min(1)
    .refine(all => new Set(all.map(({ app }) => app)).size === all.length, 'names an app twice')
    .readonly(),
);

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** features are switches that the dynamic store may turn; all have a default, usually on. */
export function features<S extends z.ZodRawShape>(switches: S) {
  return dynamic(z.strictObject(switches)).prefault({} as never);
}

/** baseConfig is the part that every app's configuration has. */
export const baseConfig = z.strictObject({
  profile: z.enum(['local', 'staging', 'production']).default('local'),
  server: z.strictObject({ host: z.string().default('127.0.0.1'), port }),
  log: dynamic(
    z.strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') }),
  ).default({ level: 'info' }),
  /** Switches of what an app can do; each app that has some names them. */
  features: features({}),
  /** Where changes come from while the app runs; see docs/discovery-and-configuration.md. */
  dynamic: z
    .strictObject({
      /** The store behind the sidecar's configuration API, Consul's key-value store, or none. */
      source: z.enum(['dapr', 'consul', 'none']).default('dapr'),
      consul: z
        .strictObject({
          address: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8510'),
          /** Folder of our keys. */
          prefix: z
            .string()
            .regex(/^[\w.-]+(\/[\w.-]+)*$/)
            .default('neighbourhood'),
          /** Secret that holds the ACL token; empty where Consul asks for none. */
          tokenSecret: z.string().default('consul-config-token'),
        })
        .prefault({}),
    })
    .prefault({}),
  metrics: z.strictObject({ host: z.string().default('127.0.0.1'), port }),
  tracing: z
    .strictObject({
      endpoint: z.string().optional(),
      sampleRatio: z.coerce.number().min(0).max(1).default(1),
    })
    .default({ sampleRatio: 1 }),
  /** How often secrets are read again, for those that are rotated; see docs/secrets.md. */
  secrets: z
    .strictObject({ refresh: duration.refine(ms => ms >= 100, 'must be at least 100ms') })
    .default({ refresh: 30_000 }),
  /** Whether the sidecar must speak mTLS, as it always must outside the local profile; see docs/identity.md. */
  mtls: z
    .strictObject({
      required: flag.default(false),
      /** Where it takes calls of other sidecars; 50002 is what Kubernetes has. */
      sidecarPort: port.default(50_002),
    })
    .prefault({}),
  identity: z.strictObject({ issuers }).default({ issuers: usualIssuers }),
});

/** requireTls refuses a database without TLS beyond this machine; absent: in every profile but the local one. */
export const requireTls = flag.optional();

/** BaseConfig is what the parts in shared/ may read of any app's configuration. */
export type BaseConfig = Omit<z.output<typeof baseConfig>, 'features'> & {
  features: Readonly<Record<string, boolean>>;
};

/**
 * serviceAddress of one other service: an app-id, or `host:port` to go past Dapr, with the app's own token; and how
 * patient its callers are (docs/resiliency.md).
 */
export const serviceAddress = z.strictObject({
  address: z.string(),
  token: z.string().optional(),
  timeout: duration.default(usualTarget.timeout),
  attempts: z.coerce.number().int().min(1).max(5).default(usualTarget.attempts),
  maxCalls: z.coerce.number().int().min(1).default(usualTarget.maxCalls),
  failures: z.coerce.number().int().min(1).default(usualTarget.failures),
  silence: duration.default(usualTarget.silence),
});
