import { runImportCommand } from '@neighbourhood/shared/import/command';
import { runCommand } from '@neighbourhood/shared/process/command';
import { openDatabase } from '@neighbourhood/shared/process/database';
import { connections } from './delivery/import/entity.ts';
import { integrationConfig } from './infrastructure/config.ts';
import { createEnvelopeCipher } from './infrastructure/envelope-cipher.ts';
import { createWrapping } from './infrastructure/wrapping.ts';
import { loadCatalogue } from './infrastructure/yaml-catalogue.ts';
import { dataKeysOn, rememberedKeys } from './repository/postgres-data-keys.ts';

/** Imports connections into this service's own database; see docs/migration.md. */
await runCommand('integration', integrationConfig, async base => {
  const { config } = base;
  const catalogue = await loadCatalogue(new URL('../catalogue/', import.meta.url), {
    profile: config.profile,
    baseUrls: config.catalogue.baseUrls,
  });
  const wrapping = await base.secretJson('integration-wrapping-keys', createWrapping);
  const pool = await openDatabase(base, 'integration-database', new URL('../migrations/', import.meta.url));
  return runImportCommand({
    pool,
    entities: [connections(catalogue, db => createEnvelopeCipher(rememberedKeys(dataKeysOn(db)), wrapping))],
    argv: process.argv.slice(2),
    print: text => process.stdout.write(`${text}\n`),
    signal: base.signal,
    log: base.log,
  });
});
