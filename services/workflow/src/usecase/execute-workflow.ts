import { isDeepStrictEqual } from 'node:util';
import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { isId } from '@neighbourhood/shared/ids/typed-id';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import {
  ended,
  type Execution,
  idempotencyMismatch,
  pendingExecution,
  workflowNotFound,
} from '../domain/execution.ts';
import { type Schemas } from '../domain/interpreter/machine.ts';
import { type Json, sizeOf } from '../domain/json.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type Beginner } from './begin-execution.ts';
import { type Clock, type EndWatch } from './ports.ts';
import { requireInput } from './require-input.ts';

/** ExecuteRequest starts a run of a definition's newest version. */
export interface ExecuteRequest {
  workflowId: string;
  input: Json;
  endUserId?: string;
  /** Provider id to connection id. */
  connections: Record<string, string>;
  /** Seconds to wait for the end, 0 to 25. */
  waitSeconds: number;
  idempotencyKey?: string;
}

interface Deps {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  begin: Beginner['begin'];
  watch: EndWatch;
  schemas: Schemas;
  now: Clock;
  /** Bytes of JSON. */
  maxInputBytes: number;
}

/**
 * createExecuteWorkflow stores a pending run, begins it in this process, and gives it back at once, or ended when it ends
 * within the time. The row alone makes the run certain: where this process is gone before the run waits or ends, the
 * engine is told of it by reconcileEngine. Fails with WORKFLOW.NOT_FOUND, WORKFLOW.INVALID_INPUT.
 */
export function createExecuteWorkflow({
  workflows,
  executions,
  begin,
  watch,
  schemas,
  now,
  maxInputBytes,
}: Deps) {
  return async (request: ExecuteRequest, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const workspaceId = requireWorkspace(call);
    requireSound(request, maxInputBytes);
    const workflow = await workflows.find(workspaceId, request.workflowId);
    if (!workflow) throw workflowNotFound();
    await requireInput(schemas, workflow, request.input);
    const { execution, isNew } = await executions.insert(pendingRun(workflow, request, call, now()));
    if (!isNew) requireSame(execution, request);
    if (isNew) {
      call.log.info({ executionId: execution.id, workflowId: workflow.id }, 'execution accepted');
      void begin(execution);
    }
    if (request.waitSeconds <= 0 || ended(execution)) return execution;
    const told = await watch.wait(execution.id, request.waitSeconds * 1000, call.signal);
    return told ?? (await executions.find(workspaceId, execution.id)) ?? execution;
  };
}

function pendingRun(workflow: Workflow, request: ExecuteRequest, call: Call, createdAt: Date): Execution {
  const { input, connections, endUserId, idempotencyKey = call.idempotencyKey } = request;
  return pendingExecution(workflow, {
    input,
    connections,
    startedBy: call.identity.subject,
    createdAt,
    ...(endUserId === undefined ? {} : { endUserId }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
}

function requireSound(request: ExecuteRequest, maxInputBytes: number): void {
  const fields: FieldError[] = [];
  if (sizeOf(request.input) > maxInputBytes)
    fields.push({ path: 'input', message: `must not have more than ${maxInputBytes} bytes` });
  if ((request.endUserId?.length ?? 0) > 200)
    fields.push({ path: 'endUserId', message: 'must not be longer than 200 characters' });
  if ((request.idempotencyKey?.length ?? 0) > 255)
    fields.push({ path: 'idempotencyKey', message: 'must not be longer than 255 characters' });
  if (request.waitSeconds < 0 || request.waitSeconds > 25)
    fields.push({ path: 'waitSeconds', message: 'must lie between 0 and 25' });
  for (const [provider, id] of Object.entries(request.connections)) {
    if (!isId('con', id))
      fields.push({ path: `connections.${provider}`, message: 'must be the id of a connection, con_…' });
  }
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}

function requireSame(earlier: Execution, request: ExecuteRequest): void {
  if (earlier.workflowId === request.workflowId && isDeepStrictEqual(earlier.input, request.input)) return;
  throw idempotencyMismatch();
}
