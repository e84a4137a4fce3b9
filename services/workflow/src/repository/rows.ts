import { type Execution, type ExecutionStatus } from '../domain/execution.ts';
import { type Json } from '../domain/json.ts';
import { type Rerun } from '../domain/rerun.ts';
import { type TaskRecord, type TaskStatus, type upgradeState } from '../domain/run-state.ts';
import { type DocumentFormat, type Workflow } from '../domain/workflow.ts';
import { type DslError } from '../domain/workflow-error.ts';
import { type LeftOut } from './payloads.ts';

/** WorkflowRow is a definition joined with one of its versions. */
export interface WorkflowRow {
  id: string;
  workspace_id: string;
  namespace: string;
  name: string;
  version: string;
  hash: string;
  format: DocumentFormat;
  source: string;
  document: Workflow['document'];
  created_at: Date;
  updated_at: Date;
}

/** toWorkflow reads a row. */
export function toWorkflow(row: WorkflowRow): Workflow {
  const { workspace_id: workspaceId, created_at: createdAt, updated_at: updatedAt, ...same } = row;
  return { ...same, workspaceId, createdAt, updatedAt };
}

/** ExecutionRow is a row of `executions`, as far as it is read. */
export interface ExecutionRow {
  id: string;
  workspace_id: string;
  workflow_id: string;
  /** Namespace and name. */
  definition: [string, string];
  workflow_version: string;
  workflow_hash: string;
  status: ExecutionStatus;
  input: Json;
  output: Json | null;
  error: DslError | null;
  end_user_id: string | null;
  connections: Record<string, string>;
  purpose: string;
  started_by: string;
  idempotency_key: string | null;
  created_at: Date;
  ended_at: Date | null;
  wake_at: Date | null;
  parent_id: string | null;
  depth: number;
  rerun: Rerun | null;
  events_from: string;
}

/** The columns of ExecutionRow; the interpreter's state stays out of what people look at. */
export const executionColumns = `id, workspace_id, workflow_id,
  (SELECT ARRAY[namespace, name] FROM workflows WHERE workflows.id = executions.workflow_id) AS definition, workflow_version, workflow_hash, status, input, output,
  error, end_user_id, connections, purpose, started_by, idempotency_key, created_at, ended_at, wake_at,
  parent_id, depth, events_from, rerun`;

/** toExecution reads a row; a completed run has an output even if it is null. */
export function toExecution(row: ExecutionRow): Execution {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workflowId: row.workflow_id,
    definition: { namespace: row.definition[0], name: row.definition[1] },
    workflowVersion: row.workflow_version,
    workflowHash: row.workflow_hash,
    status: row.status,
    input: row.input,
    connections: row.connections,
    purpose: row.purpose,
    startedBy: row.started_by,
    createdAt: row.created_at,
    ...(row.status === 'completed' ? { output: row.output } : {}),
    ...(row.error ? { error: row.error } : {}),
    ...(row.end_user_id === null ? {} : { endUserId: row.end_user_id }),
    ...(row.idempotency_key === null ? {} : { idempotencyKey: row.idempotency_key }),
    ...(row.ended_at ? { endedAt: row.ended_at } : {}),
    ...(row.wake_at ? { wakeAt: row.wake_at } : {}),
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.rerun ? { rerun: row.rerun } : {}),
    depth: row.depth,
    eventsFrom: Number(row.events_from),
  };
}

/** ClaimedRow is what a claim reads. */
export interface ClaimedRow extends ExecutionRow {
  state: Parameters<typeof upgradeState>[0] | null;
  state_payloads: LeftOut[] | null;
  told: boolean;
  epoch: number;
  lease_owner: string | null;
  lease_until: Date | null;
  now: Date;
}

/** TaskRow is a row of `tasks`. */
export interface TaskRow {
  reference: string;
  iteration: string;
  position: number;
  status: TaskStatus;
  attempt: number;
  input: Json;
  output: Json | null;
  error: DslError | null;
  started_at: Date;
  ended_at: Date | null;
  payloads: LeftOut[] | null;
}

/** The columns of TaskRow. */
export const taskColumns =
  'reference, iteration, position, status, attempt, input, output, error, started_at, ended_at, payloads';

/** toTask reads a row whose payloads were put back. */
export function toTask(row: TaskRow): TaskRecord {
  const { started_at: startedAt, ended_at: endedAt, output, error, payloads: _, ...same } = row;
  return {
    ...same,
    startedAt: startedAt.toISOString(),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    ...(row.status === 'completed' ? { output } : {}),
    ...(error ? { error } : {}),
  };
}

/** jsonText writes JSON for a json column; absent is SQL's null. */
export function jsonText(value: Json | object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
