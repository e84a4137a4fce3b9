import { type Log } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository, type RunRepository } from './domain/execution-repository.ts';
import { type Calls, type Scripts } from './domain/effects.ts';
import { type Limits } from './domain/interpreter/machine.ts';
import { type Json } from './domain/json.ts';
import { type ListenerRepository } from './domain/listener-repository.ts';
import { type DocumentLimits } from './domain/parse-document.ts';
import { type ScheduleRepository } from './domain/schedule-repository.ts';
import { type EventRepository } from './domain/tenant-event.ts';
import { type WorkflowRepository } from './domain/workflow.ts';
import { createAdvanceExecution } from './usecase/advance-execution.ts';
import { createCancelExecution } from './usecase/cancel-execution.ts';
import { createCreateWorkflow } from './usecase/create-workflow.ts';
import { createDeleteWorkflow } from './usecase/delete-workflow.ts';
import { createDriver } from './usecase/drive-execution.ts';
import { createExecuteWorkflow } from './usecase/execute-workflow.ts';
import { createGetExecutionStatus } from './usecase/get-execution-status.ts';
import { createGetWorkflowGraph } from './usecase/get-workflow-graph.ts';
import { createGetWorkflow } from './usecase/get-workflow.ts';
import { type Library } from './usecase/import-resources.ts';
import { createListExecutionTasks } from './usecase/list-execution-tasks.ts';
import { createListExecutions } from './usecase/list-executions.ts';
import { createListWorkflows } from './usecase/list-workflows.ts';
import {
  type ActionsOf,
  type Clock,
  type DocumentTools,
  type EndWatch,
  type Engine,
  type EventPublisher,
  type ScheduleJobs,
} from './usecase/ports.ts';
import { createEmitter, createPublishEvent, type EventLimits } from './usecase/publish-event.ts';
import { createDocumentReader } from './usecase/read-document.ts';
import { createReceiveEvent } from './usecase/receive-event.ts';
import { createReconcileEngine } from './usecase/reconcile-engine.ts';
import { createResumeExecution } from './usecase/resume-execution.ts';
import { createRunChildren } from './usecase/run-children.ts';
import { createRunSchedules } from './usecase/run-schedules.ts';
import { createRunTriggers } from './usecase/run-triggers.ts';
import { createStartScheduled } from './usecase/start-scheduled.ts';
import { createSuspendExecution } from './usecase/suspend-execution.ts';
import { createUpdateWorkflow } from './usecase/update-workflow.ts';
import { createValidateWorkflow } from './usecase/validate-workflow.ts';
import { createWorld } from './usecase/world.ts';

/** WorkflowDeps is everything that the service needs from outside; tests hand in fakes. */
export interface WorkflowDeps extends DocumentTools {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  runs: RunRepository;
  events: EventRepository;
  listeners: ListenerRepository;
  schedules: ScheduleRepository;
  eventPublisher: EventPublisher;
  eventLimits: EventLimits;
  scheduleJobs: ScheduleJobs;
  engine: Engine;
  watch: EndWatch;
  actionsOf: ActionsOf;
  /** Calls by protocols of one workspace. */
  callsOf: (workspaceId: string) => Calls;
  scripts: Scripts;
  library: Library;
  /** A workspace's secret, if it has one of that name. */
  secretOf: (workspaceId: string, name: string) => Promise<Json | undefined>;
  /** Runs that this process carries on at the same time without the engine. */
  mostDriven: number;
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
  const { drive, stop } = createDriver({
    ...deps,
    advance: id => advanceExecution(id),
    most: deps.mostDriven,
  });
  const emitter = createEmitter(deps);
  const advanceExecution = createAdvanceExecution({
    ...deps,
    drive,
    restartAfter: id => schedules.ended(id),
    worldOf: createWorld({ ...deps, emitter, childrenOf: createRunChildren({ ...deps, drive }) }),
  });
  const start = createStartScheduled({ ...deps, drive });
  const runTriggers = createRunTriggers({ ...deps, start });
  const schedules = createRunSchedules({ ...deps, start, runTriggers });
  return {
    // definitions
    createWorkflow: createCreateWorkflow({ ...deps, documents, announce: schedules.announce }),
    updateWorkflow: createUpdateWorkflow({ ...deps, documents, announce: schedules.announce }),
    validateWorkflow: createValidateWorkflow({ documents }),
    getWorkflow,
    getWorkflowGraph: createGetWorkflowGraph({ getWorkflow }),
    listWorkflows: createListWorkflows(deps),
    deleteWorkflow: createDeleteWorkflow({ ...deps, announce: schedules.announce }),
    // runs
    executeWorkflow: createExecuteWorkflow({ ...deps, drive }),
    getExecutionStatus: createGetExecutionStatus(deps),
    listExecutions: createListExecutions(deps),
    listExecutionTasks: createListExecutionTasks(deps),
    cancelExecution: createCancelExecution({ ...deps, drive }),
    suspendExecution: createSuspendExecution(deps),
    resumeExecution: createResumeExecution({ ...deps, drive }),
    // events and schedules
    publishEvent: createPublishEvent(deps),
    receiveEvent: createReceiveEvent({ ...deps, runTriggers, drive }),
    schedules,
    /** Ends what this process carries on without the engine. */
    stop,
    // what the engine asks for
    advanceExecution,
    reconcileEngine: createReconcileEngine(deps),
  };
}
