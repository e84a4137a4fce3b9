import { runImportCommand } from '@neighbourhood/shared/import/command';
import { runCommand } from '@neighbourhood/shared/process/command';
import { openDatabase } from '@neighbourhood/shared/process/database';
import { consents } from './delivery/import/entity.ts';
import { consentConfig } from './infrastructure/config.ts';

/** Imports consents into this service's own database and ledger; see docs/migration.md. */
await runCommand('consent', consentConfig, async base => {
  const pool = await openDatabase(base, 'consent-database', new URL('../migrations/', import.meta.url));
  return runImportCommand({
    pool,
    entities: [consents(base.config.terms)],
    argv: process.argv.slice(2),
    print: text => process.stdout.write(`${text}\n`),
    signal: base.signal,
    log: base.log,
  });
});
