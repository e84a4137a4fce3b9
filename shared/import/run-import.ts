import { type Pool, type PoolClient, withTransaction } from '../database/pool.ts';
import { AppError, type FieldError } from '../errors/app-error.ts';
import { type ImportEntity, type LegacyKey, type Outcome } from './entity.ts';
import {
  type Counts,
  findKnown,
  forgetFile,
  holdImport,
  type KnownRow,
  noCounts,
  type Progress,
  readProgress,
  remember,
  writeProgress,
} from './import-store.ts';
import { hashFile, type RawRow, readRows, requireUnchanged } from './read-rows.ts';
import { type Reject, type Rejects } from './rejects.ts';
import { stable } from './row-hash.ts';

/** ImportOptions of runImport. */
export interface ImportOptions {
  file: string;
  rejects: Rejects;
  /** Tries everything, and writes nothing. */
  dryRun?: boolean;
  /** Ends after so many rejected rows. */
  stopAfter?: number;
  /** Rows in one transaction; default 200. */
  batchSize?: number;
  signal?: AbortSignal;
  /** Hears how far it is, after each transaction. */
  onProgress?: (progress: Progress) => void;
  now?: () => Date;
}

/** ImportResult says what became of a file. */
export interface ImportResult {
  counts: Counts;
  /** The line at which this run began; 0 is the beginning. */
  resumedAt: number;
  /** `already`: an earlier run had read all of it. */
  end: 'finished' | 'already' | 'tooManyRejects' | 'interrupted';
}

/** A row as far as it could be read. */
interface Read<Row> {
  line: number;
  row?: Row;
  problems: readonly FieldError[];
  /** The legacy id of a record that is no row, as far as it can be told. */
  named?: { legacyId: string };
}

/** What one transaction did. */
interface Done {
  counts: Counts;
  rejects: Reject[];
}

/** A refusal, or an error of the database that speaks of a value: data exception, integrity constraint violation. */
const isOfRow = (error: unknown) =>
  error instanceof AppError || /^2[23]/.test((error as { code?: string }).code ?? '');

/** Values may be secret, so that a message says what is expected, never what was found. */
function problemsOf(
  issues: readonly { path: PropertyKey[]; message: string; code?: string; keys?: string[] }[],
) {
  return issues.flatMap(({ path, message, keys }): FieldError[] =>
    keys === undefined
      ? [{ path: path.map(String).join('.'), message: message.replace(/, received .*$/, '') }]
      : keys.map(key => ({ path: key, message: 'is not a known field' })),
  );
}

/** readRow checks a record against the schema. */
export function readRow<Row extends object>(entity: ImportEntity<Row>, raw: RawRow): Read<Row> {
  const { line } = raw;
  if (raw.values === undefined) return { line, problems: raw.problems ?? [] };
  const parsed = entity.schema.safeParse(raw.values);
  if (parsed.success) return { line, row: parsed.data, problems: [] };
  const { legacyId } = raw.values;
  const isName = ['string', 'number'].includes(typeof legacyId) && String(legacyId).length <= 128;
  return {
    line,
    problems: problemsOf(parsed.error.issues),
    ...(isName ? { named: { legacyId: String(legacyId) } } : {}),
  };
}

/**
 * runImport reads a file and lets the entity take its rows, some in each transaction, together with how far it is: a
 * run that was killed goes on where it was, and no row is lost or done twice. Rows that cannot be taken go to the
 * rejects and stop nothing. A row whose legacy id is known is compared, and brought up to date where it differs.
 */
export async function runImport<Row extends object>(
  pool: Pool,
  entity: ImportEntity<Row>,
  options: ImportOptions,
): Promise<ImportResult> {
  return holdImport(pool, entity.name, () => importFile(pool, entity, options));
}

async function importFile<Row extends object>(
  pool: Pool,
  entity: ImportEntity<Row>,
  options: ImportOptions,
): Promise<ImportResult> {
  const { file, rejects, dryRun = false, stopAfter = Infinity, batchSize = 200, signal } = options;
  const fileHash = await hashFile(file);
  const before = dryRun
    ? await readProgress(pool, entity.name, '')
    : await readProgress(pool, entity.name, fileHash);
  if (before.finished && before.counts.rejected === 0)
    return { counts: before.counts, resumedAt: before.line, end: 'already' };
  // A file that was read to its end with rejects is read again: what it lacked may be there now.
  let progress: Progress = before.finished
    ? { ...before, line: 0, counts: noCounts(), rejectsBytes: 0 }
    : before;
  const resumedAt = progress.line;
  await rejects.cutTo(progress.rejectsBytes);
  const taking = { pool, entity, fileHash, rejects, dryRun, now: options.now ?? (() => new Date()) };

  let batch: Read<Row>[] = [];
  const flush = async (finished: boolean) => {
    progress = await takeBatch(taking, batch, { ...progress, finished });
    batch = [];
    options.onProgress?.(progress);
  };
  for await (const raw of readRows(file, Object.keys(entity.schema.shape))) {
    if (raw.line <= resumedAt) continue;
    batch.push(readRow(entity, raw));
    if (batch.length < batchSize) continue;
    await flush(false);
    if (progress.counts.rejected >= stopAfter)
      return { counts: progress.counts, resumedAt, end: 'tooManyRejects' };
    if (signal?.aborted) return { counts: progress.counts, resumedAt, end: 'interrupted' };
  }
  // Otherwise the file that was begun with would count as imported.
  await requireUnchanged(file, fileHash).catch(async (error: unknown) => {
    if (!dryRun) await forgetFile(pool, entity.name, fileHash);
    throw error;
  });
  await flush(true);
  const end = progress.counts.rejected >= stopAfter ? 'tooManyRejects' : 'finished';
  return { counts: progress.counts, resumedAt, end };
}

interface Taking<Row extends object> {
  pool: Pool;
  entity: ImportEntity<Row>;
  fileHash: string;
  rejects: Rejects;
  dryRun: boolean;
  now: () => Date;
}

/** A transaction that wrote everything it had to, and is to leave nothing. */
class RolledBack extends Error {}

/**
 * Takes a batch in one transaction. Where a row fails, all of it is undone and taken again with a savepoint before each
 * row, so that only the rows at fault are left out, with whatever they had written.
 */
async function takeBatch<Row extends object>(
  taking: Taking<Row>,
  batch: readonly Read<Row>[],
  before: Progress,
): Promise<Progress> {
  try {
    return await commit(taking, batch, before, client => takeRows(client, taking, batch, false));
  } catch (error) {
    if (!isOfRow(error)) throw error;
    return commit(taking, batch, before, client => takeRows(client, taking, batch, true));
  }
}

/** Commits what `work` did, with the progress; in a dry run nothing. */
async function commit<Row extends object>(
  { pool, entity, fileHash, rejects, dryRun }: Taking<Row>,
  batch: readonly Read<Row>[],
  before: Progress,
  work: (client: PoolClient) => Promise<Done>,
): Promise<Progress> {
  let progress = before;
  try {
    await withTransaction(pool, async client => {
      const done = await work(client);
      const counts = Object.fromEntries(
        Object.entries(before.counts).map(([name, count]) => [name, count + done.counts[name as Outcome]]),
      ) as Counts;
      const line = batch.at(-1)?.line ?? before.line;
      const rejectsBytes = await rejects.append(done.rejects);
      progress = { ...before, counts, line, rejectsBytes };
      if (dryRun) throw new RolledBack();
      await writeProgress(client, entity.name, fileHash, progress);
    });
  } catch (error) {
    if (error instanceof RolledBack) return progress;
    // What was rejected with it comes again.
    await rejects.cutTo(before.rejectsBytes);
    throw error;
  }
  return progress;
}

async function takeRows<Row extends object>(
  client: PoolClient,
  taking: Taking<Row>,
  batch: readonly Read<Row>[],
  savepoints: boolean,
): Promise<Done> {
  const { entity, now } = taking;
  const done: Done = { counts: noCounts(), rejects: [] };
  const keys = batch.flatMap(({ row }) => (row === undefined ? [] : [entity.keyOf(row)]));
  const known = await findKnown(client, entity.name, keys);
  const stored = await entity.stored(client, known.all());
  const importedAt = now();
  let taker = entity.taker(client);
  const all: (KnownRow & { key: LegacyKey })[] = [];

  for (const read of batch) {
    const { row, line } = read;
    if (row === undefined) {
      done.rejects.push({ line, ...read.named, errors: read.problems });
      done.counts.rejected += 1;
      continue;
    }
    const key = entity.keyOf(row);
    if (savepoints) await client.query('SAVEPOINT before_row');
    try {
      const { outcome, made } = await takeRow(row, line, known.get(key));
      if (made) {
        all.push({ ...made, key });
        known.set(key, made);
      }
      done.counts[outcome] += 1;
    } catch (error) {
      if (!savepoints || !isOfRow(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT before_row');
      // What it remembers of the row is undone as well.
      taker = entity.taker(client);
      done.rejects.push(rejectOf(line, key.legacyId, error));
      done.counts.rejected += 1;
    }
  }
  await remember(client, entity.name, all);
  return done;

  async function takeRow(row: Row, line: number, earlier: KnownRow | undefined): Promise<Taken> {
    const { fileHash } = taking;
    if (earlier === undefined) {
      const id = await taker.create(row, importedAt);
      return { outcome: 'created', made: { id, importedAt, fileHash, line } };
    }
    if (earlier.fileHash === fileHash && earlier.line < line) throw repeated(earlier.line);
    const current = stored.get(earlier.id);
    if (current === undefined) return { outcome: 'kept' };
    if (stable(current.row) === stable(row)) return { outcome: 'unchanged' };
    const outcome = await taker.update(row, current, importedAt, earlier);
    return outcome === 'kept' ? { outcome } : { outcome, made: { ...earlier, importedAt, fileHash, line } };
  }
}

interface Taken {
  outcome: Outcome;
  made?: KnownRow;
}

function repeated(line: number): AppError {
  const message = `is that of line ${line}`;
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The legacy id is there twice.', {
    fields: [{ path: 'legacyId', message }],
  });
}

function rejectOf(line: number, legacyId: string, error: unknown): Reject {
  if (!(error instanceof AppError)) {
    const { code = '', constraint } = error as { code?: string; constraint?: string };
    const message = `the database refuses it (${constraint ?? code})`;
    return { line, legacyId, errors: [{ path: '', message }] };
  }
  const errors = error.fields.length > 0 ? error.fields : [{ path: '', message: error.message }];
  return { line, legacyId, errors };
}
