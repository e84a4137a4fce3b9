import { runMigrations } from '@neighbourhood/shared/process/migrate';

await runMigrations('workflow', new URL('../migrations/', import.meta.url));
