import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { lifecycleTypes } from '@neighbourhood/shared/events/lifecycle-types';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { type Document } from './document.ts';
import { withoutNul } from './execution-events.ts';
import { type Execution } from './execution.ts';
import { type Json, type JsonObject, isObject, sizeOf } from './json.ts';
import { type TaskRecord } from './run-state.ts';

/** TaskPhase names what the DSL's lifecycle events tell of tasks. */
export type TaskPhase = keyof typeof lifecycleTypes.task;

const largestOutput = 20_000;
const ends = { completed: 'completed', faulted: 'faulted', cancelled: 'cancelled' } as const;

/** asksForTaskEvents tells whether a document wants events of its tasks: `document.metadata.taskEvents: true`. */
export function asksForTaskEvents({
  document: { metadata },
}: Document & { document: { metadata?: Json } }): boolean {
  return isObject(metadata) && metadata['taskEvents'] === true;
}

/**
 * taskEvents tells what lines of the task log say, in the DSL's words. The same line always gives the same events, with the
 * same ids: who stores it again after a crash tells nothing new.
 */
export function taskEvents(execution: Execution, records: readonly TaskRecord[], now: Date): CloudEvent[] {
  return records.flatMap(record => {
    const { status, startedAt, endedAt, attempt, output, error } = record;
    const began = new Date(startedAt);
    const events = [
      taskEvent(execution, record, 'created', began, began),
      taskEvent(execution, record, 'started', began, began),
    ];
    if (attempt > 1) events.push(taskEvent(execution, record, 'retried', now, began));
    if (status === 'completed' || status === 'faulted' || status === 'cancelled') {
      const small = status === 'completed' && output !== undefined && sizeOf(output) <= largestOutput;
      const more = {
        ...(small ? { output } : {}),
        ...(status === 'faulted' && error ? { error: { ...error } } : {}),
      };
      const end = endedAt === undefined ? now : new Date(endedAt);
      events.push(taskEvent(execution, record, ends[status], end, end, more));
    }
    return events;
  });
}

/** taskEvent is one of them; `since` tells it from the same one at another time. */
export function taskEvent(
  { id, workspaceId, definition }: Execution,
  { reference, iteration, attempt }: Pick<TaskRecord, 'reference' | 'iteration' | 'attempt'>,
  phase: TaskPhase,
  at: Date,
  since: Date,
  more: JsonObject = {},
): CloudEvent {
  const { namespace = '', name = '' } = definition ?? {};
  return {
    id: derivedId('evt', [id, reference, iteration, String(attempt), phase], since),
    type: lifecycleTypes.task[phase],
    source: '/neighbourhood/workflow',
    subject: id,
    workspaceId,
    time: at.toISOString(),
    data: withoutNul({
      workflow: `${name}-${id}.${namespace}`,
      task: reference,
      [`${phase}At`]: at.toISOString(),
      ...(iteration === '' ? {} : { iteration }),
      ...more,
    }),
  };
}
