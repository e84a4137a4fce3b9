import { type z } from 'zod';
import { migrationConfig } from '../../src/infrastructure/migration-config.ts';
import { createMigration } from '../../src/infrastructure/start-migration.ts';
import { type Migration } from '../../src/sides.ts';

type Settings = z.input<typeof migrationConfig>;

/** Migrating is a migration whose configuration a test changes at will, as the dynamic store does. */
export interface Migrating {
  migration: Migration;
  /** Puts other settings in force at once. */
  set(settings: Omit<Settings, 'legacy'> & { legacy?: Partial<Settings['legacy']> }): void;
  close(): Promise<void>;
}

/** migratingFrom makes a migration from the monolith at `baseUrl`. */
export function migratingFrom(baseUrl: string, settings: Settings = {}): Migrating {
  const first = { ...settings.legacy, baseUrl };
  let current = migrationConfig.parse({ ...settings, legacy: first });
  const migration = createMigration({
    current: () => current,
    bodyLimitBytes: 1024 * 1024,
    assert: async identity => `asserted:${JSON.stringify(identity)}`,
  });
  return {
    migration,
    set({ legacy, ...next }) {
      current = migrationConfig.parse({ ...next, legacy: { ...first, ...legacy } });
    },
    close: async () => {
      await Promise.all([migration.client.close(), migration.shadowClient.close()]);
    },
  };
}
