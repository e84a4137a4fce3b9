import { runMigrations } from '@neighbourhood/shared/process/migrate';

await runMigrations('auth', new URL('../migrations/', import.meta.url));
