import { type TaskRecord } from '../domain/run-state.ts';
import { jsonText } from './rows.ts';

/**
 * taskArrays writes task log lines as one array per column; JSON goes as text and is cast in the statement,
 * because PostgreSQL's own JSON functions cannot read strings with NUL.
 */
export function taskArrays(records: readonly TaskRecord[]): unknown[] {
  return [
    records.map(each => each.reference),
    records.map(each => each.iteration),
    records.map(each => each.position),
    records.map(each => each.status),
    records.map(each => each.attempt),
    records.map(each => jsonText(each.input)),
    records.map(each => jsonText(each.output)),
    records.map(each => jsonText(each.error)),
    records.map(each => each.startedAt),
    records.map(each => each.endedAt ?? null),
  ];
}

/** upsertTasks is the statement's part that stores them for the run `changed`; its arrays begin at parameter `first`. */
export function upsertTasks(first: number): string {
  const types = ['text', 'text', 'int', 'text', 'int', 'text', 'text', 'text', 'timestamptz', 'timestamptz'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `INSERT INTO tasks (execution_id, workspace_id, reference, iteration, position, status, attempt, input, output,
      error, started_at, ended_at)
    SELECT changed.id, changed.workspace_id, reference, iteration, position, line.status, attempt, line.input::json,
      line.output::json, line.error::json, started_at, line.ended_at
    FROM changed, unnest(${arrays})
      AS line (reference, iteration, position, status, attempt, input, output, error, started_at, ended_at)
    ON CONFLICT (execution_id, reference, iteration) DO UPDATE SET position = excluded.position,
      status = excluded.status, attempt = excluded.attempt, input = excluded.input, output = excluded.output,
      error = excluded.error, started_at = excluded.started_at, ended_at = excluded.ended_at`;
}
