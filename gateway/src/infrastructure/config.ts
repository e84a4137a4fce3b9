import { z } from 'zod';
import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration, flag, list, size, wait } from '@neighbourhood/shared/config/types';
import { baseConfig, features, serviceAddress } from '@neighbourhood/shared/process/config';
import { migrationConfig } from './migration-config.ts';

const bucket = z.strictObject({
  capacity: z.coerce.number().int().min(1),
  window: duration.refine(ms => ms >= 1_000, 'must be at least 1s'),
});
const service = (name: string) => serviceAddress.prefault({ address: name });

const tls = z.strictObject({
  certFile: z.string().min(1),
  keyFile: z.string().min(1),
  minVersion: z.enum(['TLSv1.2', 'TLSv1.3']).default('TLSv1.2'),
  clientCaFile: z.string().min(1).optional(),
  reloadEvery: duration.refine(ms => ms >= 100, 'must be at least 100ms').default(30_000),
});

/** gatewayConfig is the whole configuration of the gateway, `configs/gateway.yaml`. */
export const gatewayConfig = baseConfig.extend({
  server: baseConfig.shape.server
    .extend({
      /** Longest time that a request may take. */
      timeout: dynamic(wait.refine(ms => ms >= 100, 'must be at least 100ms')).default(30_000),
      /** How long a stopping gateway waits for the requests that it still works on. */
      drain: duration.default(25_000),
      bodyLimit: size.default(1024 * 1024),
      /** What files and proxied bodies may have, and how long they may take. */
      transferLimit: size.default(100 * 1024 * 1024),
      transferTimeout: wait.default(600_000),
      /** Reverse proxies in front, whose X-Forwarded-For counts; 0 trusts none. */
      trustedProxies: z.coerce.number().int().min(0).max(10).default(0),
      /** Address under which callers reach the gateway. */
      publicUrl: z.url().default('http://127.0.0.1:8080'),
      /** With it the gateway speaks HTTPS only; docs/tls.md. */
      tls: tls.optional(),
    })
    .refine(({ tls: own, publicUrl }) => own === undefined || publicUrl.startsWith('https:'), {
      path: ['publicUrl'],
      message: 'must begin with https:// where server.tls is given',
    }),
  cors: z
    .strictObject({ allowedOrigins: list, allowedMethods: list, allowCredentials: flag.default(false) })
    .refine(({ allowedOrigins, allowCredentials }) => !(allowCredentials && allowedOrigins.includes('*')), {
      path: ['allowCredentials'],
      message: 'never together with the origin *',
    }),
  tokens: z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1) }),
  limits: dynamic(
    z.strictObject({
      address: bucket,
      user: bucket,
      workspace: bucket,
      /** Executions begun by requests of one workspace. */
      executions: bucket,
      apiKeyBurst: z.coerce.number().gt(0).max(1),
    }),
  ),
  features: features({
    /** Whether new accounts may be made. */
    signUp: flag.default(true),
    /** Whether provider actions may be run. */
    actions: flag.default(true),
    /** Whether executions may be started. */
    executions: flag.default(true),
  }),
  idempotency: z.strictObject({ keep: duration.default(86_400_000) }).default({ keep: 86_400_000 }),
  migration: migrationConfig.prefault({}),
  services: z.strictObject({
    auth: service('auth'),
    integration: service('integration'),
    workflow: service('workflow'),
    consent: service('consent'),
    notification: service('notification'),
  }),
});

/** GatewayConfig as it is once checked. */
export type GatewayConfig = z.output<typeof gatewayConfig>;
