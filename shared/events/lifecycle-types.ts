/** The types of the Serverless Workflow DSL's own lifecycle events. */
export const lifecycleTypes = {
  /** Of runs: what `workflow.execution.…` tells, in the specification's words. */
  workflow: {
    started: 'io.serverlessworkflow.workflow.started.v1',
    suspended: 'io.serverlessworkflow.workflow.suspended.v1',
    resumed: 'io.serverlessworkflow.workflow.resumed.v1',
    cancelled: 'io.serverlessworkflow.workflow.cancelled.v1',
    faulted: 'io.serverlessworkflow.workflow.faulted.v1',
    completed: 'io.serverlessworkflow.workflow.completed.v1',
    statusChanged: 'io.serverlessworkflow.workflow.status-changed.v1',
  },
  /** Of tasks, for documents that ask for them. */
  task: {
    created: 'io.serverlessworkflow.task.created.v1',
    started: 'io.serverlessworkflow.task.started.v1',
    suspended: 'io.serverlessworkflow.task.suspended.v1',
    resumed: 'io.serverlessworkflow.task.resumed.v1',
    retried: 'io.serverlessworkflow.task.retried.v1',
    cancelled: 'io.serverlessworkflow.task.cancelled.v1',
    faulted: 'io.serverlessworkflow.task.faulted.v1',
    completed: 'io.serverlessworkflow.task.completed.v1',
  },
} as const;

/** allLifecycleTypes lists them. */
export const allLifecycleTypes: readonly string[] = [
  ...Object.values(lifecycleTypes.workflow),
  ...Object.values(lifecycleTypes.task),
];
