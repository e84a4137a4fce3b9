import type { Pool } from 'pg';
import type { Queryable } from '@neighbourhood/shared/database/pool';
import { emptyHead, type Entry, type Head } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { type CheckpointRow, type EntryRow, toCheckpoint, toEntry } from './rows.ts';

/** createPostgresLedgerStore reads the chains; only a Change appends to them. */
export function createPostgresLedgerStore(pool: Pool): LedgerStore {
  return {
    async history(workspaceId, consentId, { limit, after }) {
      const found = await pool.query<EntryRow>(
        'SELECT * FROM ledger WHERE workspace_id = $1 AND consent_id = $2 AND seq > $3 ORDER BY seq LIMIT $4',
        [workspaceId, consentId, after, limit],
      );
      return found.rows.map(toEntry);
    },

    /** Reads batch by batch in one snapshot: what is appended meanwhile is not seen. */
    async read(workspaceId, use) {
      const client = await pool.connect();
      let finished = false;
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        const head = await headOf(client, workspaceId);
        const checkpoints = await checkpointsOf(client, workspaceId);
        const result = await use({ entries: entriesOf(client, workspaceId), head, checkpoints });
        await client.query('COMMIT');
        finished = true;
        return result;
      } finally {
        client.release(!finished);
      }
    },

    async checkpoints(workspaceId, { limit, before }) {
      const found = await pool.query<CheckpointRow>(
        `SELECT * FROM ledger_checkpoints WHERE workspace_id = $1 AND ($2::bigint IS NULL OR seq < $2)
         ORDER BY seq DESC LIMIT $3`,
        [workspaceId, before, limit],
      );
      return found.rows.map(toCheckpoint);
    },

    async unsigned(limit) {
      const found = await pool.query<{ workspace_id: string; seq: string; hash: string }>(
        `SELECT workspace_id, seq, hash FROM ledger_heads h
         WHERE seq > 0 AND NOT EXISTS (
           SELECT FROM ledger_checkpoints c WHERE c.workspace_id = h.workspace_id AND c.seq >= h.seq)
         LIMIT $1`,
        [limit],
      );
      return found.rows.map(({ workspace_id: workspaceId, seq, hash }) => ({
        workspaceId,
        seq: Number(seq),
        hash,
      }));
    },

    async addCheckpoint({ workspaceId, seq, hash, at, signature }) {
      await pool.query(
        `INSERT INTO ledger_checkpoints (workspace_id, seq, hash, at, signature) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [workspaceId, seq, hash, at, signature],
      );
    },
  };
}

async function headOf(client: Queryable, workspaceId: string): Promise<Head> {
  const found = await client.query<{ seq: string; hash: string }>(
    'SELECT seq, hash FROM ledger_heads WHERE workspace_id = $1',
    [workspaceId],
  );
  const [row] = found.rows;
  return row ? { seq: Number(row.seq), hash: row.hash } : emptyHead;
}

async function checkpointsOf(client: Queryable, workspaceId: string) {
  const found = await client.query<CheckpointRow>(
    'SELECT * FROM ledger_checkpoints WHERE workspace_id = $1',
    [workspaceId],
  );
  return found.rows.map(toCheckpoint);
}

const batch = 1000;

async function* entriesOf(client: Queryable, workspaceId: string): AsyncGenerator<Entry> {
  for (let after = 0; ;) {
    const found = await client.query<EntryRow>(
      'SELECT * FROM ledger WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
      [workspaceId, after, batch],
    );
    for (const entry of found.rows.map(toEntry)) {
      yield entry;
      after = entry.seq;
    }
    if (found.rows.length < batch) return;
  }
}
