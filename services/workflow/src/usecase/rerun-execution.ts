import { isDeepStrictEqual } from 'node:util';
import { type Call, type Log, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import {
  ended,
  type Execution,
  executionNotFound,
  pendingExecution,
  workflowNotFound,
  idempotencyMismatch,
} from '../domain/execution.ts';
import { effectKey } from '../domain/interpreter/calls.ts';
import { type Schemas } from '../domain/interpreter/machine.ts';
import { requireRerunnable } from '../domain/rerun-rules.ts';
import { type Rerun, type TaskInstance } from '../domain/rerun.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type Beginner } from './begin-execution.ts';
import { type Clock } from './ports.ts';
import { requireInput } from './require-input.ts';

/** RerunRequest repeats an ended run. */
export interface RerunRequest {
  id: string;
  /** Reference of the task to begin with; absent for the begin. */
  from?: string;
  /** Which time of several that it was carried out; absent for the last. */
  iteration?: string;
  /** The newest version of the definition instead of the run's own. */
  newest: boolean;
  /** The runs above it as well, each from the task that started the one below. */
  parents: boolean;
}

interface Deps {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  begin: Beginner['begin'];
  schemas: Schemas;
  now: Clock;
}

/** RerunRun repeats an ended run of a workspace for whoever wants that. */
export type RerunRun = (
  workspaceId: string,
  request: RerunRequest,
  by: { startedBy: string; idempotencyKey?: string | undefined; log: Log },
) => Promise<Execution>;

/** createRerunExecution repeats an ended run, as createRerun says. */
export function createRerunExecution({ rerun }: { rerun: RerunRun }) {
  return async (request: RerunRequest, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const { identity, idempotencyKey, log } = call;
    return rerun(requireWorkspace(call), request, { startedBy: identity.subject, idempotencyKey, log });
  };
}

/**
 * createRerun starts a new run with the input, end user and connections of an ended one. Begun from a task, it
 * takes over what that run did before, without doing it again. Its effects have idempotency keys of their own. Fails with
 * EXECUTION.NOT_FOUND, EXECUTION.NOT_ENDED, WORKFLOW.NOT_FOUND, WORKFLOW.INVALID_INPUT, REQUEST.INVALID.
 */
export function createRerun({ workflows, executions, begin, schemas, now }: Deps): RerunRun {
  async function endedRun(workspaceId: string, id: string): Promise<Execution> {
    const execution = await executions.find(workspaceId, id);
    if (!execution) throw executionNotFound();
    if (ended(execution)) return execution;
    const message = `The execution ${id} is ${execution.status}: wait for its end, or cancel it first.`;
    throw new AppError('conflict', 'EXECUTION.NOT_ENDED', message);
  }

  async function definitionOf({ workspaceId, workflowId, workflowVersion }: Execution, newest: boolean) {
    const workflow = await workflows.find(workspaceId, workflowId, newest ? undefined : workflowVersion);
    if (!workflow) throw workflowNotFound();
    return workflow;
  }

  async function instanceOf(execution: Execution, { from, iteration }: RerunRequest) {
    if (from === undefined) return undefined;
    const place = { reference: from, ...(iteration === undefined ? {} : { iteration }) };
    const task = await executions.task(execution.workspaceId, execution.id, place);
    if (task) return { reference: task.reference, iteration: task.iteration };
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
      fields: [
        { path: 'from', message: 'must be the reference of a task that the run came to, as in its task log' },
      ],
    });
  }

  /** The task of a run that started another. */
  async function starterOf(parent: Execution, child: Execution): Promise<TaskInstance> {
    const limit = 1000;
    for (let after = -1; ;) {
      const page = (await executions.tasks(parent.workspaceId, parent.id, { limit, after })) ?? [];
      const task = page.find(each => child.idempotencyKey === `child:${effectKey(parent.id, each)}`);
      if (task) return { reference: task.reference, iteration: task.iteration };
      const last = page.at(-1);
      if (!last) throw executionNotFound();
      after = last.position;
    }
  }

  async function chain(bottom: Execution, request: RerunRequest) {
    let execution = bottom;
    let workflow = await definitionOf(bottom, request.newest);
    const from = await instanceOf(bottom, request);
    let rerun = rerunOf(bottom, workflow, from);
    while (request.parents && execution.parentId !== undefined) {
      const parent = await endedRun(execution.workspaceId, execution.parentId);
      const task = await starterOf(parent, execution);
      const child = { ...rerun, version: workflow.version };
      workflow = await definitionOf(parent, request.newest);
      rerun = { ...rerunOf(parent, workflow, task), child };
      execution = parent;
    }
    return { execution, workflow, rerun };
  }

  return async (workspaceId, request, { startedBy, idempotencyKey, log }) => {
    const bottom = await endedRun(workspaceId, request.id);
    const { execution: earlier, workflow, rerun } = await chain(bottom, request);
    const { input, connections, purpose, endUserId } = earlier;
    await requireInput(schemas, workflow, input);
    const { execution, isNew } = await executions.insert(
      pendingExecution(workflow, {
        input,
        connections,
        purpose,
        startedBy,
        createdAt: now(),
        rerun,
        ...(endUserId === undefined ? {} : { endUserId }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      }),
    );
    if (!isNew) {
      requireSame(execution, rerun);
      return execution;
    }
    log.info({ executionId: execution.id, rerunOf: earlier.id }, 'execution accepted');
    void begin(execution);
    return execution;
  };
}

function rerunOf({ id, error }: Execution, workflow: Workflow, from: TaskInstance | undefined): Rerun {
  if (from) requireRerunnable(workflow.document, from.reference);
  return {
    of: id,
    ...(from ? { from } : {}),
    ...(error?.instance === undefined ? {} : { fatal: error.instance }),
  };
}

function requireSame(execution: Execution, rerun: Rerun): void {
  if (isDeepStrictEqual(execution.rerun, rerun)) return;
  throw idempotencyMismatch();
}
