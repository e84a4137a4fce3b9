/**
 * The parts of the Dapr SDK that we use, each from its own module: the package's index loads clients, servers and
 * transports that we do not, and 25 MB with them. They are CommonJS, so the classes are the modules' `default`. Types cost
 * nothing and come from the index.
 */
import consoleLogger from '@dapr/dapr/logger/ConsoleLoggerService.js';
import workflowClient from '@dapr/dapr/workflow/client/DaprWorkflowClient.js';
import workflowRuntime from '@dapr/dapr/workflow/runtime/WorkflowRuntime.js';
import workflowStatus from '@dapr/dapr/workflow/runtime/WorkflowRuntimeStatus.js';

export const { ConsoleLoggerService } = consoleLogger;
export const { default: DaprWorkflowClient } = workflowClient;
export const { default: WorkflowRuntime } = workflowRuntime;
export const { WorkflowRuntimeStatus } = workflowStatus;
