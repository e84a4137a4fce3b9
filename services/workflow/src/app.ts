import { type Log } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository, type RunRepository } from './domain/execution-repository.ts';
import { type Limits } from './domain/interpreter/machine.ts';
import { type DocumentLimits } from './domain/parse-document.ts';
import { type WorkflowRepository } from './domain/workflow.ts';
import { createAdvanceExecution } from './usecase/advance-execution.ts';
import { createCancelExecution } from './usecase/cancel-execution.ts';
import { createCreateWorkflow } from './usecase/create-workflow.ts';
import { createDeleteWorkflow } from './usecase/delete-workflow.ts';
import { createExecuteWorkflow } from './usecase/execute-workflow.ts';
import { createGetExecutionStatus } from './usecase/get-execution-status.ts';
import { createGetWorkflowGraph } from './usecase/get-workflow-graph.ts';
import { createGetWorkflow } from './usecase/get-workflow.ts';
import { createListExecutionTasks } from './usecase/list-execution-tasks.ts';
import { createListExecutions } from './usecase/list-executions.ts';
import { createListWorkflows } from './usecase/list-workflows.ts';
import {
  type ActionsOf,
  type Clock,
  type DocumentTools,
  type EndWatch,
  type Engine,
} from './usecase/ports.ts';
import { createDocumentReader } from './usecase/read-document.ts';
import { createReconcileEngine } from './usecase/reconcile-engine.ts';
import { createResumeExecution } from './usecase/resume-execution.ts';
import { createSuspendExecution } from './usecase/suspend-execution.ts';
import { createUpdateWorkflow } from './usecase/update-workflow.ts';
import { createValidateWorkflow } from './usecase/validate-workflow.ts';

/** WorkflowDeps is everything that the service needs from outside; tests hand in fakes. */
export interface WorkflowDeps extends DocumentTools {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  runs: RunRepository;
  engine: Engine;
  watch: EndWatch;
  actionsOf: ActionsOf;
  documentLimits: DocumentLimits;
  runLimits: Limits;
  maxInputBytes: number;
  owner: string;
  leaseMs: number;
  now: Clock;
  random: () => number;
  log: Log;
}

/** WorkflowApp is everything that the workflow service can do. */
export type WorkflowApp = ReturnType<typeof createWorkflowApp>;

/** createWorkflowApp wires the use cases by hand. */
export function createWorkflowApp(deps: WorkflowDeps) {
  const documents = createDocumentReader(deps);
  const getWorkflow = createGetWorkflow(deps);
  return {
    // definitions
    createWorkflow: createCreateWorkflow({ ...deps, documents }),
    updateWorkflow: createUpdateWorkflow({ ...deps, documents }),
    validateWorkflow: createValidateWorkflow({ documents }),
    getWorkflow,
    getWorkflowGraph: createGetWorkflowGraph({ getWorkflow }),
    listWorkflows: createListWorkflows(deps),
    deleteWorkflow: createDeleteWorkflow(deps),
    // runs
    executeWorkflow: createExecuteWorkflow(deps),
    getExecutionStatus: createGetExecutionStatus(deps),
    listExecutions: createListExecutions(deps),
    listExecutionTasks: createListExecutionTasks(deps),
    cancelExecution: createCancelExecution(deps),
    suspendExecution: createSuspendExecution(deps),
    resumeExecution: createResumeExecution(deps),
    // what the engine asks for
    advanceExecution: createAdvanceExecution(deps),
    reconcileEngine: createReconcileEngine(deps),
  };
}
