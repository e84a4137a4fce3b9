import { runMigrations } from '@neighbourhood/shared/process/migrate';

await runMigrations('consent', new URL('../migrations/', import.meta.url));
