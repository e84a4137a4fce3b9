import { type Pool, type Queryable, withTransaction } from '../database/pool.ts';
import { type Known, type LegacyKey, type Outcome } from './entity.ts';

/** Counts says how many rows came to which outcome. */
export type Counts = Record<Outcome, number>;

/** noCounts is how every import begins. */
export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, kept: 0, rejected: 0 });

/** Progress is how far a file was read. */
export interface Progress {
  /** The last line that was dealt with; 0 for none. */
  line: number;
  counts: Counts;
  /** Length of the file of rejects when that line was done. */
  rejectsBytes: number;
  finished: boolean;
}

/** KnownRow is a Known with where it came from. */
export type KnownRow = Known & { fileHash: string; line: number };

const keyText = ({ workspaceId, legacyId }: LegacyKey) => `${workspaceId} ${legacyId}`;

/** KnownRows finds what legacy ids became. */
export interface KnownRows {
  get(key: LegacyKey): KnownRow | undefined;
  set(key: LegacyKey, known: KnownRow): void;
  all(): readonly KnownRow[];
}

/** findKnown looks the keys up, all at once. */
export async function findKnown(
  db: Queryable,
  entity: string,
  keys: readonly LegacyKey[],
): Promise<KnownRows> {
  const { rows } = await db.query<{
    workspace_id: string;
    legacy_id: string;
    id: string;
    imported_at: Date;
    file_hash: string;
    line: string;
  }>(
    `SELECT * FROM imported WHERE entity = $1
       AND (workspace_id, legacy_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [entity, keys.map(key => key.workspaceId), keys.map(key => key.legacyId)],
  );
  const known = new Map<string, KnownRow>();
  for (const row of rows) {
    known.set(keyText({ workspaceId: row.workspace_id, legacyId: row.legacy_id }), {
      id: row.id,
      importedAt: row.imported_at,
      fileHash: row.file_hash,
      line: Number(row.line),
    });
  }
  return {
    get: key => known.get(keyText(key)),
    set: (key, one) => void known.set(keyText(key), one),
    all: () => [...known.values()],
  };
}

/** remember notes what rows became, or that newer rows say something else about it. */
export async function remember(
  db: Queryable,
  entity: string,
  made: readonly (KnownRow & { key: LegacyKey })[],
): Promise<void> {
  if (made.length === 0) return;
  await db.query(
    `INSERT INTO imported (entity, workspace_id, legacy_id, id, imported_at, file_hash, line)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::bigint[])
     ON CONFLICT (entity, workspace_id, legacy_id) DO UPDATE SET imported_at = excluded.imported_at,
       file_hash = excluded.file_hash, line = excluded.line`,
    [
      entity,
      made.map(({ key }) => key.workspaceId),
      made.map(({ key }) => key.legacyId),
      made.map(({ id }) => id),
      made.map(({ importedAt }) => importedAt),
      made.map(({ fileHash }) => fileHash),
      made.map(({ line }) => line),
    ],
  );
}

/** readProgress tells how far a file was read. */
export async function readProgress(db: Queryable, entity: string, fileHash: string): Promise<Progress> {
  const { rows } = await db.query<{
    line: string;
    counts: Counts;
    rejects_bytes: string;
    finished_at: Date | null;
  }>('SELECT * FROM import_files WHERE entity = $1 AND file_hash = $2', [entity, fileHash]);
  const [row] = rows;
  if (!row) return { line: 0, counts: noCounts(), rejectsBytes: 0, finished: false };
  return {
    line: Number(row.line),
    counts: { ...noCounts(), ...row.counts },
    rejectsBytes: Number(row.rejects_bytes),
    finished: row.finished_at !== null,
  };
}

/** writeProgress belongs into the transaction of the rows that it counts. */
export async function writeProgress(
  db: Queryable,
  entity: string,
  fileHash: string,
  { line, counts, rejectsBytes, finished }: Progress,
): Promise<void> {
  await db.query(
    `INSERT INTO import_files (entity, file_hash, line, counts, rejects_bytes, finished_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END)
     ON CONFLICT (entity, file_hash) DO UPDATE SET line = excluded.line, counts = excluded.counts,
       rejects_bytes = excluded.rejects_bytes, finished_at = excluded.finished_at`,
    [entity, fileHash, line, counts, rejectsBytes, finished],
  );
}

/** forgetFile undoes what is noted of lines of a file: they were not those of the file with this hash. */
export async function forgetFile(pool: Pool, entity: string, fileHash: string): Promise<void> {
  await withTransaction(pool, async client => {
    await client.query('DELETE FROM import_files WHERE entity = $1 AND file_hash = $2', [entity, fileHash]);
    const sql = `UPDATE imported SET file_hash = '' WHERE entity = $1 AND file_hash = $2`;
    await client.query(sql, [entity, fileHash]);
  });
}

/**
 * holdImport keeps other imports of the same entity out while `work` runs. Fails where one runs already: as long as
 * its process lives, wherever that is.
 */
export async function holdImport<T>(pool: Pool, entity: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // An import takes longer than an idle connection may otherwise live.
    await client.query('SET idle_session_timeout = 0');
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtext($1)) AS held',
      [`import ${entity}`],
    );
    if (rows[0]?.held !== true) throw new Error(`another import of ${entity} is running`);
    return await work();
  } finally {
    // Where this cannot be done, the lock ends with the connection.
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    client.release(true);
  }
}
