import { isDeepStrictEqual } from 'node:util';
import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { isId, newId } from '@neighbourhood/shared/ids/typed-id';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { ended, type Execution, workflowNotFound } from '../domain/execution.ts';
import { type Schemas } from '../domain/interpreter/machine.ts';
import { member } from '../domain/interpreter/scope.ts';
import { type Json, sizeOf } from '../domain/json.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock, type EndWatch } from './ports.ts';

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
  drive: Drive;
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
  drive,
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
      drive(execution.id);
    }
    if (request.waitSeconds <= 0 || ended(execution)) return execution;
    await watch.wait(execution.id, request.waitSeconds * 1000, call.signal);
    return (await executions.find(workspaceId, execution.id)) ?? execution;
  };
}

function pendingRun(workflow: Workflow, request: ExecuteRequest, call: Call, createdAt: Date): Execution {
  const key = request.idempotencyKey ?? call.idempotencyKey;
  return {
    id: newId('exe'),
    workspaceId: workflow.workspaceId,
    workflowId: workflow.id,
    workflowVersion: workflow.version,
    workflowHash: workflow.hash,
    status: 'pending',
    input: request.input,
    connections: request.connections,
    purpose: 'automation',
    startedBy: call.identity.subject,
    createdAt,
    depth: 0,
    eventsFrom: 0,
    ...(request.endUserId === undefined ? {} : { endUserId: request.endUserId }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
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

async function requireInput(schemas: Schemas, workflow: Workflow, input: Json): Promise<void> {
  const schema = member(member(workflow.document['input'], 'schema'), 'document');
  if (schema === undefined) return;
  const problems = await schemas.problems(schema, input);
  if (problems.length === 0) return;
  throw new AppError(
    'invalidArgument',
    'WORKFLOW.INVALID_INPUT',
    'The input does not conform to the workflow’s schema.',
    {
      fields: problems.map(message => ({ path: 'input', message })),
    },
  );
}

function requireSame(earlier: Execution, request: ExecuteRequest): void {
  if (earlier.workflowId === request.workflowId && isDeepStrictEqual(earlier.input, request.input)) return;
  throw new AppError(
    'unprocessable',
    'IDEMPOTENCY.MISMATCH',
    'This idempotency key was used for another execution.',
  );
}
