import { createWriteStream, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { migrate } from '../database/migrate.ts';
import { type Pool } from '../database/pool.ts';
import { type Log } from '../call/call.ts';
import { type ImportEntity } from './entity.ts';
import { describeImport, describeVerification } from './report.ts';
import { openRejects } from './rejects.ts';
import { runImport } from './run-import.ts';
import { verifyImport } from './verify-import.ts';
import { writeIds } from './write-ids.ts';

/** ImportCommand is what a service's import command works with. */
export interface ImportCommand {
  pool: Pool;
  /** What can be imported, each with its own kind of rows. */
  entities: readonly ImportEntity<object>[];
  /** Without the program's own name: `users users.csv --verify`. */
  argv: readonly string[];
  print: (text: string) => void;
  signal: AbortSignal;
  log: Log;
}

const usage = (names: readonly string[]) =>
  `Say what to import: <${names.join('|')}> <file.csv|file.jsonl> [--dry-run] [--verify] [--stop-after=<rejects>] [--rejects=<file>] [--ids=<file>]`;

function read(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      verify: { type: 'boolean', default: false },
      'stop-after': { type: 'string', default: 'Infinity' },
      rejects: { type: 'string' },
      ids: { type: 'string' },
    },
  });
  const stopAfter = Number(values['stop-after']);
  if (!(stopAfter >= 1)) throw new Error('--stop-after is a number of rejected rows, 1 or more');
  return { ...values, stopAfter, dryRun: values['dry-run'], positionals };
}

/**
 * runImportCommand imports a file, or verifies that it was imported. Returns the exit code: 0 for everything there, 1
 * for rows that were rejected or differ, 130 where it was told to stop.
 */
export async function runImportCommand(command: ImportCommand): Promise<number> {
  const { pool, entities, argv, print, signal, log } = command;
  const options = read(argv);
  const [name, file] = options.positionals;
  const entity = entities.find(one => one.name === name);
  if (entity === undefined || file === undefined) throw new Error(usage(entities.map(one => one.name)));
  if ((statSync(file).mode & 0o077) !== 0)
    print(
      `${file} is open to other users of this machine; a file with secrets should not be: chmod 600 ${file}`,
    );
  await migrate(pool, new URL('./migrations/', import.meta.url), log);
  if (options.verify) return verify(pool, entity, file, print);

  const path = options.rejects ?? `${file}.rejects.jsonl`;
  const rejects = await openRejects(options.dryRun ? undefined : path);
  const began = performance.now();
  let told = began;
  const result = await runImport(pool, entity, {
    file,
    rejects,
    dryRun: options.dryRun,
    stopAfter: options.stopAfter,
    signal,
    onProgress: ({ line }) => {
      if (performance.now() - told < 5_000) return;
      told = performance.now();
      print(`  ${entity.name}: line ${line}`);
    },
  }).finally(() => rejects.close());
  const seconds = (performance.now() - began) / 1000;
  print(describeImport(entity.name, file, result, { seconds, dryRun: options.dryRun, rejects: path }));
  if (options.ids !== undefined && !options.dryRun)
    print(`  What ${await writeIds(pool, entity.name, options.ids)} legacy ids became: ${options.ids}`);
  if (result.end === 'interrupted') return 130;
  return result.counts.rejected > 0 ? 1 : 0;
}

async function verify(
  pool: Pool,
  entity: ImportEntity<object>,
  file: string,
  print: (text: string) => void,
): Promise<number> {
  const path = `${file}.differences.jsonl`;
  const differences = createWriteStream(path, { mode: 0o600 });
  const verification = await verifyImport(pool, entity, file, difference => {
    differences.write(`${JSON.stringify(difference)}\n`);
  }).finally(async () => {
    differences.end();
    await finished(differences);
  });
  print(describeVerification(entity.name, verification, path));
  return verification.equal ? 0 : 1;
}
