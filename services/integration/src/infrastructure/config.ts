import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration, size, wait } from '@neighbourhood/shared/config/types';
import { ssrfConfig } from '@neighbourhood/shared/net/config';
import { baseConfig, requireTls, serviceAddress } from '@neighbourhood/shared/process/config';
import { z } from 'zod';

const count = z.coerce.number().int().min(1);

/** integrationConfig is the configuration of the integration service; defaults are in configs/integration.yaml. */
export const integrationConfig = baseConfig.extend({
  /** Where browsers reach the gateway; providers know `<publicUrl>/api/v1/connections/callback`. */
  publicUrl: z.url().transform(url => url.replace(/\/$/, '')),
  database: z.strictObject({ maxConnections: count.min(2).max(200), requireTls }),
  services: z.strictObject({ auth: serviceAddress, consent: serviceAddress }),
  ssrf: ssrfConfig,
  catalogue: z.strictObject({
    /** Other base URLs by provider id. */
    baseUrls: z.record(z.string(), z.url()).default({}),
    /** Where browsers find a provider, by its id, if not at its base URL. */
    browserUrls: z.record(z.string(), z.url()).default({}),
    /** How long our OAuth clients, read from the secret store, are remembered. */
    rememberClients: duration,
    /** How often a provider that somebody is connected to is asked whether it answers. */
    probeEvery: duration,
  }),
  connections: z.strictObject({
    /** How long an end user may take at the provider. */
    authorizationTtl: duration,
    /** How long before its end an access token is refreshed. */
    refreshMargin: duration,
    tokenTimeout: duration,
    /** How long before its end the token of a connection in use is renewed in the background. */
    renewAhead: duration,
    /** A connection is in use while it acted so recently. */
    renewUsedWithin: duration,
    /** How long a refresh token may lie unused before it is used for its own sake. */
    renewIdle: duration,
    /** How old a workspace's data key may become before its credentials are sealed under a new one. */
    dataKeyAge: duration,
    /** Renewals in the background that one process begins in a second. */
    renewPerSecond: count,
    revokeTimeout: duration,
    /** How often a connection's provider is asked whether it still takes it. */
    checkEvery: dynamic(duration),
    /** Such questions of the whole installation in a minute; 0 asks none. */
    checksPerMinute: dynamic(z.coerce.number().int().min(0)),
    /** How often this process looks for connections that are due. */
    checkSweep: duration,
    checkTimeout: duration,
  }),
  actions: z.strictObject({
    attemptTimeout: duration,
    attempts: dynamic(count.max(10)),
    firstWait: dynamic(wait),
    longestWait: dynamic(wait),
    reserve: dynamic(duration),
    maxAnswer: size,
    /** Of a file, or of a proxied request or its answer. */
    maxTransfer: size,
    breakerFailures: dynamic(count),
    breakerOpen: dynamic(duration),
    /** Calls of one workspace to one provider at the same time, and how many may wait. */
    concurrency: dynamic(count),
    queue: dynamic(z.coerce.number().int().min(0)),
    /** How long an idempotency key stays claimed when the process that claimed it died. */
    lease: duration,
  }),
});

/** IntegrationConfig is the parsed configuration. */
export type IntegrationConfig = z.output<typeof integrationConfig>;
