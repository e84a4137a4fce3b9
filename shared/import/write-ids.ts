import { open } from 'node:fs/promises';
import { type Queryable } from '../database/pool.ts';

const pageSize = 1_000;
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** writeIds writes what all legacy ids of an entity became, as CSV: `workspace,legacyId,id`. Returns how many. */
export async function writeIds(db: Queryable, entity: string, path: string): Promise<number> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.write('workspace,legacyId,id\r\n');
    let [count, after] = [0, ['', '']];
    for (;;) {
      const { rows } = await db.query<{ workspace_id: string; legacy_id: string; id: string }>(
        `SELECT workspace_id, legacy_id, id FROM imported
         WHERE entity = $1 AND (workspace_id, legacy_id) > ($2, $3) ORDER BY workspace_id, legacy_id LIMIT $4`,
        [entity, ...after, pageSize],
      );
      const lines = rows.map(row => [row.workspace_id, row.legacy_id, row.id].map(cell).join(','));
      if (lines.length > 0) await file.write(`${lines.join('\r\n')}\r\n`);
      count += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) return count;
      after = [last.workspace_id, last.legacy_id];
    }
  } finally {
    await file.close();
  }
}
