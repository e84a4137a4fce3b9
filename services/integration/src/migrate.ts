import { runMigrations } from '@neighbourhood/shared/process/migrate';

await runMigrations('integration', new URL('../migrations/', import.meta.url));
