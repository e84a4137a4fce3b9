import { type DocumentFormat__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/DocumentFormat';
import { type ExecutionError } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecutionError';
import { type ExecutionState__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecutionState';
import { type ExecutionStatus as ExecutionMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecutionStatus';
import { type TaskRun } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/TaskRun';
import { type Workflow as WorkflowMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Workflow';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fromTimestamp, type Timestamp, toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { type ExecutionFilter } from '../domain/execution-repository.ts';
import { type Execution, type ExecutionStatus } from '../domain/execution.ts';
import { member } from '../domain/interpreter/scope.ts';
import { type TaskRecord } from '../domain/run-state.ts';
import { type DocumentFormat, type Workflow } from '../domain/workflow.ts';
import { type DslError } from '../domain/workflow-error.ts';

const states = {
  pending: 'EXECUTION_STATE_PENDING',
  running: 'EXECUTION_STATE_RUNNING',
  waiting: 'EXECUTION_STATE_WAITING',
  suspended: 'EXECUTION_STATE_SUSPENDED',
  cancelled: 'EXECUTION_STATE_CANCELLED',
  faulted: 'EXECUTION_STATE_FAULTED',
  completed: 'EXECUTION_STATE_COMPLETED',
} as const satisfies Record<ExecutionStatus, ExecutionState__Output>;

interface FilterMessage {
  workflowId: string;
  status: ExecutionState__Output;
  endUserId: string;
  from: Timestamp | null;
  to: Timestamp | null;
}

/** filterOf reads what narrows a list of runs; `prefix` is where the message stands. Fails with REQUEST.INVALID. */
export function filterOf(given: FilterMessage, prefix = ''): ExecutionFilter {
  const { workflowId, endUserId } = given;
  const status = fromState(given.status);
  const from = timeOf(`${prefix}from`, given.from);
  const to = timeOf(`${prefix}to`, given.to);
  if (from && to && to <= from) throw invalid(`${prefix}to`, 'must be after from');
  return {
    ...(workflowId ? { workflowId } : {}),
    ...(status ? { status } : {}),
    ...(endUserId ? { endUserId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** Years that every clock and database has. */
function timeOf(path: string, given: Timestamp | null): Date | undefined {
  const time = fromTimestamp(given);
  if (!time) return undefined;
  const year = time.getUTCFullYear();
  if (!(year >= 1970 && year <= 9999)) throw invalid(path, 'must lie between 1970 and 9999');
  return time;
}

/** toState shows a state; none is unspecified. */
export function toState(status: ExecutionStatus | undefined): ExecutionState__Output {
  return status === undefined ? 'EXECUTION_STATE_UNSPECIFIED' : states[status];
}

/** Unspecified is none. */
function fromState(state: ExecutionState__Output): ExecutionStatus | undefined {
  return (Object.keys(states) as ExecutionStatus[]).find(name => states[name] === state);
}

/** fromFormat reads how a document is written; unspecified is JSON. */
export function fromFormat(format: DocumentFormat__Output): DocumentFormat {
  return format === 'DOCUMENT_FORMAT_YAML' ? 'yaml' : 'json';
}

/** toWorkflowMessage shows a version; lists leave the document out. */
export function toWorkflowMessage(workflow: Workflow, { whole }: { whole: boolean }): WorkflowMessage {
  const { id, namespace, name, version, hash, document, format, source, createdAt, updatedAt } = workflow;
  const text = (key: string) => {
    const value = member(document.document, key);
    return typeof value === 'string' ? value : '';
  };
  return {
    id,
    namespace,
    name,
    version,
    hash,
    title: text('title'),
    summary: text('summary'),
    document: whole ? source : '',
    format: format === 'yaml' ? 'DOCUMENT_FORMAT_YAML' : 'DOCUMENT_FORMAT_JSON',
    createdAt: toTimestamp(createdAt),
    updatedAt: toTimestamp(updatedAt),
  };
}

/** toExecutionMessage shows a run; lists leave input and output out. */
export function toExecutionMessage(execution: Execution, { whole }: { whole: boolean }): ExecutionMessage {
  const { input, output, error } = execution;
  return {
    id: execution.id,
    workflowId: execution.workflowId,
    workflowVersion: execution.workflowVersion,
    workflowHash: execution.workflowHash,
    status: states[execution.status],
    input: whole ? toValue(input) : null,
    output: whole && output !== undefined ? toValue(output) : null,
    error: toErrorMessage(error),
    startedAt: toTimestamp(execution.createdAt),
    endedAt: toTimestamp(execution.endedAt),
    endUserId: execution.endUserId ?? '',
    connections: execution.connections,
    rerunOf: execution.rerun?.of ?? '',
    parentId: execution.parentId ?? '',
  };
}

/** toTaskMessage shows one line of a task log. */
export function toTaskMessage({ reference, iteration, attempt, ...task }: TaskRecord): TaskRun {
  return {
    reference,
    iteration,
    attempt,
    status: states[task.status],
    startedAt: toTimestamp(new Date(task.startedAt)),
    endedAt: task.endedAt === undefined ? null : toTimestamp(new Date(task.endedAt)),
    input: toValue(task.input),
    output: task.output === undefined ? null : toValue(task.output),
    error: toErrorMessage(task.error),
  };
}

function toErrorMessage(error: DslError | undefined): ExecutionError | null {
  if (!error) return null;
  const { type, status, title = '', detail = '', instance = '' } = error;
  return { type, status, title, detail, instance };
}

/** pageOf reads a page of a list, newest first. Fails with REQUEST.INVALID. */
export function pageOf({ pageSize, pageToken }: { pageSize: number; pageToken: string }): {
  limit: number;
  before?: string;
} {
  const limit = limitOf(pageSize);
  if (pageToken === '') return { limit };
  if (!/^(wfl|exe|hok)_[0-9a-z]{26}$/.test(pageToken))
    throw invalid('pageToken', 'must be the nextPageToken of an earlier answer');
  return { limit, before: pageToken };
}

/** taskPageOf reads a page of a task log. Fails with REQUEST.INVALID. */
export function taskPageOf({ pageSize, pageToken }: { pageSize: number; pageToken: string }): {
  limit: number;
  after?: number;
} {
  const limit = limitOf(pageSize);
  if (pageToken === '') return { limit };
  if (!/^\d{1,9}$/.test(pageToken))
    throw invalid('pageToken', 'must be the nextPageToken of an earlier answer');
  return { limit, after: Number(pageToken) };
}

function limitOf(pageSize: number): number {
  if (pageSize >= 0 && pageSize <= 100) return pageSize || 20;
  throw invalid('pageSize', 'must lie between 1 and 100');
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
    fields: [{ path, message }],
  });
}
