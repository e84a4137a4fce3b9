import { type Queryable } from '@neighbourhood/shared/database/pool';
import { type LeftOut, type Payloads } from './payloads.ts';

/** loadPayloads reads what is missing in values of one run. */
export async function loadPayloads(
  database: Queryable,
  executionId: string,
  missing: readonly LeftOut[],
): Promise<Payloads> {
  if (missing.length === 0) return new Map();
  const { rows } = await database.query<{ hash: string; value: string }>(
    'SELECT hash, value FROM payloads WHERE execution_id = $1 AND hash = ANY($2)',
    [executionId, [...new Set(missing.map(each => each.hash))]],
  );
  return new Map(rows.map(({ hash, value }) => [hash, value]));
}

/** Change is what a write does to the payloads of its run. */
export interface Change {
  fresh: [hash: string, text: string][];
  /** Only states held them, and no state does any more. */
  stale: string[];
}

/** StoredPayloads is what this process knows to be stored of the runs that it carries on: it is not sent again. */
export interface StoredPayloads {
  /** Forgets what it knew of a run; it has these. */
  begin(executionId: string, hashes: readonly string[]): void;
  /** What is to be done for a state and log lines. */
  change(executionId: string, payloads: Payloads, state: readonly LeftOut[]): Change;
  /** It was done; `created` were not there before. */
  done(executionId: string, change: Change, created: readonly string[], log: readonly LeftOut[]): void;
}

const mostRuns = 1_000;

/** createStoredPayloads knows nothing yet. To forget a run is harmless: its payloads are sent once more, and stay. */
export function createStoredPayloads(): StoredPayloads {
  /** By run and hash: whether it may be deleted when no state holds it any more. */
  const runs = new Map<string, Map<string, boolean>>();

  function known(executionId: string): Map<string, boolean> {
    const found = runs.get(executionId) ?? new Map<string, boolean>();
    runs.set(executionId, found);
    const [oldest] = runs.keys();
    if (runs.size > mostRuns && oldest !== undefined) runs.delete(oldest);
    return found;
  }

  return {
    begin(executionId, hashes) {
      runs.delete(executionId);
      if (hashes.length > 0) runs.set(executionId, new Map(hashes.map(hash => [hash, false])));
    },
    change(executionId, payloads, state) {
      const stored = runs.get(executionId);
      const inUse = new Set(state.map(each => each.hash));
      return {
        fresh: [...payloads].filter(([hash]) => !stored?.has(hash)),
        stale: [...(stored ?? [])].flatMap(([hash, temporary]) =>
          temporary && !inUse.has(hash) && !payloads.has(hash) ? [hash] : [],
        ),
      };
    },
    done(executionId, { fresh, stale }, created, log) {
      if (fresh.length === 0 && stale.length === 0 && log.length === 0) return;
      const stored = known(executionId);
      for (const [hash] of fresh) stored.set(hash, created.includes(hash));
      for (const { hash } of log) stored.set(hash, false);
      for (const hash of stale) stored.delete(hash);
    },
  };
}
