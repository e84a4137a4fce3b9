import { migrate } from '../database/migrate.ts';
import { createOutboxRelay } from '../database/outbox.ts';
import { createPool, type Pool } from '../database/pool.ts';
import { type BaseConfig } from './config.ts';
import { type Base } from './start.ts';

/** DatabaseConfig is what a configuration says of a PostgreSQL database. */
export interface DatabaseConfig extends BaseConfig {
  database: { maxConnections: number };
}

/** openDatabase connects with the URL in `secret` and migrates; the pool ends with the process. */
export async function openDatabase(
  { config, log, metrics, sidecar, onStop }: Base<DatabaseConfig>,
  secret: string,
  migrations: URL,
): Promise<Pool> {
  const pool = createPool({
    connectionString: await sidecar.secret(secret),
    max: config.database.maxConnections,
    log,
    registry: metrics.registry,
  });
  onStop(() => pool.end());
  await migrate(pool, migrations, log);
  return pool;
}

/** relayOutbox publishes what the database's outbox holds until the process ends. */
export function relayOutbox(
  { sidecar, log, onStop }: Pick<Base<BaseConfig>, 'sidecar' | 'log' | 'onStop'>,
  pool: Pool,
): void {
  const relay = createOutboxRelay({ pool, publish: sidecar.publish, log });
  relay.start();
  onStop(() => relay.stop());
}
