import { type TaskRecord } from '../domain/run-state.ts';
import { jsonText } from './rows.ts';

/** TaskLog is lines of one run's task log. */
export interface TaskLog {
  id: string;
  records: readonly TaskRecord[];
}

const types = [
  ...['text', 'text', 'text', 'int', 'text', 'int', 'text', 'text', 'text'],
  ...['timestamptz', 'timestamptz'],
];

/** Parameters that upsertTaskLogs takes. */
export const taskParameters = types.length;

/** taskColumnsOf writes the lines of several runs as one array per column. */
export function taskColumnsOf(logs: readonly TaskLog[]): unknown[] {
  const lines = logs.flatMap(({ id, records }) => records.map(record => ({ id, ...record })));
  return [
    lines.map(each => each.id),
    lines.map(each => each.reference),
    lines.map(each => each.iteration),
    lines.map(each => each.position),
    lines.map(each => each.status),
    lines.map(each => each.attempt),
    lines.map(each => jsonText(each.input)),
    lines.map(each => jsonText(each.output)),
    lines.map(each => jsonText(each.error)),
    lines.map(each => each.startedAt),
    lines.map(each => each.endedAt ?? null),
  ];
}

/** upsertTaskLogs is the statement's part that stores them for the runs `changed`, from parameter `first` on. */
export function upsertTaskLogs(first: number): string {
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `INSERT INTO tasks (execution_id, workspace_id, reference, iteration, position, status, attempt, input, output,
      error, started_at, ended_at)
    SELECT run, changed.workspace_id, reference, iteration, position, line.status, attempt, line.input::json,
      line.output::json, line.error::json, started_at, line.ended_at
    FROM unnest(${arrays}) AS line (run, reference, iteration, position, status, attempt, input, output, error,
      started_at, ended_at) JOIN changed ON changed.id = run
    ON CONFLICT (execution_id, reference, iteration) DO UPDATE SET position = excluded.position,
      status = excluded.status, attempt = excluded.attempt, input = excluded.input, output = excluded.output,
      error = excluded.error, started_at = excluded.started_at, ended_at = excluded.ended_at`;
}
