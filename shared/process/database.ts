import { migrate } from '../database/migrate.ts';
import { createOutboxRelay } from '../database/outbox.ts';
import { observeOutbox } from '../database/outbox-depth.ts';
import { createPool, type Pool } from '../database/pool.ts';
import { checkPostgresUrl, explainPostgres } from '../database/postgres-url.ts';
import { followCredentials } from '../database/rotation.ts';
import { type BaseConfig } from './config.ts';
import { type Base } from './start.ts';

/** DatabaseConfig is what a configuration says of a PostgreSQL database. */
export interface DatabaseConfig extends BaseConfig {
  database: { maxConnections: number; requireTls?: boolean | undefined };
}

/** openDatabase connects with the URL in `secret`, also with a later one, and migrates; the pool ends with the process. */
export async function openDatabase(
  base: Pick<Base<DatabaseConfig>, 'config' | 'log' | 'metrics' | 'onStop' | 'secret'>,
  secret: string,
  migrations: URL,
): Promise<Pool> {
  const { config, log, metrics, onStop } = base;
  const rules = {
    source: `The secret ${secret}`,
    requireTls: config.database.requireTls ?? config.profile !== 'local',
  };
  const url = await base.secret(secret, text => {
    checkPostgresUrl(text, rules);
    return text;
  });
  const pool = createPool({
    connectionString: url.current,
    max: config.database.maxConnections,
    log,
    registry: metrics.registry,
  });
  onStop(() => pool.end());
  const credentials = followCredentials(pool, { url, log });
  await migrate(pool, migrations, log).catch((error: unknown) => {
    throw explainPostgres(error, checkPostgresUrl(url.current, rules), rules);
  });
  url.onChange(() => credentials.drain());
  return pool;
}

/** relayOutbox publishes what the database's outbox holds until the process ends, and tells how much that is. */
export function relayOutbox(
  { sidecar, log, metrics, onStop }: Pick<Base<BaseConfig>, 'sidecar' | 'log' | 'metrics' | 'onStop'>,
  pool: Pool,
): void {
  observeOutbox(pool, metrics.registry);
  const relay = createOutboxRelay({ pool, publish: sidecar.publish, log });
  relay.start();
  onStop(() => relay.stop());
}
