import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { currentKey, type SigningKeys } from '@neighbourhood/shared/grpc/signing-keys';
import { following } from '@neighbourhood/shared/process/secrets';
import { type Base } from '@neighbourhood/shared/process/start';
import { type Migration } from '../sides.ts';
import { type SignIdentity } from '../usecase/ports.ts';
import { createIdentitySigning } from './caller-identity.ts';
import { type GatewayConfig } from './config.ts';
import { createLegacyClient } from './legacy-client.ts';
import { type MigrationConfig } from './migration-config.ts';
import { createFlags } from './migration-flags.ts';

/** Whom the gateway's assertions are for: no service of the platform takes them. */
const audience = 'neighbourhood-legacy';
const shadowConnections = 16;

/** MigrationOptions: the configuration in force, of which the monolith's address is read once. */
export interface MigrationOptions {
  current: () => MigrationConfig;
  bodyLimitBytes: number;
  assert: SignIdentity;
}

/** createMigration connects to the monolith that the configuration names. */
export function createMigration({ current, bodyLimitBytes, assert }: MigrationOptions): Migration {
  const { legacy } = current();
  const options = {
    baseUrl: legacy.baseUrl,
    timeoutMs: legacy.timeout,
    connections: legacy.connections,
    breakerFailures: legacy.breakerFailures,
    breakerOpenMs: legacy.breakerOpen,
  };
  return {
    flags: createFlags(current),
    authenticate: () => current().legacy.authenticate,
    client: createLegacyClient(options),
    shadowClient: createLegacyClient({ ...options, connections: shadowConnections }),
    legacy: {
      baseUrl: legacy.baseUrl,
      bodyLimitBytes,
      answerTimeoutMs: legacy.answerTimeout,
      maxAnswerBytes: legacy.maxAnswer,
      maxKeptBytes: bodyLimitBytes,
    },
    shadow: () => {
      const { operations, concurrency, timeout, maxAnswer, ignore } = current().shadow;
      return { operations, concurrency, timeoutMs: timeout, maxAnswerBytes: maxAnswer, ignore };
    },
    assert,
  };
}

/** startMigration makes the migration of this installation; undefined where the configuration names no monolith. */
export async function startMigration(base: Base<GatewayConfig>): Promise<Migration | undefined> {
  const { live, config, log, onStop } = base;
  const { baseUrl } = config.migration.legacy;
  if (baseUrl === '') return undefined;
  const signer = await base.secretJson('gateway-internal-key', (keys: SigningKeys) =>
    createIdentitySigner({ issuer: 'gateway', privateJwk: currentKey(keys), audience }),
  );
  const migration = createMigration({
    current: () => live.current.migration,
    bodyLimitBytes: config.server.bodyLimit,
    assert: createIdentitySigning(following(signer)),
  });
  onStop(async () => {
    await Promise.all([migration.client.close(), migration.shadowClient.close()]);
  });
  log.info({ legacy: baseUrl }, 'a monolith answers what the flags give to it');
  return migration;
}
