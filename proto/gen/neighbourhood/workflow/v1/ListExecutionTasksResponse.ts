// Original file: neighbourhood/workflow/v1/executions.proto

import type { TaskRun as _neighbourhood_workflow_v1_TaskRun, TaskRun__Output as _neighbourhood_workflow_v1_TaskRun__Output } from '../../../neighbourhood/workflow/v1/TaskRun.ts';

/**
 * ListExecutionTasksResponse is one page of tasks.
 */
export interface ListExecutionTasksResponse {
  /**
   * In start order.
   */
  'tasks'?: (_neighbourhood_workflow_v1_TaskRun)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListExecutionTasksResponse is one page of tasks.
 */
export interface ListExecutionTasksResponse__Output {
  /**
   * In start order.
   */
  'tasks': (_neighbourhood_workflow_v1_TaskRun__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
