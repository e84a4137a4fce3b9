import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { implement, type ServiceImplementation } from '@neighbourhood/shared/grpc/server';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { type WorkflowApp } from '../app.ts';
import { ended } from '../domain/execution.ts';
import { createApprovalHandlers } from './approval-handlers.ts';
import { toBulkMessage, toBulkRequest } from './bulk-wire.ts';
import { fromTenantEvent } from './event-wire.ts';
import { createHookHandlers } from './hook-handlers.ts';
import { taskPage } from './task-page.ts';
import {
  fromFormat,
  filterOf,
  pageOf,
  taskPageOf,
  toExecutionMessage,
  toTaskMessage,
  toWorkflowMessage,
} from './wire.ts';

const whole = { whole: true };
const brief = { whole: false };

/** createWorkflowService answers neighbourhood.workflow.v1.WorkflowService. */
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

    async ListExecutions(request, call) {
      const page = pageOf(request);
      const executions = await app.listExecutions(filterOf(request), page, call);
      return {
        executions: executions.map(each => toExecutionMessage(each, brief)),
        nextPageToken: nextOf(executions, page.limit),
      };
    },

    async ListExecutionTasks({ executionId, ...request }, call) {
      const page = taskPageOf(request);
      const found = await app.listExecutionTasks({ id: executionId, ...page }, call);
      const { tasks, next } = taskPage(found, page.limit);
      return { tasks: tasks.map(toTaskMessage), nextPageToken: next };
    },

    async GetExecutionGraph({ executionId }, call) {
      return { mermaid: await app.getExecutionGraph({ id: executionId }, call) };
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

    async RerunExecution({ executionId, from, iteration, newest, parents }, call) {
      const request = {
        id: executionId,
        newest,
        parents,
        ...(from ? { from } : {}),
        ...(iteration ? { iteration } : {}),
      };
      return { execution: toExecutionMessage(await app.rerunExecution(request, call), whole) };
    },

    async StartBulkOperation(request, call) {
      const operation = await app.startBulkOperation(toBulkRequest(request), call);
      return { operation: toBulkMessage(operation, request.dryRun) };
    },

    async GetBulkOperation({ bulkOperationId }, call) {
      return { operation: toBulkMessage(await app.getBulkOperation({ id: bulkOperationId }, call), false) };
    },

    async PublishEvent({ event }, call) {
      return { eventId: await app.publishEvent(fromTenantEvent(event), call) };
    },

    ...createHookHandlers(app),
    ...createApprovalHandlers(app),
  });
}

function nextOf(items: readonly { id: string }[], limit: number): string {
  return items.length === limit ? (items.at(-1)?.id ?? '') : '';
}
