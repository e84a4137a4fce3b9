import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { implement, type ServiceImplementation } from '@neighbourhood/shared/grpc/server';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { type WorkflowApp } from '../app.ts';
import { ended } from '../domain/execution.ts';
import { fromTenantEvent } from './event-wire.ts';
import {
  fromFormat,
  fromState,
  pageOf,
  taskPageOf,
  toExecutionMessage,
  toTaskMessage,
  toWorkflowMessage,
} from './wire.ts';

const whole = { whole: true };
const brief = { whole: false };

/** createWorkflowService answers neighbourhood.workflow.v1.WorkflowService; RerunExecution is not built yet. */
export function createWorkflowService(app: WorkflowApp): ServiceImplementation {
  return implement<WorkflowServiceDefinition>('neighbourhood.workflow.v1.WorkflowService', {
    async CreateWorkflow({ document, format }, call) {
      const added = await app.createWorkflow({ source: document, format: fromFormat(format) }, call);
      return { workflow: toWorkflowMessage(added, whole) };
    },

    async UpdateWorkflow({ workflowId, document, format }, call) {
      const added = await app.updateWorkflow(
        { id: workflowId, source: document, format: fromFormat(format) },
        call,
      );
      return { workflow: toWorkflowMessage(added, whole) };
    },

    async GetWorkflow({ workflowId, version }, call) {
      const found = await app.getWorkflow({ id: workflowId, ...(version ? { version } : {}) }, call);
      return toWorkflowMessage(found, whole);
    },

    async ListWorkflows({ namespace, ...request }, call) {
      const page = pageOf(request);
      const workflows = await app.listWorkflows({ ...page, ...(namespace ? { namespace } : {}) }, call);
      return {
        workflows: workflows.map(each => toWorkflowMessage(each, brief)),
        nextPageToken: nextOf(workflows, page.limit),
      };
    },

    async DeleteWorkflow({ workflowId }, call) {
      await app.deleteWorkflow({ id: workflowId }, call);
      return {};
    },

    async ValidateWorkflow({ document, format }, call) {
      const errors = await app.validateWorkflow({ source: document, format: fromFormat(format) }, call);
      return { valid: errors.length === 0, errors };
    },

    async GetWorkflowGraph({ workflowId }, call) {
      return { mermaid: await app.getWorkflowGraph({ id: workflowId }, call) };
    },

    async ExecuteWorkflow({ workflowId, input, endUserId, connections, waitSeconds, idempotencyKey }, call) {
      const execution = await app.executeWorkflow(
        {
          workflowId,
          input: input ? fromValue(input) : {},
          connections,
          waitSeconds,
          ...(endUserId ? { endUserId } : {}),
          ...(idempotencyKey ? { idempotencyKey } : {}),
        },
        call,
      );
      return { execution: toExecutionMessage(execution, whole), ended: ended(execution) };
    },

    async GetExecutionStatus({ executionId }, call) {
      return toExecutionMessage(await app.getExecutionStatus({ id: executionId }, call), whole);
    },

    async ListExecutions({ workflowId, status: state, endUserId, ...request }, call) {
      const status = fromState(state);
      const page = pageOf(request);
      const filter = {
        ...(workflowId ? { workflowId } : {}),
        ...(status ? { status } : {}),
        ...(endUserId ? { endUserId } : {}),
      };
      const executions = await app.listExecutions(filter, page, call);
      return {
        executions: executions.map(each => toExecutionMessage(each, brief)),
        nextPageToken: nextOf(executions, page.limit),
      };
    },

    async ListExecutionTasks({ executionId, ...request }, call) {
      const page = taskPageOf(request);
      const tasks = await app.listExecutionTasks({ id: executionId, ...page }, call);
      const last = tasks.length === page.limit ? tasks.at(-1) : undefined;
      return { tasks: tasks.map(toTaskMessage), nextPageToken: last ? String(last.position) : '' };
    },

    async CancelExecution({ executionId, reason }, call) {
      return {
        execution: toExecutionMessage(await app.cancelExecution({ id: executionId, reason }, call), whole),
      };
    },

    async SuspendExecution({ executionId }, call) {
      return { execution: toExecutionMessage(await app.suspendExecution({ id: executionId }, call), whole) };
    },

    async ResumeExecution({ executionId }, call) {
      return { execution: toExecutionMessage(await app.resumeExecution({ id: executionId }, call), whole) };
    },

    async PublishEvent({ event }, call) {
      return { eventId: await app.publishEvent(fromTenantEvent(event), call) };
    },
  });
}

function nextOf(items: readonly { id: string }[], limit: number): string {
  return items.length === limit ? (items.at(-1)?.id ?? '') : '';
}
