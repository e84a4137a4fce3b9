import { runCommand } from '@neighbourhood/shared/process/command';
import { openDatabase } from '@neighbourhood/shared/process/database';
import { integrationConfig } from './infrastructure/config.ts';
import { rotateDataKeys } from './infrastructure/rotate-data-keys.ts';
import { createWrapping } from './infrastructure/wrapping.ts';
import { createPostgresRotatedKeys } from './repository/postgres-rotated-keys.ts';

/** Gives every workspace a new data key, while the service runs; see docs/providers.md. */
await runCommand('integration', integrationConfig, async base => {
  const wrapping = await base.secretJson('integration-wrapping-keys', createWrapping);
  const pool = await openDatabase(base, 'integration-database', new URL('../migrations/', import.meta.url));
  const keys = createPostgresRotatedKeys(pool, wrapping);
  const done = await rotateDataKeys({ keys, wrapping, log: base.log, signal: base.signal }, 0);
  process.stdout.write(`${JSON.stringify(done)}\n`);
  return done.failed > 0 || base.signal.aborted ? 1 : 0;
});
