import { type CloudEvent, newEvent } from '@neighbourhood/shared/events/cloud-event';
import { type Execution } from './execution.ts';
import { isObject, type Json, sizeOf } from './json.ts';

/** ExecutionEvent names what happened to a run. */
export type ExecutionEvent = 'started' | 'completed' | 'faulted' | 'cancelled' | 'suspended' | 'resumed';

const largestOutput = 20_000;

/** executionEvent tells of a run; its data conforms to WorkflowExecution… in proto/neighbourhood/events/v1. */
export function executionEvent(
  event: ExecutionEvent,
  execution: Execution,
  at: Date,
  reason = '',
): CloudEvent {
  const {
    id,
    workspaceId,
    workflowId,
    workflowVersion,
    endUserId = '',
    output,
    error,
    definition,
  } = execution;
  const small = output !== undefined && sizeOf(output) <= largestOutput;
  return newEvent({
    type: `workflow.execution.${event}`,
    source: '/neighbourhood/workflow',
    subject: id,
    workspaceId,
    time: at,
    data: withoutNul({
      workspaceId,
      executionId: id,
      workflowId,
      workflowVersion,
      ...(definition ? { workflowNamespace: definition.namespace, workflowName: definition.name } : {}),
      endUserId,
      at: at.toISOString(),
      ...(event === 'completed' && small ? { output } : {}),
      ...(event === 'faulted' && error ? { error: { ...error } } : {}),
      ...(event === 'cancelled' ? { reason } : {}),
    }),
  });
}

/** withoutNul is a value that the outbox can hold: it is jsonb, which has no NUL; a run may. */
export function withoutNul(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed();
  if (Array.isArray(value)) return value.map(withoutNul);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.replaceAll('\0', '\ufffd'), withoutNul(member)]),
  );
}
