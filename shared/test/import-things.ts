import { z } from 'zod';
import { type PoolClient, type Queryable } from '../database/pool.ts';
import { AppError } from '../errors/app-error.ts';
import { type ImportEntity, type Known, type Stored } from '../import/entity.ts';
import { filled, legacyId, list, text } from '../import/fields.ts';

/** Thing is what these tests import. */
export interface Thing {
  legacyId: string;
  workspaceId: string;
  name: string;
  tags: string[];
  note?: string | undefined;
}

const schema = z.strictObject({
  legacyId,
  workspaceId: text(64).default('wsp_1'),
  name: text(20).min(1),
  tags: list.default([]),
  note: filled(text(1000)),
});

/** thingsTable is where they go. Every row that was ever inserted leaves a trace, also one that was undone. */
export const thingsTable = `
  CREATE TABLE things (
    id text PRIMARY KEY, workspace_id text NOT NULL, name text NOT NULL UNIQUE, tags text[] NOT NULL, note text,
    updated_at timestamptz(3) NOT NULL)`;

async function stored(db: Queryable, known: readonly Known[]): Promise<Map<string, Stored<Thing>>> {
  const { rows } = await db.query<{
    id: string;
    legacy_id: string;
    workspace_id: string;
    name: string;
    tags: string[];
    note: string | null;
    changed: boolean;
  }>(
    `SELECT t.*, i.legacy_id, t.updated_at <> i.imported_at AS changed FROM things t
     JOIN imported i ON i.entity = 'things' AND i.id = t.id WHERE t.id = ANY ($1)`,
    [known.map(({ id }) => id)],
  );
  return new Map(
    rows.map(({ id, legacy_id, workspace_id, name, tags, note, changed }) => {
      const row = { legacyId: legacy_id, workspaceId: workspace_id, name, tags, note: note ?? undefined };
      return [id, { row, changed }];
    }),
  );
}

function taker(client: PoolClient) {
  // What a taker remembers must be forgotten with what is undone.
  const names = new Set<string>();
  return {
    async create(row: Thing, at: Date) {
      const id = `thing_${row.workspaceId}_${row.legacyId}`;
      await client.query('INSERT INTO things VALUES ($1, $2, $3, $4, $5, $6)', [
        id,
        row.workspaceId,
        row.name,
        row.tags,
        row.note,
        at,
      ]);
      if (row.name.startsWith('forbidden'))
        throw new AppError('invalidArgument', 'TEST.FORBIDDEN', 'No.', {
          fields: [{ path: 'name', message: 'is forbidden' }],
        });
      if (names.has(row.name)) throw new Error('a name that was undone is remembered');
      names.add(row.name);
      return id;
    },
    async update(row: Thing, { changed }: Stored<Thing>, at: Date, { id }: Known) {
      if (changed) return 'kept' as const;
      await client.query('UPDATE things SET name = $2, tags = $3, note = $4, updated_at = $5 WHERE id = $1', [
        id,
        row.name,
        row.tags,
        row.note,
        at,
      ]);
      return 'updated' as const;
    },
  };
}

/** things is the entity of these tests. */
export const things: ImportEntity<Thing> = {
  name: 'things',
  schema,
  keyOf: ({ workspaceId, legacyId: id }) => ({ workspaceId, legacyId: id }),
  taker,
  stored,
};
