import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { type ExecutionFilter } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';

/** A run's id is made in the call that dates it; clocks are never set back by more than this in between. */
const slackMs = 60_000;

/**
 * filterConditions are the conditions of a filter, to follow others of a statement whose parameters so far are `values`.
 * Times become ranges of ids as well, which begin with a time: ids are what lists are in the order of.
 */
export function filterConditions(filter: ExecutionFilter, values: unknown[]): string {
  const { workflowId, status, endUserId, from, to } = filter;
  const conditions: string[] = [];
  const add = (column: string, operator: string, value: unknown) =>
    conditions.push(` AND ${column} ${operator} $${values.push(value)}`);
  if (workflowId !== undefined) add('workflow_id', '=', workflowId);
  // Written out, so that it is known which index has it.
  if (status !== undefined) conditions.push(` AND status = '${status}'`);
  if (status === 'pending' || status === 'running') conditions.push(' AND ended_at IS NULL');
  if (endUserId !== undefined) add('end_user_id', '=', endUserId);
  if (from) {
    add('created_at', '>=', from);
    add('id', '>=', idAt(from.getTime() - slackMs));
  }
  if (to) {
    add('created_at', '<', to);
    add('id', '<=', idAt(to.getTime() + slackMs));
  }
  return conditions.join('');
}

/** The id of a run that began at about that time. */
const idAt = (time: number) => derivedId('exe', [], new Date(time));

/** passes tells whether a run meets a filter. */
export function passes(execution: Execution, filter: ExecutionFilter): boolean {
  const { workflowId, status, endUserId, from, to } = filter;
  return (
    (workflowId === undefined || execution.workflowId === workflowId) &&
    (status === undefined || execution.status === status) &&
    (endUserId === undefined || execution.endUserId === endUserId) &&
    (!from || execution.createdAt >= from) &&
    (!to || execution.createdAt < to)
  );
}
