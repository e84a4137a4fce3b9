import { createPool } from '../database/pool.ts';
import { openRejects } from '../import/rejects.ts';
import { runImport } from '../import/run-import.ts';
import { silentLog } from '../testing/fake-call.ts';
import { things } from './import-things.ts';

/** A process that imports, to be killed: `import-process.ts <database> <file> <rejects>`. Tells each line that it did. */
const [connectionString = '', file = '', rejectsFile = ''] = process.argv.slice(2);
const pool = createPool({ connectionString, log: silentLog });
const rejects = await openRejects(rejectsFile);
const { end, counts } = await runImport(pool, things, {
  file,
  rejects,
  batchSize: 20,
  onProgress: ({ line }) => process.stdout.write(`${line}\n`),
});
await rejects.close();
await pool.end();
process.stdout.write(`${JSON.stringify({ end, counts })}\n`);
