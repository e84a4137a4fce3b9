import { type Log } from '@neighbourhood/shared/call/call';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { type SecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { type ApprovalRepository } from './domain/approvals/approval-repository.ts';
import { type BulkRepository } from './domain/bulk-operation.ts';
import { type ExecutionRepository, type RunRepository } from './domain/execution-repository.ts';
import { type Expressions } from './domain/expression.ts';
import { type Calls, type Scripts } from './domain/effects.ts';
import { type Limits } from './domain/interpreter/machine.ts';
import { type HookRepository } from './domain/hooks/hook-repository.ts';
import { type Hook, hookUrl } from './domain/hooks/hook.ts';
import { type Json } from './domain/json.ts';
import { type ListenerRepository } from './domain/listener-repository.ts';
import { type DocumentLimits } from './domain/parse-document.ts';
import { type PlaceRepository } from './domain/place-repository.ts';
import { type ScheduleRepository } from './domain/schedule-repository.ts';
import { type EventRepository } from './domain/tenant-event.ts';
import { type WorkflowRepository } from './domain/workflow.ts';
import { createDecideApproval, createGetApproval } from './usecase/approvals/decide-approval.ts';
import { createRequestApproval } from './usecase/approvals/request-approval.ts';
import { createAdvanceExecution } from './usecase/advance-execution.ts';
import { type AtWorkLimits, createBeginner } from './usecase/begin-execution.ts';
import { createCancelExecution } from './usecase/cancel-execution.ts';
import { createCarryOnBulk } from './usecase/carry-on-bulk.ts';
import { createRunControl } from './usecase/control-run.ts';
import { createCreateWorkflow } from './usecase/create-workflow.ts';
import { createDeleteWorkflow } from './usecase/delete-workflow.ts';
import { createDriver } from './usecase/drive-execution.ts';
import { createExecuteWorkflow } from './usecase/execute-workflow.ts';
import { createGetBulkOperation } from './usecase/get-bulk-operation.ts';
import { createGetExecutionGraph } from './usecase/get-execution-graph.ts';
import { createGetExecutionStatus } from './usecase/get-execution-status.ts';
import { createGetWorkflowGraph } from './usecase/get-workflow-graph.ts';
import { createGetWorkflow } from './usecase/get-workflow.ts';
import { createCreateHook } from './usecase/hooks/create-hook.ts';
import { createDeleteHook } from './usecase/hooks/delete-hook.ts';
import { type HookDeps } from './usecase/hooks/ports.ts';
import { createGetHook, createListHooks } from './usecase/hooks/read-hooks.ts';
import { createReceiveHook } from './usecase/hooks/receive-hook.ts';
import { createRotateHookSecret, createRotateHookToken } from './usecase/hooks/rotate-hook.ts';
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
import { createReceiveReconnection } from './usecase/receive-reconnection.ts';
import { createReconcileEngine } from './usecase/reconcile-engine.ts';
import { createReseal } from './usecase/reseal.ts';
import { createRerun, createRerunExecution } from './usecase/rerun-execution.ts';
import { createResumeExecution } from './usecase/resume-execution.ts';
import { createRunChildren } from './usecase/run-children.ts';
import { createRunSchedules } from './usecase/run-schedules.ts';
import { createRunTriggers } from './usecase/run-triggers.ts';
import { createStartBulkOperation } from './usecase/start-bulk-operation.ts';
import { createStartScheduled } from './usecase/start-scheduled.ts';
import { createSuspendExecution } from './usecase/suspend-execution.ts';
import { createTaskTeller } from './usecase/tell-tasks.ts';
import { createUpdateWorkflow } from './usecase/update-workflow.ts';
import { createValidateWorkflow } from './usecase/validate-workflow.ts';
import { createWakeRuns } from './usecase/wake-runs.ts';
import { createWorld } from './usecase/world.ts';

/** WorkflowDeps is everything that the service needs from outside; tests hand in fakes. */
export interface WorkflowDeps extends DocumentTools {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  runs: RunRepository;
  bulk: BulkRepository;
  places: PlaceRepository;
  events: EventRepository;
  listeners: ListenerRepository;
  hooks: HookRepository;
  hookLimits: HookDeps['hookLimits'];
  providerWebhooks: HookDeps['providerWebhooks'];
  approvals: ApprovalRepository;
  /** Encrypts what is secret and stored. */
  box: SecretBox;
  /** Where the world reaches the gateway. */
  publicUrl: string;
  schedules: ScheduleRepository;
  eventPublisher: EventPublisher;
  /** Publishes lifecycle events of tasks. */
  publishLifecycle: (events: readonly CloudEvent[]) => Promise<void>;
  eventLimits: EventLimits;
  scheduleJobs: ScheduleJobs;
  engine: Engine;
  watch: EndWatch;
  actionsOf: ActionsOf;
  /** Expressions of one workspace's runs. */
  expressionsOf: (workspaceId: string) => Expressions;
  /** Calls by protocols of one workspace. */
  callsOf: (workspaceId: string) => Calls;
  scripts: Scripts;
  library: Library;
  /** A workspace's secret, if it has one of that name. */
  secretOf: (workspaceId: string, name: string) => Promise<Json | undefined>;
  atWorkLimits: AtWorkLimits;
  /** Runs that this process carries on at the same time without the engine. */
  mostDriven: number;
  documentLimits: DocumentLimits;
  runLimits: Limits;
  maxInputBytes: number;
  owner: string;
  leaseMs: number;
  /** The engine keeps the times of longer waits only. */
  engineFromMs: number;
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
  const beginner = createBeginner({ ...deps, drive, limits: deps.atWorkLimits });
  const { begin } = beginner;
  const tellTasks = createTaskTeller(deps);
  const emitter = createEmitter(deps);
  const lostByEngine = new Set<string>();
  const advanceExecution = createAdvanceExecution({
    ...deps,
    lostByEngine,
    drive,
    atWork: beginner,
    tellTasks,
    restartAfter: id => schedules.ended(id),
    worldOf: createWorld({
      ...deps,
      emitter,
      childrenOf: createRunChildren({ ...deps, drive }),
      requestApproval: createRequestApproval(deps),
    }),
  });
  const wakeRuns = createWakeRuns({ ...deps, drive });
  const control = createRunControl({ ...deps, drive, tellTasks });
  const rerun = createRerun({ ...deps, begin });
  const carryOnBulk = createCarryOnBulk({
    ...deps,
    bulkActions: {
      cancel: async ({ workspaceId, reason }, id) => (await control.cancel(workspaceId, id, reason)).changed,
      suspend: async ({ workspaceId }, id) => (await control.suspend(workspaceId, id)).changed,
      resume: async ({ workspaceId }, id) => (await control.resume(workspaceId, id)).changed,
      rerun: async ({ id: operationId, workspaceId, startedBy }, id) => {
        const by = { startedBy, idempotencyKey: `bulk:${operationId}:${id}`, log: deps.log };
        await rerun(workspaceId, { id, newest: false, parents: false }, by);
        return true;
      },
    },
  });
  const start = createStartScheduled({ ...deps, begin });
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
    executeWorkflow: createExecuteWorkflow({ ...deps, begin }),
    getExecutionStatus: createGetExecutionStatus(deps),
    listExecutions: createListExecutions(deps),
    listExecutionTasks: createListExecutionTasks(deps),
    getExecutionGraph: createGetExecutionGraph(deps),
    cancelExecution: createCancelExecution({ control }),
    suspendExecution: createSuspendExecution({ control }),
    resumeExecution: createResumeExecution({ control }),
    rerunExecution: createRerunExecution({ rerun }),
    startBulkOperation: createStartBulkOperation({ ...deps, carryOnBulk }),
    getBulkOperation: createGetBulkOperation(deps),
    // events and schedules
    publishEvent: createPublishEvent(deps),
    receiveEvent: createReceiveEvent({ ...deps, runTriggers, wakeRuns }),
    receiveReconnection: createReceiveReconnection({ wakeRuns }),
    schedules,
    // hooks
    createHook: createCreateHook(deps),
    listHooks: createListHooks(deps),
    getHook: createGetHook(deps),
    deleteHook: createDeleteHook(deps),
    rotateHookToken: createRotateHookToken(deps),
    rotateHookSecret: createRotateHookSecret(deps),
    receiveHook: createReceiveHook(deps),
    hookUrl: (hook: Hook, token?: string) => hookUrl(deps.publicUrl, hook, token),
    // approvals
    getApproval: createGetApproval(deps),
    decideApproval: createDecideApproval(deps),
    /** Encrypts everything anew, by the newest key. */
    reseal: createReseal(deps),
    carryOnBulk,
    /** Begins what waits for a place, in whatever process's name. */
    tendPlaces: beginner.tend,
    /** Ends what this process carries on without the engine. */
    async stop() {
      await stop();
      await beginner.stop();
    },
    // what the engine asks for
    advanceExecution,
    reconcileEngine: createReconcileEngine({ ...deps, drive, begin, lostByEngine }),
  };
}
