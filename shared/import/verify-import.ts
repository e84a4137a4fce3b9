import { type Pool, type PoolClient } from '../database/pool.ts';
import { type ImportEntity, type Known } from './entity.ts';
import { hashFile, readRows, requireUnchanged } from './read-rows.ts';
import { createSum, rowHash } from './row-hash.ts';
import { readRow } from './run-import.ts';

/** Difference is a line of the file that the database does not hold as it says. */
export interface Difference {
  line: number;
  legacyId?: string;
  why: 'unreadable' | 'repeated' | 'missing' | 'different';
}

/** Verification compares a file with the database, by counts and by a sum of hashes that knows no order. */
export interface Verification {
  /** Records of the file. */
  source: number;
  /** Of those, what the database has. */
  found: number;
  unreadable: number;
  repeated: number;
  /** Never imported, or gone since: nothing here removes such rows. */
  missing: number;
  different: number;
  /** Changed on the platform since they were imported, so left out of both sums. */
  changed: number;
  /** Imported from other files. */
  others: number;
  sourceSum: string;
  databaseSum: string;
  equal: boolean;
}

const pageSize = 500;

/** verifyImport reads the whole file and everything that was made of it; `onDifference` hears of each line. */
export async function verifyImport<Row extends object>(
  pool: Pool,
  entity: ImportEntity<Row>,
  file: string,
  onDifference: (difference: Difference) => void = () => undefined,
): Promise<Verification> {
  const fileHash = await hashFile(file);
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query(
      `CREATE TEMP TABLE seen (workspace_id text COLLATE "C", legacy_id text COLLATE "C", line bigint, hash text,
         PRIMARY KEY (workspace_id, legacy_id))`,
    );
    const source = await readSource(client, entity, file, fileHash, onDifference);
    await requireUnchanged(file, fileHash);
    await client.query('ANALYZE seen');
    const { gone, ...database } = await readDatabase(client, entity, fileHash, onDifference);
    const missing = gone + (await tellMissing(client, entity.name, onDifference));
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM imported i WHERE entity = $1
         AND NOT EXISTS (SELECT FROM seen s WHERE s.workspace_id = i.workspace_id AND s.legacy_id = i.legacy_id)`,
      [entity.name],
    );
    const wrong = source.unreadable + source.repeated + missing + database.different;
    return {
      ...source,
      ...database,
      missing,
      others: Number(rows[0]?.count ?? 0),
      equal: wrong === 0 && database.sourceSum === database.databaseSum,
    };
  } finally {
    // The table ends with the connection.
    client.release(true);
  }
}

type Tell = (difference: Difference) => void;

/** Notes the hash of every row of the file. */
async function readSource<Row extends object>(
  client: PoolClient,
  entity: ImportEntity<Row>,
  file: string,
  fileHash: string,
  tell: Tell,
) {
  const counted = { source: 0, unreadable: 0, repeated: 0 };
  let page: { workspaceId: string; legacyId: string; line: number; hash: string }[] = [];

  async function flush(): Promise<void> {
    const column = <K extends keyof (typeof page)[number]>(name: K) => page.map(one => one[name]);
    const { rows } = await client.query<{ line: string }>(
      `INSERT INTO seen SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
       ON CONFLICT DO NOTHING RETURNING line`,
      [column('workspaceId'), column('legacyId'), column('line'), column('hash')],
    );
    const inserted = new Set(rows.map(({ line }) => Number(line)));
    for (const { line, legacyId } of page) {
      if (inserted.has(line)) continue;
      counted.repeated += 1;
      tell({ line, legacyId, why: 'repeated' });
    }
    page = [];
  }

  for await (const raw of readRows(file, Object.keys(entity.schema.shape))) {
    counted.source += 1;
    const { row, line, named } = readRow(entity, raw);
    if (row === undefined) {
      counted.unreadable += 1;
      tell({ line, ...named, why: 'unreadable' });
      continue;
    }
    page.push({ ...entity.keyOf(row), line, hash: rowHash(fileHash, row) });
    if (page.length === pageSize) await flush();
  }
  await flush();
  return counted;
}

/** Computes the hash of everything that the database has of the file's rows, anew, and adds both sides up. */
async function readDatabase<Row extends object>(
  client: PoolClient,
  entity: ImportEntity<Row>,
  fileHash: string,
  tell: Tell,
) {
  const [sourceSum, databaseSum] = [createSum(), createSum()];
  const counted = { found: 0, gone: 0, different: 0, changed: 0 };
  let after = ['', ''];
  for (;;) {
    const { rows } = await client.query<SeenRow>(
      `SELECT i.workspace_id, i.legacy_id, i.id, i.imported_at, s.line, s.hash
       FROM imported i JOIN seen s ON s.workspace_id = i.workspace_id AND s.legacy_id = i.legacy_id
       WHERE i.entity = $1 AND (i.workspace_id, i.legacy_id) > ($2, $3)
       ORDER BY i.workspace_id, i.legacy_id LIMIT $4`,
      [entity.name, ...after, pageSize],
    );
    const stored = await entity.stored(
      client,
      rows.map((row): Known => ({ id: row.id, importedAt: row.imported_at })),
    );
    for (const { id, legacy_id: legacyId, line, hash } of rows) {
      const held = stored.get(id);
      if (held === undefined) {
        counted.gone += 1;
        tell({ line: Number(line), legacyId, why: 'missing' });
        continue;
      }
      counted.found += 1;
      if (held.changed) {
        counted.changed += 1;
        continue;
      }
      const own = rowHash(fileHash, held.row);
      sourceSum.add(hash);
      databaseSum.add(own);
      if (own === hash) continue;
      counted.different += 1;
      tell({ line: Number(line), legacyId, why: 'different' });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize)
      return { ...counted, sourceSum: sourceSum.hex, databaseSum: databaseSum.hex };
    after = [last.workspace_id, last.legacy_id];
  }
}

interface SeenRow {
  workspace_id: string;
  legacy_id: string;
  id: string;
  imported_at: Date;
  line: string;
  hash: string;
}

async function tellMissing(client: PoolClient, entity: string, tell: Tell): Promise<number> {
  let after = 0;
  let missing = 0;
  for (;;) {
    const { rows } = await client.query<{ line: string; legacy_id: string }>(
      `SELECT line, legacy_id FROM seen s WHERE line > $2 AND NOT EXISTS (
         SELECT FROM imported i WHERE i.entity = $1 AND i.workspace_id = s.workspace_id AND i.legacy_id = s.legacy_id)
       ORDER BY line LIMIT $3`,
      [entity, after, pageSize],
    );
    for (const row of rows) tell({ line: Number(row.line), legacyId: row.legacy_id, why: 'missing' });
    missing += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return missing;
    after = Number(last.line);
  }
}
