import { type TaskRecord } from '../domain/run-state.ts';
import { type LeftOut, leaveOut, type Payloads } from './payloads.ts';
import { jsonText } from './rows.ts';

/** TaskLines is task log lines as one array per column, and what is left out of them. */
export interface TaskLines {
  columns: unknown[];
  missing: LeftOut[];
}

/**
 * taskLines writes task log lines, long values to `payloads`; JSON goes as text and is cast in the statement, because
 * PostgreSQL's own JSON functions cannot read strings with NUL.
 */
export function taskLines(records: readonly TaskRecord[], payloads: Payloads): TaskLines {
  const missing = records.map((): LeftOut[] => []);
  const column = (name: 'input' | 'output' | 'error') =>
    records.map((record, index) => {
      const text = jsonText(record[name]);
      return text === null ? null : leaveOut(record[name], text, payloads, missing[index] ?? [], `/${name}`);
    });
  const columns = [
    records.map(each => each.reference),
    records.map(each => each.iteration),
    records.map(each => each.position),
    records.map(each => each.status),
    records.map(each => each.attempt),
    column('input'),
    column('output'),
    column('error'),
    records.map(each => each.startedAt),
    records.map(each => each.endedAt ?? null),
    missing.map(each => (each.length === 0 ? null : JSON.stringify(each))),
  ];
  return { columns, missing: missing.flat() };
}

/** upsertTasks is the statement's part that stores them for the run `changed`; its arrays begin at parameter `first`. */
export function upsertTasks(first: number): string {
  const times = ['timestamptz', 'timestamptz'];
  const types = ['text', 'text', 'int', 'text', 'int', 'text', 'text', 'text', ...times, 'text'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `INSERT INTO tasks (execution_id, workspace_id, reference, iteration, position, status, attempt, input, output,
      error, started_at, ended_at, payloads)
    SELECT changed.id, changed.workspace_id, reference, iteration, position, line.status, attempt, line.input::json,
      line.output::json, line.error::json, started_at, line.ended_at, line.payloads::json
    FROM changed, unnest(${arrays})
      AS line (reference, iteration, position, status, attempt, input, output, error, started_at, ended_at, payloads)
    ON CONFLICT (execution_id, reference, iteration) DO UPDATE SET position = excluded.position,
      status = excluded.status, attempt = excluded.attempt, input = excluded.input, output = excluded.output,
      error = excluded.error, started_at = excluded.started_at, ended_at = excluded.ended_at,
      payloads = excluded.payloads`;
}
