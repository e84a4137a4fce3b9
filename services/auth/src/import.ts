import { runImportCommand } from '@neighbourhood/shared/import/command';
import { runCommand } from '@neighbourhood/shared/process/command';
import { openDatabase } from '@neighbourhood/shared/process/database';
import { users, workspaces } from './delivery/import/entities.ts';
import { authConfig } from './infrastructure/config.ts';

/** Imports users and workspaces into this service's own database; see docs/migration.md. */
await runCommand('auth', authConfig, async base => {
  const pool = await openDatabase(base, 'auth-database', new URL('../migrations/', import.meta.url));
  return runImportCommand({
    pool,
    entities: [users, workspaces(base.config.profile === 'local')],
    argv: process.argv.slice(2),
    print: text => process.stdout.write(`${text}\n`),
    signal: base.signal,
    log: base.log,
  });
});
